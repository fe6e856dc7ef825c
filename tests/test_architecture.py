"""The shape of the code: who imports whom, how long things are."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("portrait_studio", "training", "benchmarks", "scripts", "tests")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
SLEEPS = ("sleep", "time.sleep", "qtbot.wait", "QTest.qWait")

pytestmark = pytest.mark.skipif(
    not (ROOT / "pyproject.toml").exists(), reason="runs in a checkout only"
)


def sources():
    return [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def test_imports_point_one_way():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("package", "unwanted"),
    [
        ("portrait_studio.core", "PySide6"),
        ("portrait_studio.inference", "PySide6"),
        ("portrait_studio.commands", "PySide6"),
        ("portrait_studio.batch", "PySide6"),
        ("portrait_studio", "torch"),
    ],
)
def test_a_package_works_without(package, unwanted):
    """Every module of the package, imported in a fresh process, leaves the other one out."""
    code = f"""
import importlib, pkgutil, sys
package = importlib.import_module({package!r})
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
print(sorted(name for name in sys.modules if name.split(".")[0] == {unwanted!r})[:5])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_files_hold_one_thing():
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in sources()}
    long = [f"{path.relative_to(ROOT)}: {n}" for path, n in lengths.items() if n > LONGEST_FILE]
    assert not long


def test_functions_do_one_thing():
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length}")
    assert not long


def test_tests_never_sleep():
    lazy = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in SLEEPS:
                lazy.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not lazy
