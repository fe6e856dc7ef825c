import numpy as np

from portrait_studio.core.editing.edits import AddSeeds, SetVisible
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.ui.canvas.backdrop_item import Backdrop
from portrait_studio.workers.fine_coverage import FineCoverage
from tests.ui.rig import SCALE
from tests.ui.screen import screen


def cover(rig, *people):
    work = FineCoverage(rig.analysis.photo, rig.editor.snapshot, frozenset(people))
    return work(lambda stage, fraction: None, CancelToken())


def test_people_cover_what_their_alphas_say(rig):
    everybody = cover(rig, 1, 2, 3)[0]
    assert everybody.shape == rig.analysis.photo.shape
    assert everybody[200, 80] == 255
    assert everybody[20, 20] == 0
    parts = [cover(rig, person)[0].astype(int) for person in (1, 2, 3)]
    assert np.abs(sum(parts) - everybody).max() <= 2


def test_edges_get_fine_a_moment_later(rig, qtbot):
    with qtbot.waitSignal(rig.easel.edges.fine):
        rig.easel.overlays.set_backdrop(Backdrop.MASK)
        coarse = screen(rig.canvas)
    fine = screen(rig.canvas)
    assert not np.array_equal(fine, coarse)
    # A hard edge of the photo: fewer pixels in between.
    assert between(fine) < between(coarse)


def between(pixels):
    return int(((pixels[..., 0] > 10) & (pixels[..., 0] < 245)).sum())


def test_an_edit_shows_at_once_and_gets_fine_again(rig, qtbot):
    with qtbot.waitSignal(rig.easel.edges.fine):
        rig.easel.overlays.set_backdrop(Backdrop.MASK)
    before = screen(rig.canvas)
    with qtbot.waitSignal(rig.easel.edges.fine):
        rig.sheet.edit(AddSeeds(((60 * SCALE, 3 * SCALE),), 1))
        at_once = screen(rig.canvas)
    assert not np.array_equal(at_once, before)
    # Elsewhere the edges stayed fine.
    assert np.array_equal(at_once[:, 450:], before[:, 450:])


def test_hidden_people_cover_nothing(rig, qtbot):
    rig.sheet.edit(SetVisible(3, False))
    with qtbot.waitSignal(rig.easel.edges.fine) as told:
        rig.easel.overlays.set_backdrop(Backdrop.MASK)
    (levels,) = told.args
    assert levels[0][200, 90 * SCALE] == 0
    assert levels[0][200, 20 * SCALE] == 255


def test_without_a_backdrop_nothing_is_refined(rig, qtbot):
    with qtbot.assertNotEmitted(rig.easel.edges.fine, wait=400):
        rig.sheet.edit(AddSeeds(((60 * SCALE, 3 * SCALE),), 1))
