"""The examples in docstrings do what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "portrait_studio"


def with_examples() -> list[str]:
    """Return the names of the modules whose text holds an example, or something like one."""
    files = [p for p in PACKAGE.rglob("*.py") if ">>>" in p.read_text(encoding="utf-8")]
    return sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in files)


@pytest.mark.parametrize("name", with_examples())
def test_the_examples_of_a_module_are_true(name, monkeypatch, tmp_path):
    module = importlib.import_module(name)
    monkeypatch.chdir(tmp_path)
    done = doctest.testmod(module)
    assert done.attempted > 0
    assert done.failed == 0
