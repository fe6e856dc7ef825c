"""``python -m training.edges``: measure edges on photos whose alpha is known.

Writes docs/edges.md and the pictures it shows.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.page_command import replace_page
from portrait_studio.errors import StudioError
from portrait_studio.inference.closer import load_predictor
from training.edges.measure import measure, see
from training.edges.page import page, summary
from training.edges.pictures import write_edges


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m training.edges", description=__doc__)
    add = parse.add_argument
    add("--data", type=Path, default=Path("../shared/data/people"), help="the packed photos")
    add("--portraits", type=int, default=32, help="composites of one person")
    add("--pairs", type=int, default=16, help="composites of two people")
    add("--real", type=int, default=40, help="at most so many real photos of a source")
    add("--pictures", type=int, default=10, help="edges that are shown")
    add("--threads", type=int, help="threads of a network (default: the physical cores)")
    add("--write", type=Path, default=Path("docs/edges.md"), help="where the page goes")
    return parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    options = parser().parse_args(arguments)
    folder = options.write.with_suffix("")
    try:
        predictor = load_predictor(provider="cpu", threads=options.threads)
        seen = see(options.data, predictor, portraits=options.portraits, pairs=options.pairs)
        figures = measure(seen, options.data, predictor, real=options.real)
        pictures = write_edges(seen, folder, count=min(options.pictures, len(seen)))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    shown = [(title, f"{folder.name}/{name}") for title, name in pictures]
    replace_page(options.write, page(figures, shown))
    for way, sad in summary(figures).items():
        print(f"{way}: SAD {sad:.1f} thousand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
