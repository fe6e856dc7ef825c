"""``python -m benchmarks.speed``: how long everything takes, beside the peers, in one run.

Writes docs/speed.md; no figure in it is typed by hand.
"""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.large_photo import write_large_photo
from benchmarks.memory import peak_megabytes
from benchmarks.page_command import page_parser, write_page
from benchmarks.peer_networks import load_peers
from benchmarks.photo_to_people import photo_to_people
from benchmarks.seed_edit import time_edits
from benchmarks.speed_report import PROCESSOR, TOTAL, page
from benchmarks.timing import Timings
from portrait_studio.core.photo import Photo
from portrait_studio.inference.analyse import WORKING_LONG_SIDE
from portrait_studio.inference.cards import Card, bundled_cards
from portrait_studio.inference.closer import AnyPredictor, load_predictor
from portrait_studio.inference.portrait import PortraitPredictor


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input."""
    return write_page(arguments, parser(), measure)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = page_parser("benchmarks.speed", __doc__, runs=7, page="docs/speed.md")
    add = parse.add_argument
    add("--network", help="our network, by name or card (default: the bundled one)")
    add("--peers", type=Path, default=Path("../shared/peers"), help="the peers' network files")
    add("--regions", type=int, default=3000, help="regions of the edited graph")
    add("--people", type=int, default=8, help="people of the edited graph")
    add("--threads", type=int, help="threads of a network (default: the physical cores)")
    return parse


def measure(options: argparse.Namespace) -> str:
    """Do everything and return the page."""
    ours = load_predictor(options.network, provider="cpu", threads=options.threads)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "large.jpg"
        write_large_photo(path, source=options.photo)
        stages = _time_stages(path, ours, runs=options.runs)
        working = Photo.open(path).scaled(WORKING_LONG_SIDE)
        peers = load_peers(options.peers, threads=options.threads)
        networks = {**_each_alone(ours.card, threads=options.threads), **peers}
        forward = _time_networks(networks, working, runs=options.runs)
        predictions = ours.predict(working)
        edits = time_edits(working, predictions, regions=options.regions, people=options.people)
        peak = peak_megabytes(path, network=options.network)
    return page(ours=_ours(ours.card), stages=stages, networks=forward, edits=edits, peak=peak)


def _each_alone(card: Card, *, threads: int | None) -> dict[str, PortraitPredictor]:
    """Return the network of a card, and the bundled ones that see whole photos, by name."""
    bundled = (other for other in bundled_cards() if other.task in ("portrait", "detection"))
    cards = {_ours(each): each for each in (card, *bundled)}
    return {
        name: PortraitPredictor(each, provider="cpu", threads=threads)
        for name, each in cards.items()
    }


def _ours(card: Card) -> str:
    return f"{card.name} (ours)"


def _time_stages(path: Path, ours: AnyPredictor, *, runs: int) -> Timings:
    photo_to_people(path, ours)
    timings = Timings()
    for _ in range(runs):
        passage = photo_to_people(path, ours)
        for stage, seconds in passage.seconds.items():
            timings.add(stage, seconds)
        timings.add(TOTAL, passage.total)
        timings.add(PROCESSOR, passage.processor)
    return timings


def _time_networks(
    networks: dict[str, PortraitPredictor], rgb8: NDArray[np.uint8], *, runs: int
) -> Timings:
    for network in networks.values():
        network.decode(rgb8)
    timings = Timings()
    for _ in range(runs):
        for name, network in networks.items():
            timings.measure(name, partial(network.decode, rgb8))
    return timings


if __name__ == "__main__":
    raise SystemExit(main())
