"""The largest memory of a process is its own."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.memory import largest_megabytes

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked through psutil")
def test_a_small_child_of_a_large_process_is_small() -> None:
    ballast = np.ones(25_000_000)  # 200 MB
    code = "from benchmarks.memory import largest_megabytes; print(largest_megabytes())"
    child = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    own = largest_megabytes()
    assert own is not None and own > ballast.nbytes / 1024**2
    assert 1 < float(child.stdout) < 100
