"""A closer look shows the right part of the photo, and its answers come back in order."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from portrait_studio.core.close_ups import Asked, MaskShown, fuse
from portrait_studio.core.predictions import Detection, Predictions
from portrait_studio.errors import Cancelled, NetworkError
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.close_up import BATCH, CloseUpLooker, cut, window_of
from tests.tiny_card import LONG_SIDE
from tests.tiny_close_up import write_tiny_close_up


@pytest.fixture(scope="module")
def card_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_close_up(tmp_path_factory.mktemp("close-up"))


@pytest.fixture
def looker(card_path: Path) -> CloseUpLooker:
    return CloseUpLooker(read_card(card_path), threads=1)


def detection(*box: float, shape: tuple[int, int], score: float = 0.9) -> Detection:
    rows, cols = shape
    row0, col0, row1, col1 = box
    return Detection((row0 / rows, col0 / cols, row1 / rows, col1 / cols), score)


def painted(*boxes: tuple[int, int, int, int], shape: tuple[int, int]) -> np.ndarray:
    """A dark photo (H, W, 3) with red boxes."""
    photo = np.zeros((*shape, 3), np.uint8)
    for row0, col0, row1, col1 in boxes:
        photo[row0:row1, col0:col1, 0] = 255
    return photo


WINDOWS = [
    ((300, 400), (100, 150, 220, 210)),  # inside the photo
    ((300, 400), (0, 0, 300, 120)),  # reaches beyond three sides
    ((301, 403), (250, 301, 301, 403)),
    ((50, 900), (0, 0, 50, 900)),
    ((1, 300), (0, 20, 1, 290)),
    ((300, 1), (10, 0, 290, 1)),
    ((1, 1), (0, 0, 1, 1)),
]
windows = pytest.mark.parametrize(("shape", "box"), WINDOWS)


@windows
def test_a_window_holds_its_box_with_a_margin_and_fits_the_network(shape, box):
    window = window_of(detection(*box, shape=shape), shape, long_side=256, multiple=32)
    row0, col0, row1, col1 = window.place
    assert all(side % 32 == 0 and side >= 32 for side in window.size)
    assert max(window.size) == 256
    assert row0 < box[0] < box[2] < row1 or min(shape) == 1
    assert col0 < box[1] < box[3] < col1 or min(shape) == 1
    scale = np.array(window.size) / (row1 - row0, col1 - col0)
    back = np.array(window.box) / np.tile(scale, 2) + (row0, col0, row0, col0)
    np.testing.assert_allclose(back, box, atol=1e-6)
    if max(shape) > 1:  # a window a few pixels wide cannot keep the aspect exactly
        assert scale[0] / scale[1] == pytest.approx(1, abs=0.25 if min(shape) == 1 else 0.02)


@windows
def test_what_is_cut_from_a_photo_lands_on_the_same_pixels_again(shape, box):
    window = window_of(detection(*box, shape=shape), shape, long_side=256, multiple=32)
    row0, col0, row1, col1 = window.place
    slope = np.zeros((*shape, 3), np.uint8)  # each pixel tells where it is
    slope[..., 0] = (np.arange(shape[0]) * 255 / max(1, shape[0] - 1)).round()[:, None]
    slope[..., 1] = (np.arange(shape[1]) * 255 / max(1, shape[1] - 1)).round()
    pixels = cut(slope, window)
    assert pixels.shape == (*window.size, 3) and pixels.dtype == np.uint8
    rows = row0 + (np.arange(window.size[0]) + 0.5) * (row1 - row0) / window.size[0] - 0.5
    cols = col0 + (np.arange(window.size[1]) + 0.5) * (col1 - col0) / window.size[1] - 0.5
    inside = np.ix_((rows >= 0) & (rows <= shape[0] - 1), (cols >= 0) & (cols <= shape[1] - 1))
    for axis, at in ((0, rows[:, None]), (1, cols[None])):
        expected = np.broadcast_to(at, window.size)[inside] * 255 / max(1, shape[axis] - 1)
        wrong = np.abs(pixels[..., axis][inside] - expected)
        assert wrong.size == 0 or wrong.max() <= max(1.5, 255 / max(1, shape[axis] - 1))


def test_beyond_the_photo_a_close_up_is_grey():
    shape = (100, 100)
    window = window_of(detection(0, 0, 50, 50, shape=shape), shape, long_side=140, multiple=1)
    pixels = cut(np.full((*shape, 3), 255, np.uint8), window)
    assert window.place[0] < 0
    beyond = -window.place[0] * window.size[0] // (window.place[2] - window.place[0]) - 1
    assert (pixels[:beyond] == 114).all() and (pixels[70:, 70:] == 255).all()


@pytest.mark.parametrize("corner", [(0, 0), (0, 1), (1, 0), (1, 1)])
def test_a_speck_in_a_corner_is_still_in_its_window(looker: CloseUpLooker, corner):
    row, col = (0.999 * side for side in corner)
    speck = Detection((row, col, row + 0.001, col + 0.001), 0.9)
    photo = np.full((100, 100, 3), 255, np.uint8)
    window = window_of(speck, (100, 100), long_side=128, multiple=32)
    assert (cut(photo, window) == 255).any()
    (look,) = looker.look(photo, [speck])
    person = np.full((10, 10), 0.5, np.float32)
    fused = fuse(Predictions(person, person, (speck,)), [look], shape=(100, 100))
    assert len(fused.detections) == 1


def test_the_network_is_told_whom_it_is_asked_about(looker: CloseUpLooker):
    shape = (200, 320)
    one, two = (40, 60, 180, 120), (40, 120, 180, 190)
    photo = painted(one, two, shape=shape)
    found = [detection(*box, shape=shape) for box in (one, two)]
    person = np.full((20, 32), 0.5, np.float32)
    fused = fuse(
        Predictions(person, np.zeros_like(person), tuple(found)),
        looker.look(photo, found),
        shape=shape,
    )
    assert fused.own is not None
    for own, box in zip(fused.own, (one, two), strict=True):
        rows, cols = np.flatnonzero(own.max(axis=1) > 0.5), np.flatnonzero(own.max(axis=0) > 0.5)
        seen = np.array([rows[0], cols[0], rows[-1] + 1, cols[-1] + 1]) / 2  # 640 to 320
        np.testing.assert_allclose(seen, box, atol=2)
    # the whole photo leaves it open, and is heard too
    assert fused.person[100 * 2, 90 * 2] > 0.7 and fused.person[100 * 2, 150 * 2] > 0.7
    assert fused.person[60 * 2, 45 * 2] < 0.3 and fused.person[100 * 2, 210 * 2] < 0.3


def test_people_of_unequal_shapes_come_back_in_their_order(looker: CloseUpLooker, monkeypatch):
    shape = (400, 600)
    boxes = [(20, 5 + 25 * n, 120, 25 + 25 * n) for n in range(BATCH + 3)]  # tall: equal windows
    wide = (200, 100, 240, 300)
    boxes.insert(2, wide)
    runs: list[tuple[int, ...]] = []
    run = looker.session.run_input

    def spy(values: np.ndarray, **options: Any) -> Any:
        runs.append(values.shape)
        return run(values, **options)

    monkeypatch.setattr(looker.session, "run_input", spy)
    found = [detection(*box, shape=shape) for box in boxes]
    looks = looker.look(painted(*boxes, shape=shape), found)
    assert sorted(shape[0] for shape in runs) == [1, 3, BATCH]
    assert len({shape[2:] for shape in runs}) == 2
    for box, look in zip(boxes, looks, strict=True):
        row0, col0, row1, col1 = look.place
        assert row0 < box[0] < box[2] < row1 and col0 < box[1] < box[3] < col1
        assert look.own.shape == look.others.shape and max(look.own.shape) == LONG_SIDE
        share = (box[2] - box[0]) * (box[3] - box[1]) / (row1 - row0) / (col1 - col0)
        assert (look.own > 0.5).mean() == pytest.approx(share, rel=0.15)
        assert look.quality == pytest.approx(1, abs=0.01)
    alone = looker.look(painted(*boxes, shape=shape), [found[2]])
    np.testing.assert_array_equal(alone[0].own, looks[2].own)


def test_nobody_to_look_at_runs_nothing(looker: CloseUpLooker, monkeypatch):
    monkeypatch.setattr(looker.session, "run_input", None)
    assert looker.look(np.zeros((10, 10, 3), np.uint8), []) == ()


def test_cancelling_stops_between_batches(looker: CloseUpLooker, monkeypatch):
    token, run, runs = CancelToken(), looker.session.run_input, []

    def cancelling(values: np.ndarray, **options: Any) -> Any:
        answer = run(values, **options)
        runs.append(len(values))
        token.cancel()
        return answer

    monkeypatch.setattr(looker.session, "run_input", cancelling)
    box = detection(10, 10, 60, 40, shape=(100, 100))
    with pytest.raises(Cancelled):
        looker.look(np.zeros((100, 100, 3), np.uint8), [box] * (2 * BATCH), cancel=token)
    assert runs == [BATCH]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("own", lambda values: values * np.nan),
        ("own", lambda values: values[:, 0]),
        ("own", lambda values: values[:1]),
        ("others", lambda values: values[..., ::2]),
        ("boundary", lambda values: values[..., ::2, :]),
        ("boundary", lambda values: values * np.inf),
        ("quality", lambda values: values[:1]),
        ("quality", lambda values: values * np.nan),
    ],
)
def test_outputs_that_do_not_fit_the_card_are_named(looker, monkeypatch, name, change):
    run = looker.session.run_input

    def spoilt(values: np.ndarray, **options: Any) -> Any:
        arrays = run(values, **options)
        return arrays | {name: change(arrays[name] + np.float32(1e-3))}

    monkeypatch.setattr(looker.session, "run_input", spoilt)
    box = detection(10, 10, 60, 40, shape=(100, 100))
    with pytest.raises(NetworkError, match=rf'tiny-close-up\.toml.*"{name}" of shape'):
        looker.look(np.zeros((100, 100, 3), np.uint8), [box, box])


def test_the_cards_activation_is_applied(card_path: Path, tmp_path: Path):
    (tmp_path / "tiny-close-up.onnx").write_bytes(
        card_path.with_name("tiny-close-up.onnx").read_bytes()
    )
    text = card_path.read_text(encoding="utf-8")
    kind = 'kind = "others_probability"'
    path = tmp_path / "logits.toml"
    path.write_text(text.replace(kind, f'{kind}\nactivation = "sigmoid"'), encoding="utf-8")
    photo = np.zeros((100, 100, 3), np.uint8)
    box = detection(10, 10, 60, 40, shape=(100, 100))
    (look,) = CloseUpLooker(read_card(path), threads=1).look(photo, [box])
    np.testing.assert_allclose(look.others, 0.5, atol=1e-5)


def test_the_network_is_shown_where_a_user_clicked(tmp_path: Path):
    looker = CloseUpLooker(read_card(write_tiny_close_up(tmp_path, clicks=True)), threads=1)
    assert looker.heeds_clicks
    photo = painted((40, 60, 180, 120), shape=(200, 320))
    box = (0.2, 60 / 320, 0.9, 120 / 320)
    asked = Asked(box, own=((100 / 200, 140 / 320),), other=((60 / 200, 90 / 320),))
    look, plain = looker.look_for(photo, [asked, Asked(box)])
    row0, col0, row1, col1 = look.place
    for row, col, before, after in ((100, 140, 0, 1), (60, 90, 1, 0), (150, 90, 1, 1)):
        at = (
            int((row - row0) / (row1 - row0) * look.own.shape[0]),
            int((col - col0) / (col1 - col0) * look.own.shape[1]),
        )
        assert plain.own[at] == pytest.approx(before, abs=0.01)
        assert look.own[at] == pytest.approx(after, abs=0.01)
    changed = np.count_nonzero(look.own.round() != plain.own.round())
    assert changed == pytest.approx(2 * np.pi * 6**2, rel=0.1)


def test_clicks_are_not_shown_to_a_network_that_knows_none(looker: CloseUpLooker):
    photo = painted((40, 60, 180, 120), shape=(200, 320))
    box = (0.2, 60 / 320, 0.9, 120 / 320)
    assert not looker.heeds_clicks
    one, two = looker.look_for(photo, [Asked(box, own=((0.5, 0.5),)), Asked(box)])
    np.testing.assert_array_equal(one.own, two.own)


def test_the_network_is_shown_the_mask_that_the_user_saw(tmp_path: Path):
    card = read_card(write_tiny_close_up(tmp_path, clicks=True, mask=True))
    looker = CloseUpLooker(card, threads=1)
    photo = painted((40, 60, 180, 120), shape=(200, 320))
    box = (0.2, 60 / 320, 0.9, 120 / 320)
    saw = np.ones((50, 20), bool)
    saw[25:, 10:] = False
    mask = MaskShown((50 / 200, 70 / 320, 150 / 200, 110 / 320), saw)  # 2 photo pixels each
    look, without = looker.look_for(photo, [Asked(box, mask=lambda: mask), Asked(box)])
    assert without.boundary is not None and not without.boundary.any()
    row0, col0, row1, col1 = look.place
    rows, cols = np.mgrid[: look.own.shape[0], : look.own.shape[1]] + 0.5
    rows = row0 + rows * (row1 - row0) / look.own.shape[0]
    cols = col0 + cols * (col1 - col0) / look.own.shape[1]
    wanted = (rows > 50) & (rows < 150) & (cols > 70) & (cols < 110)
    wanted &= (rows < 100) | (cols < 90)
    assert look.boundary is not None
    near = 2 * (row1 - row0) / look.own.shape[0]  # two pixels of the input
    edges = np.abs(rows[:, :1] - [50, 100, 150]).min(axis=1) < near
    sides = np.abs(cols[0][:, None] - [70, 90, 110]).min(axis=1) < near
    sure = ~edges[:, None] & ~sides[None]
    np.testing.assert_allclose(look.boundary[sure], wanted[sure], atol=0.01)


def test_a_mask_beside_the_window_is_as_if_nothing_of_it_were_seen(tmp_path: Path):
    card = read_card(write_tiny_close_up(tmp_path, clicks=True, mask=True))
    photo = painted((40, 60, 180, 120), shape=(200, 320))
    mask = MaskShown((0.0, 0.9, 0.1, 1.0), np.ones((4, 4), bool))
    asked = Asked((0.2, 60 / 320, 0.9, 120 / 320), mask=lambda: mask)
    (look,) = CloseUpLooker(card, threads=1).look_for(photo, [asked])
    assert look.boundary is not None and not look.boundary.any()


def test_the_network_is_shown_where_the_others_are(tmp_path: Path):
    card = read_card(write_tiny_close_up(tmp_path, clicks=True, mask=True, others=True))
    looker = CloseUpLooker(card, threads=1)
    photo = painted((40, 60, 180, 120), shape=(200, 320))
    found = [
        detection(40, 60, 180, 120, shape=(200, 320)),
        detection(42, 62, 180, 120, shape=(200, 320)),  # the same once more
        detection(60, 100, 160, 150, shape=(200, 320)),
    ]
    one, again, two = looker.look(photo, found)
    (alone,) = looker.look(photo, found[:1])
    assert alone.boundary is not None and not alone.boundary.any()
    for look, other in ((one, found[2]), (again, found[2]), (two, found[0])):
        row0, col0, row1, col1 = look.place
        assert look.boundary is not None
        rows, cols = np.mgrid[: look.own.shape[0], : look.own.shape[1]] + 0.5
        rows = row0 + rows * (row1 - row0) / look.own.shape[0]
        cols = col0 + cols * (col1 - col0) / look.own.shape[1]
        top, left, low, right = np.array(other.box) * [200, 320, 200, 320]
        inside = (rows > top) & (rows < low) & (cols > left) & (cols < right)
        if look is two:  # both boxes of the first, almost the same
            inside |= (rows > 42) & (rows < 180) & (cols > 62) & (cols < 120)
        np.testing.assert_array_equal(look.boundary > 0, inside)
        assert look.boundary.max() > 0.95 or look is two


def test_the_mirror_image_of_everything_is_looked_at_too(tmp_path: Path):
    looker = CloseUpLooker(read_card(write_tiny_close_up(tmp_path, clicks=True)), threads=1)
    photo = painted((40, 60, 180, 120), (40, 200, 180, 260), shape=(200, 320))
    people = [
        Asked((0.2, 60 / 320, 0.9, 120 / 320), other=((60 / 200, 70 / 320),)),
        Asked((0.2, 200 / 320, 0.9, 260 / 320), own=((100 / 200, 280 / 320),)),
        Asked((0.2, 60 / 320, 0.5, 260 / 320)),  # of another size
    ]
    plain, both = (looker.look_for(photo, people, mirrored=mirrored) for mirrored in (False, True))
    for one, two in zip(plain, both, strict=True):
        assert one.place == two.place and two.own.flags.c_contiguous
        for values, mean in ((one.own, two.own), (one.others, two.others)):
            assert np.abs(values - mean).mean() < 0.01  # the boxes' rims are whole pixels
        assert two.quality == pytest.approx(one.quality)
