"""What is on the easel: people in their colours, overlays, backdrops, all kept true by edits."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from portrait_studio.core.editing.edits import AddSeeds, SetColour, SetVisible
from portrait_studio.ui.canvas.backdrop_item import Backdrop
from portrait_studio.ui.overlays import OVERLAYS
from portrait_studio.ui.palette import person_colour
from tests.ui.rig import SCALE
from tests.ui.screen import colour_at, screen


def near(rig, row, col):
    """Colour over the middle of a pixel at working size."""
    return colour_at(rig.canvas, row * SCALE + 2, col * SCALE + 2)


def only(rig, *shown):
    for spec in OVERLAYS:
        rig.easel.overlays.set_visible(spec.id, spec.id in shown)


def distance(one, other):
    return max(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))


def test_everybody_has_a_colour(rig):
    only(rig, "people")
    rig.easel.overlays.set_opacity("people", 1.0)
    for col in (20, 50, 90):
        assert distance(near(rig, 50, col), person_colour(rig.owner(50, col))) <= 1
    assert near(rig, 5, 60).lightness() < 40


def test_an_edit_repaints_who_moved(rig):
    only(rig, "people")
    rig.easel.overlays.set_opacity("people", 1.0)
    rig.sheet.edit(AddSeeds(((40 * SCALE, 20 * SCALE),), 3))
    rig.easel.close()
    assert distance(near(rig, 40, 20), person_colour(3)) <= 1
    rig.sheet.undo()
    rig.easel.close()
    assert distance(near(rig, 40, 20), person_colour(1)) <= 1


def test_what_is_on_show_is_what_the_editor_says(rig):
    rng = np.random.default_rng(3)
    only(rig, "people", "outlines")
    for _ in range(12):
        row, col = int(rng.integers(15, 80)), int(rng.integers(0, 120))
        rig.sheet.edit(AddSeeds(((row * SCALE, col * SCALE),), int(rng.integers(1, 4))))
        rig.easel.close()
    rig.sheet.undo()
    rig.easel.close()
    after_edits = screen(rig.canvas)
    rig.easel.overlays.set_backdrop(Backdrop.BLACK)
    black = screen(rig.canvas)
    rig.easel.overlays.set_backdrop(Backdrop.OVERLAY)
    rig.show_people()
    assert np.array_equal(screen(rig.canvas), after_edits)
    rig.easel.overlays.set_backdrop(Backdrop.BLACK)
    assert np.array_equal(screen(rig.canvas), black)


@pytest.mark.parametrize("backdrop", list(Backdrop)[1:])
def test_an_edit_changes_the_backdrop_too(rig, backdrop):
    only(rig)
    rig.easel.overlays.set_backdrop(backdrop)
    before = near(rig, 60, 3)
    rig.sheet.edit(AddSeeds(((60 * SCALE, 3 * SCALE),), 1))
    rig.easel.close()
    assert distance(near(rig, 60, 3), before) > 20


def test_colours_and_hidden_people(rig):
    only(rig, "people")
    rig.easel.overlays.set_opacity("people", 1.0)
    rig.sheet.edit(SetColour(1, "#123456"))
    assert distance(near(rig, 50, 20), QColor("#123456")) <= 1
    shown = near(rig, 50, 20)
    rig.sheet.edit(SetVisible(1, False))
    assert distance(near(rig, 50, 20), shown) > 20
    rig.easel.overlays.set_backdrop(Backdrop.MASK)
    assert near(rig, 50, 20) == QColor("black")
    assert near(rig, 50, 90) == QColor("white")


@pytest.mark.parametrize("overlay", [spec.id for spec in OVERLAYS])
def test_every_overlay_has_a_switch_and_an_opacity(rig, overlay):
    rig.sheet.edit(AddSeeds(((40 * SCALE, 20 * SCALE),), 3))
    rig.easel.close()
    only(rig)
    bare = screen(rig.canvas)
    rig.easel.overlays.set_visible(overlay, True)
    rig.easel.overlays.set_opacity(overlay, 1.0)
    full = np.abs(screen(rig.canvas).astype(int) - bare).sum()
    rig.easel.overlays.set_opacity(overlay, 0.3)
    weak = np.abs(screen(rig.canvas).astype(int) - bare).sum()
    assert 0 < weak < full
    rig.easel.overlays.set_visible(overlay, False)
    assert np.array_equal(screen(rig.canvas), bare)


def test_the_chosen_person_is_shown_stronger(rig):
    only(rig, "people")
    before = near(rig, 50, 20), near(rig, 50, 90)
    rig.easel.desk.choose(rig.owner(50, 20))
    assert distance(near(rig, 50, 20), before[0]) > 10
    assert near(rig, 50, 90) == before[1]


def test_what_moved_lights_up_and_fades(rig, qtbot):
    before = rig.editor.owner.copy()
    rig.sheet.edit(AddSeeds(((40 * SCALE, 20 * SCALE),), 3))
    assert np.array_equal(rig.easel.flash.lit, rig.editor.owner != before)
    assert rig.canvas.layers.flash.isVisible()
    qtbot.waitUntil(lambda: not rig.canvas.layers.flash.isVisible())
    assert not rig.easel.flash.lit.any()


def test_hovering_shows_what_a_click_would_move(rig, qtbot):
    rig.easel.desk.choose(3)
    with qtbot.waitSignal(rig.easel.what_if.told) as told:
        rig.move(40, 20)
    promised = told.args[0]
    assert rig.canvas.layers.what_if.isVisible()
    assert not rig.editor.edits
    assert "Person 3 +" in rig.said[-1]
    rig.click(40, 20)
    assert not rig.canvas.layers.what_if.isVisible()
    assert rig.said[-1].endswith(rig.said[-2]) or "Person 3 +" in rig.said[-1]
    assert promised.moved == pytest.approx(dict(_undone(rig).moved))


def test_every_place_is_a_question_of_its_own_even_within_one_region(rig):
    told: list[object] = []
    rig.easel.what_if.told.connect(told.append)
    rig.easel.desk.choose(3)
    for col in (20, 21, 21):
        rig.move(40, col)
        rig.easel.what_if.answer()
    assert len(told) == 2


def _undone(rig):
    """The last edit's change, done again."""
    rig.editor.undo()
    return rig.editor.redo()


def test_leaving_the_canvas_ends_the_what_if(rig, qtbot):
    rig.easel.desk.choose(3)
    with qtbot.waitSignal(rig.easel.what_if.told):
        rig.move(40, 20)
    rig.easel.hand.leave()
    assert not rig.canvas.layers.what_if.isVisible()


def test_with_nobody_chosen_nothing_is_promised(rig):
    rig.move(40, 20)
    rig.easel.what_if.answer()
    assert not rig.canvas.layers.what_if.isVisible()


def test_number_keys_choose_by_layer(rig):
    rig.easel.choose_layer(2)
    assert rig.easel.desk.chosen == rig.editor.people[1].id
    rig.easel.choose_layer(9)
    assert rig.easel.desk.chosen == rig.editor.people[1].id


def test_a_new_photo_takes_everything_away(rig):
    rig.easel.desk.choose(1)
    rig.easel.overlays.set_visible("boxes", True)
    levels = rig.canvas.layers.photo.levels
    rig.sheet.editor = None
    rig.easel.show_photo(levels, shape=(320, 480))
    assert rig.easel.desk.chosen is None
    bare = screen(rig.canvas)
    only(rig)
    assert np.array_equal(screen(rig.canvas), bare)


def test_a_draft_gives_way_and_the_view_stays(rig):
    levels = rig.canvas.layers.photo.levels
    rig.sheet.editor = None
    rig.easel.show_draft(levels[-1:], shape=(320, 480))
    rig.canvas.zoom_by(3)
    zoom = rig.canvas.zoom
    rig.easel.show_photo(levels, shape=(320, 480))
    assert rig.canvas.zoom == zoom
    rig.easel.show_photo(levels, shape=(320, 480))
    assert rig.canvas.zoom != zoom
