"""Take the README's picture from the running program.

Opens the window through its own `main`, waits until the people of a photo are found, and saves
what the window shows. Needs a display; without one, run it under Xvfb:

    xvfb-run -s "-screen 0 1280x900x24" .venv/bin/python scripts/make_pictures.py
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from portrait_studio import app
from portrait_studio.ui.main_window import MainWindow

WINDOW = Path(__file__).resolve().parents[1] / "docs" / "screenshots" / "window.png"


def main() -> int:
    """Take the picture; 0 if it was saved."""
    wishes = _parser().parse_args()
    wishes.out.parent.mkdir(parents=True, exist_ok=True)
    application = app.create_application()
    saved = []

    def save(window: MainWindow) -> None:
        application.processEvents()
        if window.grab().save(str(wishes.out)):
            saved.append(wishes.out)
        window.close()

    QTimer.singleShot(0, lambda: _when_found(save))
    argv = [str(wishes.photo)] if wishes.photo else ["--sample"]
    if wishes.network:
        argv += ["--network", wishes.network]
    status = app.main(argv)
    return status if saved else 1


def _when_found(then: Callable[[MainWindow], None]) -> None:
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    # At the next turn of the event loop the work is over for the status bar too.
    window.bench.analysed.connect(lambda _: QTimer.singleShot(0, lambda: then(window)))
    window.bench.failed.connect(lambda trouble, error: _give_up(f"{trouble}: {error}"))


def _give_up(reason: str) -> None:
    print(reason, file=sys.stderr)
    QApplication.closeAllWindows()
    QApplication.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Take a picture of the window.")
    parser.add_argument("--out", type=Path, default=WINDOW, help="PNG to write")
    parser.add_argument("--photo", type=Path, help="photo to show, by default the sample")
    parser.add_argument("--network", help="network or card, by default the bundled one")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
