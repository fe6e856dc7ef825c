""" "Not a person" takes the piece around the click, as large as the user says, and no more."""

from functools import cache

import numpy as np
import pytest

from portrait_studio.core.editing.editor import Editor
from tests.core.split_photos import SHAPE, analysed, photo_of

BOXES = (0.1, 0.05, 1.0, 0.45), (0.1, 0.55, 1.0, 0.95)
MIDDLE = (52, 32)  # of the first person


@cache
def analysis():
    # Without noise every region of a person is like the others, and every step costs next to none.
    photo, truth = photo_of(*BOXES, noise=0)
    return analysed(photo, truth, list(BOXES))


def gone(editor, before):
    return (before > 0) & (editor.owner == 0)


def distance_from(place):
    rows, cols = np.indices(SHAPE)
    return np.hypot(rows + 0.5 - place[0], cols + 0.5 - place[1])


@pytest.mark.parametrize("radius", [4.0, 8.0, 14.0])
def test_it_takes_what_the_disc_covers_also_where_regions_are_alike(radius):
    editor = Editor(analysis())
    before = editor.owner
    editor.not_a_person(*MIDDLE, radius=radius)
    lost, away = gone(editor, before), distance_from(MIDDLE)
    across = np.sqrt(before.size / analysis().graph.regions)  # a region is taken as a whole
    assert lost[away < radius - 1.5 * across].all()
    assert not lost[away > radius + 1.5 * across].any()


def test_by_itself_it_takes_as_far_as_there_is_room_and_the_neighbour_keeps_all():
    editor = Editor(analysis())
    before = editor.owner
    place = (52, 14)  # eight pixels off the side of the first person
    editor.not_a_person(*place)
    lost = gone(editor, before)
    assert lost[distance_from(place) < 4].all()
    assert not lost[distance_from(place) > 20].any()
    assert np.array_equal(editor.owner == 2, before == 2)


def test_beside_the_mask_it_takes_its_piece_of_what_a_seed_had_added():
    editor = Editor(analysis())
    editor.add_seeds([(4, 10), (4, 60)], 1, radius=3)  # a stripe above the heads
    before = editor.owner
    assert before[4, 10] == before[4, 60] == 1
    editor.not_a_person(4, 10, radius=3)
    assert editor.owner[4, 10] == 0
    assert editor.owner[4, 60] == 1
