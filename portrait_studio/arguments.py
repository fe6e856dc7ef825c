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


FORMATS = {
    "layers": "a PNG with alpha a person (default)",
    "masks": "a grey PNG a person",
    "labels": "label map, probabilities and JSON",
    "coco": "one COCO JSON",
    "ora": "an OpenRaster file with a layer a person",
    "psd": "a Photoshop file with a layer a person",
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
    parser.add_argument("photo", nargs="?", type=Path, help="photo to open")
    parser.add_argument("--sample", action="store_true", help="open the bundled group photo")
    add_network_arguments(parser)
