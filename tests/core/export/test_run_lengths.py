from __future__ import annotations

import numpy as np
import pytest
from pycocotools import mask as reference

from portrait_studio.core.export.run_lengths import encode, run_lengths


def reference_counts(mask):
    return reference.encode(np.asfortranarray(mask.astype(np.uint8)))["counts"].decode()


def test_counts_are_those_of_pycocotools():
    rng = np.random.default_rng(0)
    for _ in range(400):
        mask = rng.random(rng.integers(1, 12, 2)) < rng.choice([0, 0.1, 0.5, 0.9, 1])
        assert encode(mask) == reference_counts(mask)
        assert run_lengths(mask).sum() == mask.size


@pytest.mark.parametrize("density", [0.0001, 0.01, 0.5, 1.0])
def test_long_runs_too(density):
    mask = np.random.default_rng(0).random((900, 700)) < density
    assert encode(mask) == reference_counts(mask)
