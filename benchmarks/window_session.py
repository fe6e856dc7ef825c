"""One life of the window, timed from inside: ``python -m benchmarks.window_session PHOTO``.

The photo is opened when the window is ready for it, or with ``--at-once`` as soon as the window is
there, and then nothing else is done. Prints what it saw as JSON. Times are of the clock that all
processes share, so that whoever starts this process can tell how long the start took.
"""

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.memory import largest_megabytes

NOISE = 8  # clicks before those that count
CLICKS = 40


def main() -> int:
    """Open the window, a photo, and click."""
    from PySide6.QtCore import QTimer

    from portrait_studio import app
    from portrait_studio.ui.main_window import MainWindow
    from portrait_studio.workers.networks import NetworkSource

    options = _parser().parse_args()
    application = app.create_application()
    window = MainWindow(NetworkSource(options.network, provider="cpu"))
    window.show()
    seen: dict[str, Any] = {}
    QTimer.singleShot(0, lambda: seen.setdefault("usable", time.monotonic()))
    _until(lambda: "usable" in seen)
    if options.at_once:
        opened = _open(window, options.photo)
        seen |= {f"{name} at once": opened[name] for name in ("people", "pause")}
    else:
        seen["practice"] = _practise(window)
        seen |= _open(window, options.photo)
        seen["clicks"], seen["click work"] = _click(window)
        seen["pans"], seen["zooms"] = _pan(window), _zoom(window)
    seen["megabytes"] = largest_megabytes()
    window.close()
    application.quit()
    print(json.dumps(seen))
    return 0


def _parser() -> argparse.ArgumentParser:
    parse = argparse.ArgumentParser(prog="python -m benchmarks.window_session")
    parse.add_argument("photo", type=Path)
    parse.add_argument("--network")
    parse.add_argument("--at-once", action="store_true")
    return parse


def _practise(window: Any) -> list[float]:
    """Longest pause while the window gets ready."""
    pulse = _Pulse()
    window.readiness.start()
    _until(lambda: not window.readiness.busy)
    return [pulse.stop()]


def _open(window: Any, path: Path) -> dict[str, list[float]]:
    """Seconds from the wish to open a photo to its draft, itself, its people; longest pause."""
    marks: dict[str, list[float]] = {}
    view, bench = window.easel.canvas.viewport(), window.bench
    pulse = _Pulse()
    start = time.monotonic()
    window.open(path)
    _until(lambda: not window.easel.canvas.layers.rect.isEmpty())
    _painted(view)
    marks["first paint"] = [time.monotonic() - start]
    _until(lambda: bench.photo is not None)
    _painted(view)
    marks["photo"] = [time.monotonic() - start]
    _until(lambda: bench.editor is not None)
    _painted(view)
    marks["people"] = [time.monotonic() - start]
    return marks | {"pause": [pulse.stop()]}


def _click(window: Any) -> tuple[list[float], list[float]]:
    """Seconds from a button that goes up to the painted frame, and of processor time in between.

    The clicks lie all over the people.
    """
    import numpy as np
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtTest import QTest

    canvas, editor = window.easel.canvas, window.bench.editor
    rng, taken, worked = np.random.default_rng(0), [], []
    rows, cols = np.nonzero(editor.owner)
    down = canvas.layers.rect.height() / editor.owner.shape[0]
    across = canvas.layers.rect.width() / editor.owner.shape[1]
    for turn in range(NOISE + CLICKS):
        pixel = int(rng.integers(len(rows)))
        at = canvas.mapFromScene(QPointF((cols[pixel] + 0.5) * across, (rows[pixel] + 0.5) * down))
        ids = [who.id for who in editor.people]
        window.easel.desk.choose(ids[turn % len(ids)])
        _settle(window)
        QTest.mousePress(
            canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        start, work = time.perf_counter(), time.thread_time()
        QTest.mouseRelease(
            canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
        _painted(canvas.viewport(), ask=False)
        taken.append(time.perf_counter() - start)
        worked.append(time.thread_time() - work)
    return taken[NOISE:], worked[NOISE:]


def _pan(window: Any) -> list[float]:
    """Seconds a frame while the photo is moved at its own size."""
    canvas = window.easel.canvas
    canvas.actual_size()
    _settle(window)
    bar = canvas.horizontalScrollBar()

    def step(turn: int) -> None:
        bar.setValue(bar.value() + (12 if turn % 40 < 20 else -12))

    return _frames(canvas.viewport(), step)


def _zoom(window: Any) -> list[float]:
    """Seconds a frame while the photo is zoomed in and out."""
    canvas = window.easel.canvas
    canvas.fit()
    _settle(window)
    return _frames(
        canvas.viewport(), lambda turn: canvas.zoom_by(1.1 if turn % 40 < 20 else 1 / 1.1)
    )


def _frames(view: Any, step: Callable[[int], object]) -> list[float]:
    taken = []
    for turn in range(80):
        start = time.perf_counter()
        step(turn)
        _painted(view, ask=False)
        taken.append(time.perf_counter() - start)
    return taken


class _Pulse:
    """The longest time in which the window's thread did not come round to its events."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now

    def stop(self) -> float:
        self._timer.stop()
        return self._longest


def _painted(view: Any, *, ask: bool = True) -> None:
    """Let events pass until the view has been painted; ask it to be, or wait for its own wish."""
    from PySide6.QtCore import QEvent, QObject

    class Eye(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return False

    eye = Eye()
    view.installEventFilter(eye)
    if ask:
        view.update()
    # The filter sees an event before the view does; a call of processEvents ends after both.
    _until(lambda: eye.painted)
    view.removeEventFilter(eye)


def _settle(window: Any) -> None:
    """Let everything that follows an edit come to its end: counts, cut-outs; put the flash out."""
    from PySide6.QtCore import QTimer

    window.easel.flash.stop()
    _until(
        lambda: (
            not window.bench.looks.busy
            and not any(timer.isActive() for timer in window.findChildren(QTimer))
        )
    )


def _until(there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + 120
    while not there():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        if time.monotonic() > end:
            raise TimeoutError("the window did not answer within two minutes")


if __name__ == "__main__":
    raise SystemExit(main())
