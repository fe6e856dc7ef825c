import csv

import cv2
import numpy as np
import pytest

HEADER = ("name", "source", "kind", "split", "height", "width", "people", "boxes")


def _selfie(seed):
    """A light head and shoulders before a dark wall: (photo (160, 120, 3), mask)."""
    mask = np.zeros((160, 120), np.uint8)
    cv2.ellipse(mask, (60, 60), (24 + seed, 32), 0, 0, 360, 1, -1)
    cv2.rectangle(mask, (20, 105), (100, 159), 1, -1)
    cv2.rectangle(mask, (50, 85), (70, 110), 1, -1)
    noise = np.random.default_rng(seed).integers(0, 25, (160, 120, 3))
    photo = np.where(mask[:, :, None] > 0, (150 + 30 * seed, 150, 140), (40, 60, 30)) + noise
    return photo.astype(np.uint8), mask


@pytest.fixture(scope="session")
def packed(tmp_path_factory):
    """A packed data set of three selfies and a background."""
    root = tmp_path_factory.mktemp("packed")
    (root / "photos").mkdir()
    (root / "masks").mkdir()
    with (root / "index.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for seed in range(3):
            photo, mask = _selfie(seed)
            cv2.imwrite(str(root / "photos" / f"s{seed}.jpg"), photo)
            cv2.imwrite(str(root / "masks" / f"s{seed}.png"), mask)
            rows.writerow((f"s{seed}", "selfie", "semantic", "val", 160, 120, "", ""))
        wall = np.random.default_rng(9).integers(0, 90, (90, 120, 3)).astype(np.uint8)
        cv2.imwrite(str(root / "photos" / "b.jpg"), cv2.GaussianBlur(wall, (0, 0), 3))
        rows.writerow(("b", "coco", "background", "train", 90, 120, 0, ""))
    return root


@pytest.fixture(scope="session")
def composites(packed):
    from training.edges.composites import make_composites

    return make_composites(packed, portraits=1, pairs=1)
