import numpy as np

from training.data.composites import compose, cut_out
from training.data.labelled import Labelled


def person(colour, rows=slice(20, 80), cols=slice(30, 70), shape=(80, 100)):
    labels = np.zeros(shape, np.uint8)
    labels[rows, cols] = 1
    photo = np.full((*shape, 3), 90, np.uint8)
    photo[labels == 1] = colour
    return Labelled(photo, labels, borders_known=True, people_known=True)


def background():
    photo = np.zeros((90, 120, 3), np.uint8)
    labels = np.zeros((90, 120), np.uint8)
    return Labelled(photo, labels, borders_known=True, people_known=True)


def cut(colour):
    found = cut_out(person(colour), 1)
    assert found is not None
    return found


def test_a_cut_out_holds_the_person_alone_and_knows_the_ground():
    alone = cut((200, 0, 0))
    assert alone.pixels.shape == (60, 40, 3) and alone.grounded
    assert alone.mask.min() > 0.2 and alone.mask[30, 20] == 1


def test_people_cut_by_the_sides_or_too_small_are_not_taken():
    assert cut_out(person((1, 1, 1), cols=slice(0, 40)), 1) is None
    assert cut_out(person((1, 1, 1), rows=slice(40, 45), cols=slice(40, 45)), 1) is None


def test_the_last_one_pasted_stands_in_front_with_exact_labels():
    cuts = [cut(colour) for colour in ((200, 0, 0), (0, 200, 0), (0, 0, 200))]
    made = compose(background(), cuts, np.random.default_rng(2))
    assert set(np.unique(made.labels)) <= {0, 1, 2, 3}
    assert (made.labels == 3).any()
    inside = made.labels == 3
    assert made.photo[inside].sum(axis=1).mean() > made.photo[made.labels == 0].sum(axis=1).mean()
    assert made.borders_known and made.people_known


def test_people_of_the_background_stay_where_they_are_seen():
    there = person((9, 9, 9), rows=slice(0, 80), cols=slice(0, 100))
    made = compose(there, [cut((200, 0, 0))], np.random.default_rng(0))
    assert set(np.unique(made.labels)) == {1, 2}


def test_nobody_to_paste_leaves_the_background():
    made = compose(background(), [], np.random.default_rng(0))
    assert made.labels.max() == 0
