"""Take the pictures of docs/screenshots from the running program, on the bundled photo.

    make screenshots
    QT_SCALE_FACTOR=2 make screenshots SCREENSHOTS=out/large     # to look at them at 200 %

Needs a display, which `make` gives it with Xvfb. Your own settings are neither read nor written.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

# Before Qt: on Windows both load DLLs of the same name, and ONNX Runtime needs its own first.
import onnxruntime  # noqa: F401
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QImageWriter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from portrait_studio import app
from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import SetLocked, SetName, SetVisible
from portrait_studio.core.inner_places import inner_places
from portrait_studio.ui.appearance import Appearance
from portrait_studio.ui.dialogs.settings_dialog import SettingsDialog
from portrait_studio.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from portrait_studio.ui.main_window import MainWindow
from portrait_studio.ui.palette import COLOURS
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.theme import ROLES
from portrait_studio.ui.translations import LANGUAGES
from portrait_studio.workers.networks import NetworkSource

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZE = (1280, 800)
NAMES = ("With camera", "Left", "In front", "Right")  # of the bundled photo, from left to right
TRIED = 40  # of the least sure regions, for the click that is shown before it is made
_COLOURS = 256
_TURN_MS = 20
_TURNS = 6000
Scene = Callable[[MainWindow, SettingsStore], QWidget]


def main() -> int:
    """Take every picture."""
    parser = argparse.ArgumentParser(description="Take the pictures of docs/screenshots.")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the window")
    wishes = parser.parse_args()
    folder = wishes.out
    folder.mkdir(parents=True, exist_ok=True)
    application = app.create_application()
    with tempfile.TemporaryDirectory() as place:
        settings = SettingsStore(Path(place) / "settings.ini")
        settings.set("general/language", wishes.language)
        settings.set("general/theme", "light")
        Appearance(application, settings)
        window = MainWindow(NetworkSource(), settings)
        window.resize(*SIZE)
        window.show()
        for name, scene in SCENES.items():
            widget = scene(window, settings)
            QTest.qWait(10 * _TURN_MS)
            _save(widget.grab(), folder / f"{name}.png")
            if widget.isWindow() and widget is not window:
                widget.close()
        if window.bench.document is not None:
            window.bench.document.undo_stack.setClean()
        window.close()
    return 0


def empty(window: MainWindow, settings: SettingsStore) -> QWidget:
    """Before the first photo."""
    return window


def analysed(window: MainWindow, settings: SettingsStore) -> QWidget:
    """The people of the bundled photo."""
    window.open(None)
    _until(lambda: window.bench.editor is not None and not window.bench.busy_now)
    return window


def doubt(window: MainWindow, settings: SettingsStore) -> QWidget:
    """Where the split of the bundled photo is likely wrong."""
    window.actions_by_id["show_doubt"].setChecked(True)
    return window


def what_if(window: MainWindow, settings: SettingsStore) -> QWidget:
    """What a click would move, before it is made."""
    window.actions_by_id["show_doubt"].setChecked(False)
    editor = window.bench.editor
    assert editor is not None
    person, (row, col) = _doubtful_click(editor)
    window.side.panel.select(person)
    canvas = window.canvas
    place = canvas.mapFromScene(col, row)
    # Off the photo first: a mouse that does not move asks nothing.
    QTest.mouseMove(canvas.viewport(), QPoint(2, 2))
    QTest.qWait(5 * _TURN_MS)
    QTest.mouseMove(canvas.viewport(), place)
    return window


def layers(window: MainWindow, settings: SettingsStore) -> QWidget:
    """The panel, with people named, one hidden and one locked."""
    editor = window.bench.editor
    assert editor is not None
    owner = editor.owner
    from_left = sorted(editor.people, key=lambda who: float(np.nonzero(owner == who.id)[1].mean()))
    for who, name in zip(from_left, NAMES, strict=False):
        window.bench.edit(SetName(who.id, name))
    window.bench.edit(SetLocked(editor.people[0].id, True))
    window.bench.edit(SetVisible(editor.people[-1].id, False))
    window.side.panel.select(editor.people[1].id)
    return window.side.panel


def dark(window: MainWindow, settings: SettingsStore) -> QWidget:
    """The same in the dark theme."""
    settings.set("general/theme", "dark")
    QTest.mouseMove(window.canvas.viewport(), QPoint(2, 2))
    return window


def export(window: MainWindow, settings: SettingsStore) -> QWidget:
    """What leaves, under which names."""
    settings.set("general/theme", "light")
    settings.set("export/folder", "/photos/party/layers")
    dialog = window.side.ask_export()
    assert dialog is not None
    return dialog


def choices(window: MainWindow, settings: SettingsStore) -> QWidget:
    """The settings."""
    dialog = SettingsDialog(settings, window)
    dialog.open()
    return dialog


def keys(window: MainWindow, settings: SettingsStore) -> QWidget:
    """Every key of the window."""
    dialog = ShortcutsDialog(window)
    dialog.open()
    return dialog


SCENES: dict[str, Scene] = {
    "empty": empty,
    "window": analysed,
    "doubt": doubt,
    "what-if": what_if,
    "layers": layers,
    "dark": dark,
    "export": export,
    "settings": choices,
    "shortcuts": keys,
}


def _doubtful_click(editor: Editor) -> tuple[int, tuple[float, float]]:
    """Return which neighbour would get what by a click where the split is least sure.

    The click that moves little else.
    """
    labels, photo = editor.analysis.labels, editor.analysis.photo
    across = photo.shape[0] / len(labels) if photo else 1.0
    pixels = np.bincount(labels[editor.mask], minlength=editor.analysis.graph.regions)
    doubt = np.where(pixels > 0, editor.region_doubt, 0)
    found: list[tuple[float, int, tuple[float, float]]] = []
    edges = editor.analysis.graph.edges
    for region in np.argsort(-doubt)[:TRIED]:
        near = edges[(edges == region).any(axis=1)]
        neighbours = np.unique(editor.owner[np.isin(labels, near)])
        for row, col in inner_places(labels, [region], within=editor.mask):
            point = ((row + 0.5) * across, (col + 0.5) * across)
            for person in neighbours[neighbours > 0].tolist():
                change = editor.what_if([point], person)
                if change.moved.get(person, 0.0) > 0:
                    moved = change.regions
                    surer = pixels[moved] * (doubt[moved] - doubt[region] / 2)
                    found.append((float(surer.sum()), person, point))
    _, person, point = max(found)
    return person, point


def _until(there: Callable[[], bool]) -> None:
    for _ in range(_TURNS):
        if there():
            return
        QTest.qWait(_TURN_MS)
    raise SystemExit("What was waited for has not come.")


def _save(picture: QPixmap, path: Path) -> None:
    """Write a PNG of at most 256 colours: a quarter of the size, and hardly a difference."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture.toImage())
    full = Image.open(io.BytesIO(bytes(content.data()))).convert("RGB")
    few = full.quantize(palette=_palette(full), dither=Image.Dither.FLOYDSTEINBERG)
    few.save(path, optimize=True)
    print(f"{path} ({path.stat().st_size // 1024} KiB)")


def _palette(full: Image.Image) -> Image.Image:
    """Return the colours of a picture, with those of people and theme exactly among them."""
    theme = [colour for both in ROLES.values() for colour in both]
    named = [QColor(name) for name in dict.fromkeys((*COLOURS, *theme))]
    exact = [(colour.red(), colour.green(), colour.blue()) for colour in named]
    many = full.quantize(_COLOURS - len(exact)).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*np.array(exact).ravel().tolist(), *many])
    return palette


if __name__ == "__main__":
    raise SystemExit(main())
