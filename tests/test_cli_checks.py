import re
import shutil

from portrait_studio import __version__
from portrait_studio.assets import models_folder
from portrait_studio.cli import main


def test_checks_say_what_a_bug_report_needs(capsys):
    assert main(["checks"]) == 0
    said = capsys.readouterr().out
    for word in (__version__, "Python 3", "numpy", "onnxruntime", "PySide6", "cpu", "sha256"):
        assert word in said
    found = re.search(r"^Self-test: (\d+) people in the sample, [\d.]+ s on cpu", said, re.M)
    assert found
    assert int(found[1]) >= 4
    assert "All is well." in said


def test_checks_name_a_damaged_network(capsys, monkeypatch, tmp_path):
    shutil.copytree(models_folder(), tmp_path, dirs_exist_ok=True)
    network = next(tmp_path.glob("*.onnx"))
    network.write_bytes(network.read_bytes()[:-1])
    for module in ("commands.checks", "inference.cards"):
        monkeypatch.setattr(f"portrait_studio.{module}.models_folder", lambda: tmp_path)
    assert main(["checks"]) == 2
    marked = [line for line in capsys.readouterr().out.splitlines() if line.startswith("!")]
    assert len(marked) == 2
    assert all(network.name in line for line in marked)


def test_checks_name_a_missing_network(capsys, monkeypatch, tmp_path):
    for module in ("commands.checks", "inference.cards"):
        monkeypatch.setattr(f"portrait_studio.{module}.models_folder", lambda: tmp_path)
    assert main(["checks"]) == 2
    assert f"! No network in {tmp_path}" in capsys.readouterr().out
