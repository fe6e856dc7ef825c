"""``python -m benchmarks.doubt``: whether doubt says where a split is wrong.

Splits held-out photos that are labelled person by person, and portraits, and compares every region
with the truth. Writes docs/doubt.md between its markers.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tqdm import tqdm

from benchmarks.doubt_judged import JudgedPhoto, judged_photo
from benchmarks.doubt_report import texts
from benchmarks.page_command import replace_page
from portrait_studio.api import analyse
from portrait_studio.core.photo import Photo
from portrait_studio.errors import StudioError
from training.evaluation.photos import Sample, is_group, val_samples
from training.evaluation.report import filled

PORTRAITS = 40
"""Photos of each source of portraits."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    options = parser().parse_args(arguments)
    try:
        photos = judge(options.data, network=options.network)
        when = f"Measured on {date.today().isoformat()}."
        page = filled(options.write.read_text(encoding="utf-8"), {"date": when, **texts(photos)})
    except StudioError as error:
        print(error, file=sys.stderr)
        return 2
    replace_page(options.write, page)
    print(page)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m benchmarks.doubt", description=__doc__)
    add = parse.add_argument
    add("--data", type=Path, default=Path("../shared/data/people"), help="the packed photos")
    add("--network", help="by name or card (default: the bundled one)")
    add("--write", type=Path, default=Path("docs/doubt.md"), help="the page with the markers")
    return parse


def judge(root: Path, *, network: str | None = None) -> list[JudgedPhoto]:
    """Return every photo with its truth."""
    found = []
    for sample, kind in tqdm(list(_samples(root)), unit="photo", disable=None):
        analysis = analyse(Photo.from_array(sample.rgb), network=network, provider="cpu")
        found.append(judged_photo(analysis, sample.truth, kind=kind))
    return found


def _samples(root: Path) -> Iterator[tuple[Sample, str]]:
    for sample in val_samples(root, sources=("coco",)):
        yield sample, "group" if is_group(sample) else "other"
    for sample in val_samples(root, sources=("selfie", "teacher"), limit=PORTRAITS):
        yield sample, "portrait"


if __name__ == "__main__":
    raise SystemExit(main())
