from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.data import close_ups as close_ups_module  # noqa: E402
from training.data import shown_boxes  # noqa: E402
from training.data.close_ups import (  # noqa: E402
    CONTEXT,
    SMALLEST,
    CloseUp,
    CloseUps,
    draw_close_up,
    tensors,
)
from training.data.labelled import IGNORE, Labelled  # noqa: E402
from training.data.mixture import Mixture  # noqa: E402
from training.data.shown_boxes import bounding_box  # noqa: E402
from training.data.targets import CONTACT, OUTLINE  # noqa: E402
from training.networks.close_up import (  # noqa: E402
    BACKGROUND,
    CLICK_CHANNELS,
    MASK_CHANNEL,
    OTHERS,
    OTHERS_CHANNEL,
    OWN,
)

COLOURS = {1: (220, 30, 30), 2: (30, 30, 220)}
SIDE = 64


def two_people(random=None):
    """A red and a blue person side by side on grey, and a speck too small to be asked for."""
    photo = np.full((120, 160, 3), 128, np.uint8)
    labels = np.zeros((120, 160), np.uint8)
    labels[30:100, 40:75], labels[40:110, 75:115], labels[5:8, 150:155] = 1, 2, 3
    for value, colour in COLOURS.items():
        photo[labels == value] = colour
    return Labelled(photo, labels, borders_known=True, people_known=True)


def nobody(random=None):
    labels = np.zeros((120, 160), np.uint8)
    return Labelled(np.full((120, 160, 3), 128, np.uint8), labels, True, True)


MIXTURE = Mixture((two_people,), (1.0,))


def drawn(count, labelled=None, side=SIDE):
    """Close-ups of many draws, those that came to nothing left out."""
    labelled = labelled or two_people()
    draws = (
        draw_close_up(labelled, side=side, random=np.random.default_rng(n)) for n in range(count)
    )
    return [close_up for close_up in draws if close_up is not None]


def test_a_close_up_shows_its_person_whole_with_surroundings():
    close_ups = [close_up for close_up in drawn(60) if close_up.own]
    assert {close_up.own for close_up in close_ups} == {1, 2}  # never the speck
    for close_up in close_ups:
        labels = close_up.labelled.labels
        assert close_up.labelled.photo.shape == (SIDE, SIDE, 3) and labels.shape == (SIDE, SIDE)
        truth = bounding_box(labels == close_up.own)
        longest = max(truth[2] - truth[0], truth[3] - truth[1])
        assert 0.75 * SIDE / CONTEXT[1] < longest < 1.25 * SIDE / CONTEXT[0]


def test_large_people_are_drawn_more_often():
    labels = np.zeros((240, 320), np.uint8)
    labels[10:210, 10:130], labels[20:70, 200:230] = 1, 2  # sixteen times the pixels
    photo = np.full((240, 320, 3), 128, np.uint8)
    asked = [c.own for c in drawn(400, Labelled(photo, labels, True, True)) if c.own]
    assert asked.count(1) / len(asked) == pytest.approx(4 / 5, abs=0.06)


def test_photo_and_labels_are_warped_alike():
    for close_up in drawn(20):
        red, _, blue = close_up.labelled.photo.astype(int).transpose(2, 0, 1)
        if np.abs(red - blue).max() < 20:
            continue  # a draw that turned the photo grey
        labels = close_up.labelled.labels
        assert (red - blue)[labels == 1].mean() > 10 if (labels == 1).any() else True
        assert (blue - red)[labels == 2].mean() > 10 if (labels == 2).any() else True


def test_boxes_err_as_a_detectors_do_but_stay_about_their_person():
    errors = []
    for close_up in drawn(300):
        if close_up.own:
            truth = bounding_box(close_up.labelled.labels == close_up.own)
            sides = np.tile([truth[2] - truth[0], truth[3] - truth[1]], 2)
            errors.append((close_up.box - truth) / sides)
    wrong = np.abs(errors)
    assert 0.01 < np.mean(wrong) < 0.08
    assert np.max(wrong) <= 0.3 + 1e-9
    assert abs(np.mean(errors)) < 0.01  # to either side


def test_some_boxes_hold_nobody_in_particular():
    shares = np.array([close_up.own == 0 for close_up in drawn(600)]).mean()
    assert 0.005 < shares < 0.1
    for close_up in drawn(20, labelled=nobody()):
        target = tensors(close_up)
        assert close_up.own == 0 and not (target["categories"] == OWN).any()
        assert (target["image"][3] == 1).any() and (target["image"][3] == -1).any()


def test_who_is_too_small_is_not_asked_for():
    labelled = nobody()
    labelled.labels[50:60, 50:70] = 1
    assert (labelled.labels == 1).sum() < SMALLEST
    assert {close_up.own for close_up in drawn(20, labelled=labelled)} == {0}


def test_where_people_are_not_told_apart_nothing_is_drawn():
    one = two_people()
    unclear = Labelled(one.photo, one.labels, borders_known=False, people_known=True)
    assert drawn(5, labelled=unclear) == []


def exactly(own):
    """A close-up that is the photo's middle itself, with the true box."""
    whole = two_people()
    photo, labels = whole.photo[20:116, 30:126], whole.labels[20:116, 30:126].copy()
    labels[:, :4] = IGNORE
    box = bounding_box(labels == own) if own else np.array([2.0, 60, 20, 90])
    return CloseUp(Labelled(photo, labels, True, True), own, box)


@pytest.mark.parametrize("own", [1, 2])
def test_targets_say_whose_every_pixel_is(own):
    close_up = exactly(own)
    target = tensors(close_up)
    categories, fine = target["categories"].numpy(), close_up.labelled.labels[1::2, 1::2]
    assert (categories[fine == own] == OWN).all()
    assert (categories[fine == 3 - own] == OTHERS).all()
    assert (categories[fine == 0] == BACKGROUND).all() and (categories[:, :2] == IGNORE).all()
    assert set(np.unique(target["boundary"])) == {0, OUTLINE, CONTACT, IGNORE}
    near = target["edge_distance"].numpy()
    own_rim = near[(fine == own) & (near < 1.5)]
    assert own_rim.size and near[fine == 3 - own].max() > 20  # the other's outline does not count


def test_nobodys_targets_name_everybody_an_other():
    target = tensors(exactly(0))
    assert set(np.unique(target["categories"])) == {BACKGROUND, OTHERS, IGNORE}
    assert (torch.exp(-target["edge_distance"] / 6) < 1e-3).all()


def test_the_image_is_the_photo_and_the_box():
    close_up = exactly(1)
    image = tensors(close_up)["image"]
    assert image.shape == (8, 96, 96) and image.dtype == torch.float32
    photo = close_up.labelled.photo.transpose(2, 0, 1) / 127.5 - 1
    np.testing.assert_allclose(image[:3], photo, atol=1e-5)
    assert ((image[3] == 1).numpy() == (close_up.labelled.labels == 1)).all()


def test_the_image_shows_where_the_others_are():
    close_up = replace(exactly(1), others=((20.0, 50.0, 80.0, 90.0),))
    image = tensors(close_up)["image"]
    shown = image[OTHERS_CHANNEL].numpy()
    assert not image[[*CLICK_CHANNELS, MASK_CHANNEL]].any()
    assert ((shown > 0) == np.pad(np.ones((60, 40), bool), ((20, 16), (50, 6)))).all()
    assert shown[49:51, 69:71].min() > 0.95 and shown[20, 70] == pytest.approx(0.5, abs=0.02)


def test_others_are_shown_as_a_detector_finds_them_who_is_missed_and_never_oneself(monkeypatch):
    monkeypatch.setattr(shown_boxes, "INVENTED", 0.0)
    close_ups = [close_up for close_up in drawn(300) if close_up.own]
    found = [len(close_up.others) for close_up in close_ups]
    assert set(found) == {0, 1}  # never the speck, never the person asked about
    assert 0.5 < np.mean(found) < 0.75
    wrong = []
    for close_up in close_ups:
        labels = close_up.labelled.labels
        other = labels == 3 - close_up.own
        if len(close_up.others) and other.any():
            inside = np.clip(close_up.others[0], 0, SIDE)
            wrong.append(np.abs(inside - bounding_box(other)).mean())
    assert np.median(wrong) < 0.06 * SIDE


def test_now_and_then_a_part_of_somebody_is_shown_as_somebody(monkeypatch):
    monkeypatch.setattr(shown_boxes, "MISSED", (1.0,))
    assert 0.05 < np.mean([len(each.others) for each in drawn(300)]) < 0.25
    monkeypatch.setattr(shown_boxes, "INVENTED", 1.0)
    monkeypatch.setattr(close_ups_module, "TURN", 0.0)
    parts = [(each.others[0], each.labelled.labels) for each in drawn(60) if each.others]
    assert len(parts) > 40
    inside = [within(part, bounding_box(np.isin(labels, [1, 2]))) for part, labels in parts]
    assert np.mean(inside) > 0.8  # of somebody, where the crop does not end first


def within(box, hull):
    return (np.array(box[:2]) >= hull[:2] - 2).all() and (np.array(box[2:]) <= hull[2:] + 2).all()


def seen_by_a_detector(*boxes):
    """Two people, and what a detector finds there: score, row0, col0, row1, col1."""
    return replace(two_people(), found=np.array(boxes, np.float32).reshape(-1, 5))


RED, BLUE = (30, 40, 100, 75), (40, 75, 110, 115)
NOBODYS = (2, 5, 22, 20)


@pytest.fixture
def only_found(monkeypatch):
    monkeypatch.setattr(close_ups_module, "FOUND", 1.0)


@pytest.mark.usefixtures("only_found")
def test_a_detectors_boxes_are_shown_with_their_errors_and_the_other_ones_beside():
    large = (0.9, 20, 30, 110, 85)  # of the red one: IoU 0.5
    close_ups = drawn(80, labelled=seen_by_a_detector(large, (0.8, *BLUE)))
    assert {each.own for each in close_ups} == {1, 2}
    assert all(len(each.others) == 1 for each in close_ups)
    red = [each for each in close_ups if each.own == 1]
    tall = [np.ptp(bounding_box(each.labelled.labels == 1)[::2]) for each in red]
    shown = [each.box[2] - each.box[0] for each in red]
    np.testing.assert_allclose(np.divide(tall, shown), 70 / 90, rtol=0.08)
    assert len(red) > 20


@pytest.mark.usefixtures("only_found")
def test_a_box_of_nobody_asks_for_nobody_and_one_that_is_open_asks_nothing():
    nobodys = drawn(80, labelled=seen_by_a_detector((0.9, *NOBODYS)))
    assert 15 < len(nobodys) < 50 and {each.own for each in nobodys} == {0}
    third = (0.9, 30, 40, 53, 75)  # of the red one: neither theirs nor nobody's
    assert not drawn(40, labelled=seen_by_a_detector(third))
    unknown = seen_by_a_detector((0.9, *NOBODYS))
    unknown.labels[:30] = IGNORE
    assert not drawn(40, labelled=unknown)


@pytest.mark.usefixtures("only_found")
def test_only_boxes_that_some_threshold_lets_through_are_asked_about():
    labelled = seen_by_a_detector((0.9, *RED), (0.37, *BLUE), (0.1, *NOBODYS))
    asked = [each.own for each in drawn(200, labelled=labelled)]
    assert set(asked) == {1, 2} and 0.1 < np.mean(np.array(asked) == 2) < 0.4
    assert not drawn(20, labelled=seen_by_a_detector())


def test_a_box_almost_that_of_the_person_asked_about_is_not_shown_as_another():
    labelled = nobody()
    labelled.labels[30:100, 40:115] = 1
    labelled.labels[31:99, 41:114] = 2  # one within the other, nearly as large
    found = [len(close_up.others) for close_up in drawn(100, labelled=labelled) if close_up.own]
    assert np.mean(found) < 0.35  # only where both boxes err a lot; 0.64 of those apart


def test_a_sample_depends_on_seed_and_number_alone():
    def row(seed, first, count):
        return CloseUps(MIXTURE, crop=SIDE, seed=seed, first=first, count=count)

    whole, rest, other = row(3, 0, 6), row(3, 4, 2), row(4, 0, 6)
    assert len(whole) == 6 and len(rest) == 2
    for name, value in whole[5].items():
        assert torch.equal(value, rest[1][name]), name
    assert not torch.equal(whole[5]["image"], whole[4]["image"])
    assert not torch.equal(whole[5]["image"], other[5]["image"])


def test_a_share_may_come_with_clicks_and_all_else_stays():
    def clicks(clicked):
        row = CloseUps(MIXTURE, crop=SIDE, seed=3, first=0, count=60, clicked=clicked)
        return [int(row[n]["clicks"]) for n in range(60)]

    every, some, none = clicks(1.0), clicks(0.5), clicks(0.0)
    assert not any(none) and 0 < sum(map(bool, some)) < sum(map(bool, every))
    assert all(few in (0, many) for few, many in zip(some, every, strict=True))


def test_draws_that_come_to_nothing_are_repeated():
    mixture = Mixture((lambda random: two_people() if random.random() < 0.3 else tiny(),), (1.0,))
    samples = CloseUps(mixture, crop=SIDE, seed=0, first=0, count=8)
    assert all(samples[n]["image"].shape == (8, SIDE, SIDE) for n in range(8))


def tiny():
    """A photo without instances."""
    return Labelled(nobody().photo, nobody().labels, borders_known=False, people_known=False)
