"""The window opens without what only photos, people and files need, and loads it afterwards."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# On Windows ONNX Runtime has to come before Qt.
HEAVY = {"scipy", "skimage", "networkx", "tifffile", "psd_tools"}
HEAVY |= {"onnxruntime"} if sys.platform != "win32" else set()

CODE = """
import sys
from PySide6.QtCore import QTimer
from portrait_studio import app

application = app.create_application()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, application.quit))
status = app.main([])
print(sorted(name for name in set(sys.argv[1:]) if name in sys.modules))
sys.exit(status)
"""


WAITING = """
import sys
from PySide6.QtCore import QTimer
from portrait_studio import app

application = app.create_application()
timer = QTimer(interval=20)
timer.timeout.connect(lambda: "skimage" in sys.modules and application.quit())
timer.start()
QTimer.singleShot(40_000, lambda: application.exit(3))
sys.exit(app.main([]))
"""


def _run(code, tmp_path, *names):
    home = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    place = os.environ | home | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, *names]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "QThread" not in done.stderr and "Traceback" not in done.stderr
    return done.stdout.strip()


def test_the_window_opens_without_what_is_slow_to_load(tmp_path):
    assert _run(CODE, tmp_path, *HEAVY) == "[]"


def test_a_window_that_waits_loads_it_and_can_be_left_meanwhile(tmp_path):
    assert _run(WAITING, tmp_path) == ""


UNREAD = """
import linecache
import sys
from portrait_studio import app

sys.path.insert(0, sys.argv[1])
import read_of_old
application = app.create_application()
import left_alone
names = ("read_of_old.py", "left_alone.py")
print(*(name for name in names if any(read.endswith(name) for read in linecache.cache)))
"""


def test_qt_does_not_read_the_source_of_what_is_imported_beside_the_window(tmp_path):
    for name in ("read_of_old", "left_alone"):
        (tmp_path / f"{name}.py").write_text("VALUE = 1\n", encoding="utf-8")
    assert _run(UNREAD, tmp_path, str(tmp_path)) == "read_of_old.py"
