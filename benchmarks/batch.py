"""``python -m benchmarks.batch``: what a photo of a batch takes, and a million of them.

Writes docs/batch.md from benchmarks/batch_template.md; no figure in it is typed by hand.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from string import Template
from tempfile import TemporaryDirectory

from benchmarks.batch_cost import Cost, measure
from benchmarks.large_photo import write_large_photo
from benchmarks.machine import describe
from benchmarks.page_command import page_parser, write_page
from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.photo import Photo
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.closer import load_predictor
from portrait_studio.inference.threads import physical_cores

MILLION = 1_000_000
_TEMPLATE = Path(__file__).with_name("batch_template.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    return write_page(arguments, parser(), measured)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = page_parser("benchmarks.batch", __doc__, runs=3, page="docs/batch.md")
    add = parse.add_argument
    add("--price", type=float, default=0.04, help="of a core and hour")
    add("--currency", default="USD", help="of the price")
    return parse


def measured(options: argparse.Namespace) -> str:
    """Do everything and return the page."""
    predictor = load_predictor(provider="cpu")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.jpg"
        write_large_photo(path, source=options.photo)
        photo = Photo.open(path)
        people = len(analyse(photo, predictor).people)
        costs = {name: measure(path, name=name, runs=options.runs) for name in FORMATS}
    return page(
        costs,
        megapixels=photo.shape[0] * photo.shape[1] / 1e6,
        people=people,
        price=options.price,
        currency=options.currency,
    )


def page(
    costs: Mapping[str, Cost],
    *,
    megapixels: float,
    people: int,
    price: float,
    currency: str,
) -> str:
    """Return the page.

    Parameters
    ----------
    costs
        Of a photo, by the name of the format.
    megapixels, people
        Of the photo.
    price, currency
        Of a core and hour.
    """
    again = median(cost.again for cost in costs.values())
    values = {
        "machine": "\n".join(f"- {line}" for line in describe() if "Threads" not in line),
        "megapixels": f"{megapixels:.0f}",
        "people": str(people),
        "runs": str(len(next(iter(costs.values())).clock)),
        "photo_table": _photo_table(costs),
        "again": f"{again * 1000:.1f}",
        "peak": f"{max(cost.peak for cost in costs.values()) / 1e6:.0f}",
        "price": f"{price:g} {currency}",
        "million_table": _million_table(costs, price, currency),
        "again_hours": f"{again * MILLION / 3600:.2f}",
    }
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(values)


def _photo_table(costs: Mapping[str, Cost]) -> str:
    rows = ["| format | processor s | on the clock s | MB written |", "|---|---|---|---|"]
    for name, cost in costs.items():
        seconds = f"{median(cost.processor):.2f} | {median(cost.clock):.2f}"
        rows.append(f"| {name} | {seconds} | {cost.written / 1e6:.2f} |")
    return "\n".join(rows)


def _million_table(costs: Mapping[str, Cost], price: float, currency: str) -> str:
    cores = physical_cores()
    rows = [
        f"| format | core hours | {currency} | days on {cores} cores | hours on 1000 cores | TB |",
        "|---|---|---|---|---|---|",
    ]
    for name, cost in costs.items():
        hours = median(cost.processor) * MILLION / 3600
        days, terabytes = hours / cores / 24, cost.written * MILLION / 1e12
        rows.append(
            f"| {name} | {hours:.0f} | {hours * price:.2f} | {days:.1f} | {hours / 1000:.2f}"
            f" | {terabytes:.2f} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
