"""The package's own face: quick to import, and as its page says."""

import doctest
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

import portrait_studio
from portrait_studio.core.editing.editor import Editor
from portrait_studio.errors import EditError, ExportError
from tests.core.split_photos import analysed, photo_of

ROOT = Path(__file__).resolve().parents[1]
BOXES = (0.2, 0.05, 1.0, 0.35), (0.3, 0.3, 1.0, 0.6)


def test_importing_the_package_loads_no_window_and_no_network():
    slow = "{'PySide6', 'cv2', 'numpy', 'onnxruntime'}"
    code = f"import sys, portrait_studio; print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_every_name_is_there():
    for name in portrait_studio.__all__:
        assert getattr(portrait_studio, name) is not None
    with pytest.raises(AttributeError):
        _ = portrait_studio.nothing_of_that_name


@pytest.mark.skipif(not (ROOT / "docs").exists(), reason="runs in a checkout only")
def test_the_page_is_true(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = doctest.testfile("docs/python.md", module_relative=False, encoding="utf-8")
    assert page.attempted > 15 and page.failed == 0


def test_what_is_exported_is_what_the_editor_shows(tmp_path):
    photo, truth = photo_of(*BOXES)
    picture = portrait_studio.Photo.from_array(photo)
    editor = Editor(replace(analysed(photo, truth, list(BOXES)), photo=picture))
    editor.add_seed(50, 50, 1)
    editor.paint([(10, 100), (10, 120)], 2, radius=4)
    editor.erase([(90, 10)], radius=5)
    editor.set_name(2, "Ben")
    files = portrait_studio.export(editor, tmp_path, "labels")
    written: Any = cv2.imread(str(files[0]), cv2.IMREAD_UNCHANGED)
    assert np.array_equal(written, editor.labels())
    assert written[10, 110] == 2 and written[90, 10] == 0
    layers = portrait_studio.export(editor, tmp_path, "layers")
    assert any("Ben" in path.name for path in layers)


def test_what_cannot_be_exported_is_said(tmp_path):
    photo, truth = photo_of(*BOXES)
    editor = Editor(analysed(photo, truth, list(BOXES)))
    with pytest.raises(ValueError, match="no photo"):
        portrait_studio.export(editor, tmp_path)
    with pytest.raises(ExportError, match="no format gif"):
        portrait_studio.export(editor, tmp_path, "gif")
    with pytest.raises(ExportError, match="no choice of quality"):
        portrait_studio.export(editor, tmp_path, quality=3)
    with pytest.raises(EditError):
        editor.undo()
