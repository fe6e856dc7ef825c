"""A page of figures appears whole, or the reason why there is none."""

from argparse import Namespace
from pathlib import Path

import pytest

from benchmarks.page_command import page_parser, replace_page, write_page
from portrait_studio.errors import PhotoError


def test_a_page_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "docs" / "speed.md"
    replace_page(path, "old")
    replace_page(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert [entry.name for entry in path.parent.iterdir()] == ["speed.md"]


def test_what_was_measured_is_written_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = page_parser("benchmarks.x", "X", runs=3, page="x.md")
    page = tmp_path / "x.md"
    assert write_page(["--write", str(page)], parser, lambda o: f"{o.runs} runs") == 0
    assert page.read_text() == "3 runs"
    assert capsys.readouterr().out == "3 runs\n"


def test_unusable_input_is_one_sentence_and_leaves_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: Namespace) -> str:
        raise PhotoError("{path}: the file is empty.", path=options.photo)

    page = tmp_path / "x.md"
    page.write_text("old")
    parser = page_parser("benchmarks.x", "X", runs=3, page="x.md")
    assert write_page(["--write", str(page), "--photo", "a.jpg"], parser, fail) == 2
    assert page.read_text() == "old"
    assert capsys.readouterr().err == "a.jpg: the file is empty.\n"
