"""Nothing is told to anybody, and no number of the machine is made."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = """
import sys
from pathlib import Path
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.session import NetworkSession
NetworkSession(read_card(Path(sys.argv[1])), provider="cpu")
"""


def left_behind(home, card):
    """Files that running a network leaves in an empty home."""
    home.mkdir()
    # What ONNX Runtime takes for a test of its own, where it is silent anyway, is left out.
    kept = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH"}
    place = {name: value for name, value in os.environ.items() if name in kept}
    place |= {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", RUN, str(card)]
    done = subprocess.run(command, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [path for path in home.rglob("*") if path.is_file()]


def test_running_a_network_leaves_nothing_in_the_user_s_folders(tmp_path, tiny_card):
    assert left_behind(tmp_path / "home", tiny_card) == []
