"""Unsaved work against a real kill of a real process."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from portrait_studio.core.editing.editor import Editor
from portrait_studio.document.recovery_folder import ANALYSIS, left_behind
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.open_project import OpenProject
from tests.core.project.small_project import analysis, save_photo
from tests.document.killed_process import EDITS

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")


@contextmanager
def editing_process(place: Path, photo: Path) -> Iterator[subprocess.Popen[str]]:
    """Run the process until it says that its edits are kept."""
    command = [sys.executable, "-m", "tests.document.killed_process", str(place), str(photo)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"kept {len(EDITS)}\n"
            yield process
        finally:
            process.kill()


def test_work_survives_a_kill(qtbot, tmp_path):
    place = tmp_path / "recovery"
    with editing_process(place, save_photo(tmp_path)) as process:
        assert left_behind(place) == ()  # it is being worked on: not ours to take
        process.send_signal(signal.SIGKILL)
        process.wait()
    (left,) = left_behind(place)
    assert left.log.title == "three.png"
    opened = OpenProject(left.folder.path / ANALYSIS, log=left.log)(_silent, CancelToken())
    assert opened.people is not None
    assert opened.people.editor.edits == EDITS
    assert np.array_equal(opened.people.editor.owner, Editor(analysis(), edits=EDITS).owner)
    assert opened.people.editor.texts == ("Give to person 2", "Rename person 1")
    assert left_behind(place) == ()  # nobody else takes what we hold
    left.folder.discard()
    assert not any(path.is_dir() for path in place.iterdir())


def test_two_processes_keep_their_own_work(qtbot, tmp_path):
    place, photo = tmp_path / "recovery", save_photo(tmp_path)
    with editing_process(place, photo) as first, editing_process(place, photo):
        first.send_signal(signal.SIGKILL)
        first.wait()
        (left,) = left_behind(place)
        assert len(list(place.glob("*/edits.json"))) == 2
        left.folder.discard()
        assert len(list(place.glob("*/edits.json"))) == 1


def _silent(stage: str, fraction: float) -> None:
    """Tell nobody."""
