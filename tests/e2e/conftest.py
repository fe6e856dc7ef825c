"""A display that belongs to one test, and the program running on it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.running import Session
from tests.e2e.x_hands import Hands
from tests.tiny_network import paint_people

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


@pytest.fixture
def session(display, tmp_path, tiny_card):
    photo = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=6)).save(photo)
    place = display | {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-m", "tests.e2e.observed_window", str(photo)]
    command += ["--network", str(tiny_card), "--provider", "cpu"]
    with subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.PIPE) as process:
        hands = Hands(display["DISPLAY"])
        running = Session(process, hands)
        running.wait("people")
        hands.focus(running.seen["window"])
        yield running
        hands.close()
        process.kill()
