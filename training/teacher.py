"""Person probabilities of a permissively licensed teacher network, for photos without masks.

``python -m training.teacher`` runs the teacher named by a card over the photos whose people have
boxes only, and over those whose bystanders are unlabelled, and keeps one 8-bit PNG a photo.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np
from tqdm import tqdm

from portrait_studio.inference.cards import find_card
from portrait_studio.inference.portrait import PortraitPredictor
from training.packed import PackedRow, load_photo, read_index, select


def wanted(rows: tuple[PackedRow, ...]) -> list[PackedRow]:
    """Training photos that the teacher is asked about."""
    boxed = select(rows, split="train", kinds={"boxes"})
    return [*boxed, *select(rows, split="train", sources={"fashion"})]


def write_probabilities(*, data: Path, card: Path, weights: Path, out: Path) -> int:
    """Write ``out/NAME.png`` for every wanted photo that has none yet; returns how many."""
    teacher = PortraitPredictor(find_card(card, folder=weights))
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for row in wanted(read_index(data)) if not (out / f"{row.name}.png").exists()]
    for row in tqdm(rows, desc="teacher"):
        person = teacher.predict(load_photo(data, row)).person
        size = row.width, row.height
        probability = cv2.resize(person, size, interpolation=cv2.INTER_LINEAR)
        beside = out / f".{row.name}.png"
        cv2.imwrite(str(beside), np.round(probability * 255).astype(np.uint8))
        beside.replace(out / f"{row.name}.png")
    return len(rows)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/people"))
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"))
    parser.add_argument(
        "--card", type=Path, default=Path("benchmarks/peers/deeplabv3-mobilenetv2.toml")
    )
    parser.add_argument("--out", type=Path, default=Path("runs/teacher"))
    options = parser.parse_args()
    write_probabilities(
        data=options.data, card=options.card, weights=options.peers, out=options.out
    )


if __name__ == "__main__":
    main()
