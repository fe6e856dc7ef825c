import numpy as np
import pytest

from benchmarks.split_error import split_error


def test_the_error_is_the_share_with_the_wrong_person() -> None:
    truth = np.array([[1, 1, 1, 2, 2, 0, 255]], np.uint8)
    assert split_error(np.array([[2, 2, 2, 1, 1, 0, 9]], np.int32), truth) == 0
    assert split_error(np.array([[1, 1, 1, 1, 1, 0, 0]], np.int32), truth) == pytest.approx(0.4)
    assert split_error(np.array([[1, 1, 2, 3, 0, 5, 0]], np.int32), truth) == pytest.approx(0.25)
    assert split_error(np.zeros((1, 7), np.int32), truth) == 0
