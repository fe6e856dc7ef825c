"""Every gesture once, in the running program on a display of its own, by real mouse and keys."""

import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.x_hands import LEFT, MIDDLE, RIGHT, WHEEL_UP, Hands, library
from tests.tiny_network import paint_people

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds

pytestmark = [
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
    pytest.mark.skipif(library("Xtst") is None, reason="libXtst is not installed"),
]


class Session:
    """The running program, what it told last, and hands on its display."""

    def __init__(self, process, hands):
        self._process = process
        self.hands = hands
        self.seen = {}
        self._rest = b""

    def wait(self, *events, until=lambda seen: True):
        """Read what is told until one of the events comes with what is waited for."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for line in self._lines(end):
                self.seen = json.loads(line)
                assert self.seen["event"] != "failed", self.seen["status"]
                if self.seen["event"] in events and until(self.seen):
                    return self.seen
        raise AssertionError(f"{events} did not come; the last was {self.seen}")

    def _lines(self, end):
        pipe = self._process.stdout
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if ready:
            data = os.read(pipe.fileno(), 65536)
            assert data, "the program has ended"
            *lines, self._rest = (self._rest + data).split(b"\n")
            yield from (line for line in lines if line.startswith(b"{"))

    def inside(self, person, down=0.5, across=0.5):
        """Pixel of the screen inside the box of a person."""
        found = next(who for who in self.seen["people"] if who["id"] == person)
        (left, top), (right, bottom) = found["corners"]
        return round(left + across * (right - left)), round(top + down * (bottom - top))

    def edit_follows(self, kind, count):
        """Wait for the edit of a kind, the so many-th."""
        seen = self.wait("changed", until=lambda seen: len(seen["edits"]) == count)
        assert seen["edits"][-1] == kind
        return seen


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


def test_people_are_corrected_by_mouse_and_keys(session):
    hands = session.hands
    # Choose, look, give, take back, do again.
    hands.move(*session.inside(1))
    hands.key("2")
    assert session.wait("chosen")["chosen"] == 2
    hands.move(*session.inside(1, 0.6))
    promise = session.wait("what-if")["status"]
    assert "Person 2 +" in promise
    assert not session.seen["edits"]
    hands.click(*session.inside(1, 0.6))
    seen = session.edit_follows("AddSeeds", 1)
    assert promise in seen["status"]
    assert seen["lit"]
    hands.key("Control_L+z")
    session.wait("changed", until=lambda seen: not seen["edits"])
    hands.key("Control_L+Shift_L+z")
    session.edit_follows("AddSeeds", 1)

    # A drag is one edit; Escape takes one back before it is made.
    hands.drag(session.inside(3, 0.3), session.inside(3, 0.6), drop=False)
    hands.key("Escape")
    hands.button(LEFT, down=False)
    hands.drag(session.inside(3, 0.3), session.inside(3, 0.6))
    session.edit_follows("AddSeeds", 2)
    hands.key("Control_L+z")
    session.wait("changed", until=lambda seen: len(seen["edits"]) == 1)

    # Not this person; nobody chosen: not a person. Alt-click chooses.
    hands.click(*session.inside(2, 0.8), RIGHT)
    session.edit_follows("NotThisPerson", 2)
    hands.key("0")
    session.wait("chosen", until=lambda seen: seen["chosen"] is None)
    hands.click(*session.inside(3, 0.2), RIGHT)
    session.edit_follows("NotAPerson", 3)
    left = max(session.seen["people"], key=lambda who: who["share"])["id"]
    hands.hold("Alt_L", down=True)
    hands.click(*session.inside(left, 0.3))
    hands.hold("Alt_L", down=False)
    assert session.wait("chosen")["chosen"] == left


def test_tools_are_taken_by_keys_and_used(session):
    hands = session.hands
    hands.move(*session.inside(2))
    hands.key("3")
    session.wait("chosen")
    hands.key("b")
    assert session.wait("tool")["tool"] == "brush"
    brush = session.seen["brush"]
    hands.key("bracketright")
    assert session.wait("size")["brush"] > brush
    hands.drag(session.inside(2, 0.3), session.inside(2, 0.5))
    session.edit_follows("Paint", 1)
    hands.key("e")
    session.wait("tool", until=lambda seen: seen["tool"] == "eraser")
    hands.drag(session.inside(2, 0.7), session.inside(2, 0.8))
    session.edit_follows("Erase", 2)
    hands.key("g")
    session.wait("tool", until=lambda seen: seen["tool"] == "give")
    at = session.inside(1, 0.7)
    hands.click(*at)
    session.edit_follows("AddSeeds", 3)
    hands.key("k")
    session.wait("tool", until=lambda seen: seen["tool"] == "seeds")
    hands.click(*at, RIGHT)
    session.edit_follows("RemoveSeed", 4)
    hands.key("a")
    session.wait("tool", until=lambda seen: seen["tool"] == "add_person")
    hands.drag(session.inside(3, 0.1, 0.1), session.inside(3, 0.6, 0.9))
    session.edit_follows("AddPerson", 5)
    assert len(session.seen["people"]) == 4
    hands.key("n")
    assert "oubtful place" in session.wait("said")["status"]


def test_the_photo_is_zoomed_and_moved(session):
    hands = session.hands
    hands.move(*session.inside(2))
    fitted = session.seen["zoom"]
    hands.click(*session.inside(2), WHEEL_UP)
    assert session.wait("zoomed")["zoom"] > fitted
    hands.key("Control_L+1")
    assert session.wait("zoomed", until=lambda seen: seen["zoom"] == pytest.approx(1))
    for _ in range(4):
        hands.button(WHEEL_UP, down=True)
        hands.button(WHEEL_UP, down=False)
    session.wait("zoomed", until=lambda seen: seen["zoom"] > 2)
    left = session.seen["left"]
    middle = (400, 400)
    hands.drag(middle, (320, 400), number=MIDDLE)
    session.wait("moved", until=lambda seen: seen["left"] == left + 80)
    hands.hold("space", down=True)
    hands.drag(middle, (440, 400))
    hands.hold("space", down=False)
    session.wait("moved", until=lambda seen: seen["left"] == left + 40)
    assert not session.seen["edits"]
    hands.key("Control_L+0")
    session.wait("zoomed", until=lambda seen: seen["zoom"] == pytest.approx(fitted))
