"""The running program of one test: what it tells, and hands on its display."""

import json
import os
import select
import time

PATIENCE = 60  # seconds


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
