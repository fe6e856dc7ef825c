"""Arguments that the command line and the window share."""

import argparse
from pathlib import Path

from portrait_studio.inference.providers import CHOICES


def add_network_arguments(parser: argparse.ArgumentParser) -> None:
    """Add which network runs, and on what."""
    parser.add_argument(
        "--network", help="name of a bundled network, or path of a card (a .toml file)"
    )
    parser.add_argument("--provider", choices=CHOICES, default="auto", help="what runs the network")


def add_window_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the window opens with."""
    parser.add_argument("photo", nargs="?", type=Path, help="photo to open")
    parser.add_argument("--sample", action="store_true", help="open the bundled group photo")
    add_network_arguments(parser)
