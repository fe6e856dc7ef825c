"""``python -m training.evaluate``: measure networks and peers on the `val` photos.

Figures that were measured before with the same network, photos and code are kept under
``runs/evaluation`` and not measured again.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from portrait_studio.errors import StudioError
from training.evaluation.card_figures import write_cards
from training.evaluation.picture_sheets import write_pictures
from training.evaluation.report import sections, write_report
from training.evaluation.run import PARTS, Plan, evaluate, open_field


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    add = parse.add_argument
    add("--data", type=Path, default=Path("../shared/data/people"), help="the packed photos")
    add("--peers", type=Path, default=Path("../shared/peers"), help="the peers' network files")
    add("--network", nargs="+", help="our networks, by name or card (default: all bundled)")
    add("--sources", nargs="+", help="measure only these sources of photos")
    add("--limit", type=int, help="at most so many photos of a source")
    add("--parts", nargs="+", choices=PARTS, default=PARTS, help="measure only these tables")
    add("--threads", type=int, help="threads of a network (default: the physical cores)")
    add("--cache", type=Path, default=Path("runs/evaluation"), help="where figures are kept")
    add("--write", type=Path, metavar="FILE", help="write the tables into this Markdown file")
    add("--cards", action="store_true", help="write our networks' figures into their cards")
    add("--pictures", type=int, metavar="N", help="draw N photos by a fixed seed, and the N worst")
    add("--pictures-to", type=Path, default=Path("runs/evaluation/pictures"), metavar="DIR")
    return parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    options = parser().parse_args(arguments)
    plan = Plan(
        data=options.data,
        peers=options.peers,
        cache=options.cache,
        networks=None if options.network is None else tuple(options.network),
        sources=None if options.sources is None else tuple(options.sources),
        limit=options.limit,
        parts=options.parts,
        threads=options.threads,
    )
    try:
        results = evaluate(plan)
        for name, text in sections(results).items():
            print(f"\n## {name}\n\n{text}")
        if options.write is not None:
            write_report(options.write, results)
        if options.cards:
            write_cards(open_field(plan).ours, results)
        if options.pictures:
            write_pictures(plan, count=options.pictures, folder=options.pictures_to)
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
