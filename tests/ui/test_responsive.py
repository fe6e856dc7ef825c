"""The window's thread comes round to its events, whatever goes on behind it."""

import time
from pathlib import Path

import cv2
import pytest
from PySide6.QtCore import QTimer

from portrait_studio.ui.main_window import MainWindow
from portrait_studio.workers.networks import NetworkSource
from tests.tiny_network import paint_people

LONGEST = 0.050
"""Seconds that the window's thread may be held up."""
TRIES = 3
"""A busy machine may hold up anything once; what the program does itself, it does every time."""


class Pulse:
    """The longest time between two beats of a timer, less the waiting for a free processor."""

    def __init__(self):
        self.longest = 0.0
        self._last = self._now()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self):
        self._timer.stop()

    def _beat(self):
        now = self._now()
        self.longest, self._last = max(self.longest, now - self._last), now

    @staticmethod
    def _now():
        # Linux tells how long a thread stood in line for a processor.
        line = Path("/proc/thread-self/schedstat")
        waited = int(line.read_text().split()[1]) / 1e9 if line.exists() else 0.0
        return time.perf_counter() - waited


@pytest.fixture(scope="module")
def large_photo(tmp_path_factory):
    """A JPEG of 24 megapixels with three people."""
    path = tmp_path_factory.mktemp("photo") / "large.jpg"
    painted = paint_people(30, 56, 100, shape=(96, 144))
    large = cv2.resize(painted, (6000, 4000), interpolation=cv2.INTER_NEAREST)
    assert cv2.imwrite(str(path), large[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
    return path


def test_nothing_holds_the_window_up_while_a_large_photo_is_analysed(qtbot, tiny_card, large_photo):
    window = MainWindow(NetworkSource(tiny_card, provider="cpu"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    longest = []
    for _ in range(TRIES):
        pulse = Pulse()
        with qtbot.waitSignal(window.bench.analysed, timeout=60000):
            window.open(large_photo)
        pulse.stop()
        longest.append(pulse.longest)
        if longest[-1] <= LONGEST:
            break
    window.close()
    assert min(longest) <= LONGEST, longest
