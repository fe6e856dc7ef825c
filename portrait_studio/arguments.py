"""Arguments that several commands, or the command line and the window, share."""

import argparse
from pathlib import Path

from portrait_studio.inference.providers import CHOICES


def add_network_arguments(parser: argparse.ArgumentParser) -> None:
    """Add which network runs, and on what."""
    parser.add_argument(
        "--network", help="name of a bundled network, or path of a card (a .toml file)"
    )
    parser.add_argument("--provider", choices=CHOICES, default="auto", help="what runs the network")


def add_split_arguments(parser: argparse.ArgumentParser) -> None:
    """Add how people are found and told apart."""
    parser.add_argument(
        "--preset",
        choices=("default", "paper"),
        default="default",
        help="default: what measures best; paper: the affinity exactly as published",
    )
    add_network_arguments(parser)


REVIEW_ABOVE = 0.2
"""Chosen from the table in docs/doubt.md: about the worst third of group photos."""

FORMATS = {
    "layers": "a PNG with alpha a person (default)",
    "masks": "a grey PNG a person",
    "labels": "label map, probabilities and JSON",
    "coco": "one COCO JSON",
    "ora": "an OpenRaster file with a layer a person",
    "psd": "a Photoshop file with a layer a person",
    "psb": "the same as a large document, for photos above 30,000 pixels a side",
}
"""The names of `core.export.formats.FORMATS`, here so that --help loads nothing."""


def add_format_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what is written, and how its files are named."""
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="layers",
        help="; ".join(f"{name}: {text}" for name, text in FORMATS.items()),
    )
    parser.add_argument(
        "--template",
        metavar="PATTERN",
        help="names of the files, such as {stem}.{person}.png; fields: stem, person (its name or"
        " number), id, count (of people), ext; numbers can have a width: {id:03}",
    )
    parser.add_argument(
        "--trimmed",
        action="store_true",
        help="pictures of people end where the person ends; a JSON file says where they belong",
    )
    parser.add_argument(
        "--no-decontaminate",
        dest="decontaminate",
        action="store_false",
        help="leave the colour of the background in half-transparent pixels",
    )
    parser.add_argument(
        "--bits", type=int, choices=(8, 16), help="bits a channel; those of the photo by default"
    )
    parser.add_argument("--overwrite", action="store_true", help="replace what is there")


def add_window_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the window opens with."""
    parser.add_argument("photo", nargs="?", type=Path, help="photo or project to open")
    parser.add_argument("--sample", action="store_true", help="open the bundled group photo")
    add_network_arguments(parser)


def add_batch_arguments(parser: argparse.ArgumentParser) -> None:
    """Add which photos a batch does, where, and with what."""
    add = parser.add_argument
    add(
        "photos",
        nargs="+",
        metavar="IN",
        help="photo, folder with all below it, pattern, address such as s3://bucket/folder, text"
        " file (.txt) with one of these a line, or - for such a list from the standard input",
    )
    add("--out", required=True, metavar="DIR", help="folder or address to write to")
    add("--workers", type=_count, metavar="N", help="processes; by default one a core")
    add("--memory", type=_positive, metavar="GB", help="most that a process may hold")
    add(
        "--time-limit",
        type=_positive,
        metavar="SECONDS",
        help="most that a photo may take, loading the network included; a process that takes longer"
        " is ended and its photo has failed",
    )
    add(
        "--dask",
        metavar="ADDRESS",
        help="run on the cluster of this scheduler (tcp://HOST:8786) instead of this machine",
    )
    review = parser.add_mutually_exclusive_group()
    review.add_argument(
        "--review-above",
        type=_share,
        default=REVIEW_ABOVE,
        metavar="DOUBT",
        help="photos with more doubt, 0 to 1, are also saved as projects in the folder review"
        " (default: %(default)s)",
    )
    review.add_argument("--no-review", action="store_true", help="save no projects")
    add("--log", type=Path, metavar="FILE", help="a line a failure; by default DIR/batch.log")
    add("--verbose", action="store_true", help="a line a photo")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("below 1")
    return number


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError("not above 0")
    return number


def _share(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 1:
        raise ValueError("outside 0..1")
    return number
