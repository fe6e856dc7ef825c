"""``python -m benchmarks.window``: how quick the window is, in processes of its own.

Writes the tables of docs/window.md between their marks; no figure in it is typed by hand. Without
a display it draws into memory; under ``xvfb-run`` into a real window.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.large_photo import write_large_photo
from benchmarks.page_command import replace_page
from benchmarks.timing import Timings
from benchmarks.window_report import NAMES, START, filled
from portrait_studio.errors import StudioError

SIZE = (4000, 6000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    options = parser().parse_args(arguments)
    try:
        with TemporaryDirectory() as folder:
            photo = Path(folder) / "large.jpg"
            write_large_photo(photo, source=options.photo, size=SIZE)
            asked = ["--network", options.network] if options.network else []
            lives = [[], ["--at-once"]] * options.runs
            seen = [_session(str(photo), *asked, *more) for more in lives]
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    text = options.write.read_text(encoding="utf-8")
    replace_page(options.write, filled(text, _timings(seen), _peak(seen)))
    print(options.write.read_text(encoding="utf-8"))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m benchmarks.window", description=__doc__)
    add = parse.add_argument
    add("--network", help="our network, by name or card (default: the bundled one)")
    add("--photo", type=Path, default=Path("resources/sample/group.jpg"), help="to be enlarged")
    add("--runs", type=int, default=5, help="how many windows of each kind are opened")
    add("--write", type=Path, default=Path("docs/window.md"), help="where the tables go")
    return parse


def _session(*arguments: str) -> dict[str, Any]:
    """One life of a window."""
    place = os.environ | ({} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"})
    command = [sys.executable, "-m", "benchmarks.window_session", *arguments]
    start = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=place)
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen | {START: [seen["usable"] - start]}


def _timings(seen: Sequence[dict[str, Any]]) -> Timings:
    timings = Timings()
    for life in seen:
        for name in NAMES & life.keys():
            for seconds in life[name]:
                timings.add(name, seconds)
    return timings


def _peak(seen: Sequence[dict[str, Any]]) -> float | None:
    known = [life["megabytes"] for life in seen if life["megabytes"] is not None]
    return max(known, default=None)


if __name__ == "__main__":
    raise SystemExit(main())
