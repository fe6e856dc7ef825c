import csv

import cv2
import numpy as np
import pytest

from portrait_studio.core.predictions import Detection
from portrait_studio.errors import StudioError
from portrait_studio.inference.decode import Decoded
from training.found_boxes import find_boxes, read_boxes, write_boxes
from training.packed import read_index


class Halves:
    """Finds somebody in the left half of a photo that is bright there, and nobody elsewhere."""

    def decode(self, rgb8):
        left = Detection((0.0, 0.0, 1.0, 0.5), 0.9)
        return Decoded(detections=(left,) if rgb8[:, : rgb8.shape[1] // 2].mean() > 100 else ())


@pytest.fixture
def packed(tmp_path):
    (tmp_path / "photos").mkdir()
    fields = ("name", "source", "kind", "split", "height", "width", "people", "boxes")
    with (tmp_path / "index.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(fields)
        for name, grey in (("bright", 200), ("dark", 20)):
            writer.writerow((name, "coco", "instance", "train", 40, 60, 1, "[]"))
            cv2.imwrite(str(tmp_path / "photos" / f"{name}.jpg"), np.full((40, 60, 3), grey))
    return tmp_path


def test_what_is_found_comes_in_pixels_of_the_photo_and_survives_the_disk(packed):
    found = find_boxes(Halves(), packed, read_index(packed))
    assert found["dark"].shape == (0, 5)
    np.testing.assert_allclose(found["bright"], [[0.9, 0, 0, 40, 30]], rtol=1e-6)
    path = packed / "new" / "found.json"
    write_boxes(path, found)
    again = read_boxes(path)
    assert again.keys() == found.keys() and again["dark"].shape == (0, 5)
    np.testing.assert_allclose(again["bright"], found["bright"], atol=0.01)


def test_a_file_that_is_missing_or_something_else_is_named(packed):
    path = packed / "found.json"
    with pytest.raises(StudioError, match=r"found\.json has no boxes .*training\.found_boxes"):
        read_boxes(path)
    for damaged in (
        "[1, 2]",
        "{",
        '{"a": [[1, 2]]}',
        '{"a": [{"b": 1}]}',
        '{"a": [1, 2, 3, 4, 5]}',
    ):
        path.write_text(damaged)
        with pytest.raises(StudioError, match="has no boxes"):
            read_boxes(path)


def test_a_network_that_is_no_detector_is_refused(packed):
    class Masks:
        def decode(self, rgb8):
            return Decoded()

    with pytest.raises(StudioError, match="give the card of a detector"):
        find_boxes(Masks(), packed, read_index(packed))
