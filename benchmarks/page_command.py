"""What the commands that write a page of figures have in common."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from portrait_studio.errors import StudioError


def page_parser(command: str, text: str | None, *, runs: int, page: str) -> argparse.ArgumentParser:
    """Return a parser of what they all take: the photo, how often, and where the page goes.

    Parameters
    ----------
    command
        What is run: ``benchmarks.speed``.
    text
        What it says of itself.
    runs
        How often everything is done, if nobody says otherwise.
    page
        Path of the page, likewise.
    """
    parse = argparse.ArgumentParser(prog=f"python -m {command}", description=text)
    add = parse.add_argument
    add("--photo", type=Path, default=Path("resources/sample/group.jpg"), help="to be enlarged")
    add("--runs", type=int, default=runs, help="how often everything is done")
    add("--write", type=Path, default=Path(page), help="where the page goes")
    return parse


def write_page(
    arguments: Sequence[str] | None,
    parser: argparse.ArgumentParser,
    measure: Callable[[argparse.Namespace], str],
) -> int:
    """Measure, write the page and print it; returns the exit status, 2 for unusable input."""
    options = parser.parse_args(arguments)
    try:
        text = measure(options)
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    replace_page(options.write, text)
    print(text)
    return 0


def replace_page(path: Path, text: str) -> None:
    """Replace a file in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
