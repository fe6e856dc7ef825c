"""Networks the studio has never seen run by writing a card for each."""

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from portrait_studio.inference.cards import read_card
from portrait_studio.inference.portrait import CombinedPredictor, PortraitPredictor

ROOT = Path(__file__).resolve().parents[2]
CARDS = sorted((ROOT / "benchmarks" / "peers").glob("*.toml"))
PEERS = ROOT.parent / "shared" / "peers"
PEOPLE = ROOT.parent / "shared" / "data" / "people"
MASKS = ["deeplabv3-mobilenetv2", "mediapipe-selfie", "pp-humanseg-lite", "sinet"]

has_peers = pytest.mark.skipif(not PEERS.is_dir(), reason="the peers are not in ../shared/peers")
has_people = pytest.mark.skipif(
    not PEOPLE.is_dir(), reason="the photos are not in ../shared/data/people"
)


def predictor(name: str) -> PortraitPredictor:
    card = read_card(ROOT / "benchmarks" / "peers" / f"{name}.toml", folder=PEERS)
    return PortraitPredictor(card, threads=1)


def photos(source: str, *, people: int, count: int) -> list[dict[str, str]]:
    with (PEOPLE / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "val"]
    return [row for row in rows if (row["source"], row["people"]) == (source, str(people))][:count]


def read(row: dict[str, str]) -> tuple[np.ndarray, np.ndarray]:
    photo = cv2.imread(str(PEOPLE / "photos" / f"{row['name']}.jpg"))
    mask = cv2.imread(str(PEOPLE / "masks" / f"{row['name']}.png"), cv2.IMREAD_GRAYSCALE)
    assert photo is not None and mask is not None
    return np.ascontiguousarray(photo[..., ::-1]), mask


def mask_iou(person: np.ndarray, mask: np.ndarray) -> float:
    found = cv2.resize(person, (mask.shape[1], mask.shape[0])) > 0.5
    known, true = mask != 255, (mask > 0) & (mask != 255)
    return float((found & true).sum() / ((found & known) | true).sum())


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_every_card_is_read_without_its_network(path: Path) -> None:
    card = read_card(path, folder=Path("nowhere"))
    assert card.licence in {"Apache-2.0", "MIT"}


@has_peers
@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_every_peer_runs_from_its_card(path: Path) -> None:
    network = PortraitPredictor(read_card(path, folder=PEERS), threads=1)
    decoded = network.decode(np.random.default_rng(0).integers(0, 255, (90, 70, 3), np.uint8))
    said = {
        "person_mask": decoded.person is not None,
        "detection": decoded.detections is not None,
        "raw": len(decoded.raw) == len(network.card.outputs),
    }
    assert said[network.card.task]


@has_peers
@has_people
@pytest.mark.parametrize("name", MASKS)
def test_a_mask_peer_finds_who_is_on_a_portrait(name: str) -> None:
    network = predictor(name)
    found = []
    for row in photos("selfie", people=1, count=4):
        photo, mask = read(row)
        found.append(mask_iou(network.predict(photo).person, mask))
    # A wrong channel, order of colours or normalisation costs far more than this leaves.
    assert len(found) == 4 and np.mean(found) > 0.85


@has_peers
@has_people
def test_the_boxes_of_yolox_lie_on_the_people() -> None:
    network = predictor("yolox-nano")
    best = []
    for row in photos("coco", people=2, count=5):
        photo, mask = read(row)
        detections = network.decode(photo).detections or ()
        boxes = [np.array(found.box) * np.tile(mask.shape, 2) for found in detections]
        for person in np.unique(mask[(mask > 0) & (mask < 255)]):
            rows, columns = np.nonzero(mask == person)
            true = np.array([rows.min(), columns.min(), rows.max() + 1, columns.max() + 1])
            best.append(max((box_iou(true, box) for box in boxes), default=0.0))
    assert np.median(best) > 0.6


@has_peers
@has_people
def test_the_boxes_of_one_peer_go_with_the_mask_of_another() -> None:
    both = CombinedPredictor(mask=predictor("mediapipe-selfie"), people=predictor("yolox-nano"))
    photo, mask = read(photos("selfie", people=1, count=1)[0])
    found = both.predict(photo)
    assert len(found.detections) >= 1 and mask_iou(found.person, mask) > 0.8


def box_iou(a: np.ndarray, b: np.ndarray) -> float:
    shared = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None).prod()
    return float(shared / ((a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - shared))
