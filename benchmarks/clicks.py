"""``python -m benchmarks.clicks``: how many clicks the people of a group photo take to be right.

Every person of at least 1 % of a group photo is corrected on their own, from the studio's own
analysis, by the simulated user of `click_protocol`. Beside it stand the studio without the closer
looks that it takes after clicks, and GrabCut from the true box.
Writes docs/clicks.md between its markers.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from tqdm import tqdm

from benchmarks.click_ends import End, end_of, ends_table
from benchmarks.click_methods import GrabCut, Method, Studio
from benchmarks.click_protocol import iou, next_click
from benchmarks.click_report import LEVELS, MOST_CLICKS, Curves, table
from benchmarks.page_command import replace_page
from portrait_studio.api import analyse
from portrait_studio.core.photo import Photo
from portrait_studio.errors import StudioError
from training.evaluation.photos import Sample, is_group, val_samples
from training.evaluation.report import filled

SMALLEST = 0.01


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    options = parser().parse_args(arguments)
    try:
        samples = [s for s in val_samples(options.data, sources=["coco"]) if is_group(s)]
        curves, ends = measure(samples[: options.limit], network=options.network)
        clicks = _text(curves, photos=len(samples[: options.limit]))
        texts = {"clicks": clicks, "ends": ends_table(ends)}
        page = filled(options.write.read_text(encoding="utf-8"), texts)
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    replace_page(options.write, page)
    print("\n\n".join(texts.values()))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m benchmarks.clicks", description=__doc__)
    add = parse.add_argument
    add("--data", type=Path, default=Path("../shared/data/people"), help="the packed photos")
    add("--network", help="by name or card (default: the bundled one)")
    add("--limit", type=int, help="so many photos only")
    add("--write", type=Path, default=Path("docs/clicks.md"), help="the page with the markers")
    return parse


def measure(
    samples: Sequence[Sample], *, network: str | None = None
) -> tuple[dict[str, Curves], list[End]]:
    """Return the IoU after 0, 1, 2 … clicks of every person by method, and the studio's ends."""
    names = "the studio", "without looks after clicks", "GrabCut from the true box"
    curves: dict[str, Curves] = {name: [] for name in names}
    ends: list[End] = []
    for sample in tqdm(samples, unit="photo", disable=None):
        analysis = analyse(Photo.from_array(sample.rgb), network=network, provider="cpu")
        for person in people_in(sample):
            methods: tuple[Method, ...] = (
                Studio(analysis, sample.truth, person=person),
                Studio(replace(analysis, closer=None), sample.truth, person=person),
                GrabCut(sample.rgb, sample.truth, person=person),
            )
            for found, method in zip(curves.values(), methods, strict=True):
                found.append(curve(method, sample, person=person))
            wanted = np.asarray(sample.truth == person)
            last = methods[0].mask()
            ends.append(end_of(last, wanted, valid=sample.valid, level=max(LEVELS)))
    return curves, ends


def people_in(sample: Sample) -> Iterator[int]:
    """Yield the people of a photo that are large enough to be clicked."""
    for person, area in enumerate(sample.person_areas, 1):
        if area >= SMALLEST * sample.truth.size:
            yield person


def curve(method: Method, sample: Sample, *, person: int) -> list[float]:
    """Return the IoU of a person after each click, until the highest level or the last click."""
    wanted = np.asarray(sample.truth == person)
    found: list[float] = []
    for clicks in range(MOST_CLICKS + 1):
        mask = method.mask()
        found.append(iou(mask, wanted, valid=sample.valid))
        if found[-1] >= max(LEVELS) or clicks == MOST_CLICKS:
            break
        click = next_click(mask, wanted, valid=sample.valid)
        if click is None:
            break
        method.click(click)
    return found


def _text(curves: dict[str, Curves], *, photos: int) -> str:
    people = len(next(iter(curves.values())))
    return (
        f"Measured on {date.today().isoformat()}: {people} people in {photos} photos.\n\n"
        f"{table(curves)}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
