import numpy as np
import pytest

from tests.ui.rig import WORKING, Rig, analysis


@pytest.fixture
def tour(qtbot):
    """A rig with a doubtful place: two wear the same, and their boxes overlap."""
    rgb = np.full((*WORKING, 3), 120, np.uint8)
    made = Rig(qtbot, seen=analysis(rgb, border=0.0, overlap=16))
    made.places = made.editor.doubtful_places()
    assert made.places
    yield made
    made.easel.close()


def test_it_goes_to_the_largest_first_and_zooms(tour):
    zoom = tour.canvas.zoom
    tour.easel.tour.go(1)
    first = tour.easel.tour.current
    assert first.area == max(place.area for place in tour.places)
    assert tour.canvas.zoom >= zoom * 0.99
    seen = tour.canvas.mapToScene(tour.canvas.viewport().rect()).boundingRect()
    row0, col0, row1, col1 = first.box
    assert seen.left() <= col0 < col1 <= seen.right()
    assert seen.top() <= row0 < row1 <= seen.bottom()
    assert "Doubtful place 1 of" in tour.said[-1]


def test_a_number_key_gives_it_and_the_count_falls(tour, qtbot):
    counts: list[int] = []
    tour.easel.tour.left.connect(counts.append)
    tour.easel.tour.go(1)
    place = tour.easel.tour.current
    person = tour.editor.people[0].id
    tour.easel.choose_layer(1)
    assert len(tour.editor.edits) == 1
    assert tour.easel.tour.current is None
    assert counts[-1] < len(tour.places) + 1
    owner = tour.editor.owner
    inside = np.isin(tour.analysis.labels, place.regions) & tour.editor.mask
    assert (owner[inside] == person).mean() > 0.9
    assert "doubtful place" in tour.said[-1]


def test_forth_and_back_is_where_it_was(tour):
    tour.easel.tour.go(1)
    first = tour.easel.tour.current.box
    tour.easel.tour.go(1)
    tour.easel.tour.go(-1)
    assert tour.easel.tour.current.box == first


def test_a_gesture_or_escape_ends_it_and_number_keys_choose_again(tour):
    tour.easel.tour.go(1)
    tour.click(40, 90)
    assert tour.easel.tour.current is None
    tour.easel.tour.go(1)
    tour.escape()
    assert tour.easel.tour.current is None
    tour.easel.choose_layer(1)
    assert tour.easel.desk.chosen == tour.editor.people[0].id
    assert not tour.editor.edits


def test_without_people_there_is_nowhere_to_go(qtbot):
    early = Rig(qtbot, people=False)
    early.easel.tour.go(1)
    assert early.easel.tour.current is None
    assert not early.easel.tour.give(1)
    early.easel.close()
