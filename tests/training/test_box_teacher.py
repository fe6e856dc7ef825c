"""A teacher of boxes answers cell by cell, for crops of any size."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from portrait_studio.errors import NetworkError
from portrait_studio.inference.decode_yolox import decode_yolox
from portrait_studio.inference.preprocess import Geometry, as_input
from tests.training.tiny_yolox import DECLARED, SPEC, tiny_yolox
from training.box_teacher import BoxTeacher


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory):
    return tiny_yolox(tmp_path_factory.mktemp("yolox"))


def noise(shape=DECLARED):
    return np.random.default_rng(0).integers(0, 256, (*shape, 3), np.uint8)


def test_it_agrees_with_what_the_program_makes_of_the_same_network(card):
    session = onnxruntime.InferenceSession(card.file, providers=["CPUExecutionProvider"])
    photo = noise()
    values = session.run(["heads"], {"image": as_input(photo, card.input)})[0]
    least = 0.47
    found = decode_yolox(
        values,
        card=card,
        spec=replace(SPEC, nms_iou=1.0),  # every cell by itself
        at=Geometry(input_shape=DECLARED, content=DECLARED),
        threshold=least,
    )
    cells = BoxTeacher(card)(photo)
    order = np.argsort(-cells.scores)[: (cells.scores >= least).sum()]
    assert 5 < len(found) == len(order) < 100
    np.testing.assert_allclose([one.score for one in found], cells.scores[order], rtol=1e-5)
    clipped = np.clip(cells.boxes[order] / np.tile(DECLARED, 2), 0, 1)
    np.testing.assert_allclose([one.box for one in found], clipped, atol=1e-5)


@pytest.mark.parametrize("shape", [(32, 32), (128, 64), (96, 160)])
def test_it_runs_on_other_sizes_than_its_network_was_exported_for(card, shape):
    photo = np.zeros((*shape, 3), np.uint8)
    photo[8:16, 24:32, 0] = 255  # one cell of the first grid, and a part of one of each other
    cells = BoxTeacher(card)(photo)
    count = sum((shape[0] // s) * (shape[1] // s) for s in SPEC.strides)
    assert cells.scores.shape == cells.strides.shape == (count,)
    assert cells.boxes.shape == (count, 4) and cells.middles.shape == (count, 2)
    (at,) = np.flatnonzero(cells.scores > 0.5)
    assert cells.strides[at] == 8 and cells.middles[at].tolist() == [12, 28]
    assert cells.scores[at] == pytest.approx(0.9)
    np.testing.assert_allclose(cells.boxes[at], [14 - 16, 26 - 8, 14 + 16, 26 + 8], rtol=1e-5)
    for stride in (16, 32):
        (at,) = np.flatnonzero((cells.scores > 0) & (cells.strides == stride))
        assert cells.scores[at] == pytest.approx(0.9 * 64 / stride**2)
        assert (np.abs(cells.middles[at] - (12, 28)) < stride / 2).all()


def test_it_opens_its_network_only_when_asked_and_so_can_be_handed_to_workers(card):
    teacher = BoxTeacher(card)
    sent = pickle.dumps(teacher)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        there = pool.submit(pickle.loads(sent), noise()).result()
    here = teacher(noise())
    for name in ("scores", "boxes", "middles", "strides"):
        np.testing.assert_array_equal(getattr(there, name), getattr(here, name))


def test_it_runs_in_the_worker_that_a_training_forks(card):
    data = pytest.importorskip("torch.utils.data", reason="training needs the extra 'train'")
    teacher = BoxTeacher(card)

    class Scores:
        def __len__(self):
            return 2

        def __getitem__(self, index):
            return teacher(noise()).scores

    (both,) = data.DataLoader(Scores(), batch_size=2, num_workers=1)
    assert "_session" not in vars(teacher)  # opened over there
    for scores in both.numpy():
        np.testing.assert_array_equal(scores, teacher(noise()).scores)


def test_a_damaged_network_is_told(card, tmp_path: Path):
    (tmp_path / "bad.onnx").write_bytes(b"x")
    with pytest.raises(NetworkError, match="damaged"):
        BoxTeacher(replace(card, file=tmp_path / "bad.onnx"))(noise())
