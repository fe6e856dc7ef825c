"""A photo is dropped onto the canvas from another program, once, by the real mouse."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.running import Session
from tests.e2e.x_hands import LEFT, needed
from tests.tiny_network import paint_people

ROOT = Path(__file__).resolve().parents[2]

pytestmark = needed


@pytest.fixture
def holder(session, display, tmp_path):
    """Another program, on top of the window, from which a photo of one person can be dragged."""
    photo = tmp_path / "dropped.png"
    Image.fromarray(paint_people(64, scale=6)).save(photo)
    command = [sys.executable, "-W", "error", "-m", "tests.e2e.held_photo", str(photo)]
    with subprocess.Popen(command, cwd=ROOT, env=display, stdout=subprocess.PIPE) as process:
        yield Session(process, session.hands)
        process.kill()


def test_a_photo_is_dropped_onto_the_canvas(session, holder):
    hands = session.hands
    x, y = holder.wait("shown")["at"]
    hands.drag((x, y), (x + 8, y), drop=False)
    holder.wait("dragging")
    # One step: where a drag has been while it waits for an answer, it does not tell.
    hands.move(*session.inside(2))
    holder.wait("wanted")
    hands.button(LEFT, down=False)
    seen = session.wait("people")
    assert "dropped.png" in seen["title"]
    assert len(seen["people"]) == 1
