"""The whole program, killed in the middle of work and started again."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.tiny_network import paint_people

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="folders as on Linux")


@pytest.fixture
def start(tmp_path):
    """Return a way to start the program in a home of its own."""
    home = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    place = os.environ | home | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}

    def begin(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.e2e.killed_window", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.PIPE, text=True)

    return begin


def told(process):
    return json.loads(process.stdout.readline())


def test_after_a_kill_the_next_start_brings_the_work_back(start, tmp_path, tiny_card):
    photo = tmp_path / "three.png"
    Image.fromarray(paint_people(30, 56, 100, scale=3)).save(photo)
    with start("edit", photo, "--network", tiny_card) as first:
        before = told(first)
        first.send_signal(signal.SIGKILL)
    assert before["names"] == ["Anna", "", ""]
    assert list(tmp_path.rglob("edits.json"))
    with start("recover", "--network", tmp_path / "gone.toml") as second:
        after = told(second)
        assert second.wait(30) == 0
    assert after == before
    assert after["modified"]
    assert not list(tmp_path.rglob("edits.json"))  # it was discarded, and the close was clean
