"""A display that belongs to one test."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the environment of a program on a fresh X display."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        number = server.stdout.readline().decode().strip()  # written when the display is ready
        place = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        # Settings of whoever runs the tests are neither read nor written.
        yield os.environ | place | {"XDG_CONFIG_HOME": str(tmp_path / "config")}
        server.terminate()
