"""Every way from a photo to its people, on painted people whose masks are known."""

from pathlib import Path

import pytest

from portrait_studio.core.edge_costs import EDGE_COSTS
from portrait_studio.inference.cards import read_card
from portrait_studio.inference.closer import Networks
from tests.tiny_close_up import write_tiny_close_up
from tests.tiny_detector import write_tiny_detector
from training.evaluation.people import people_rows
from training.evaluation.photos import is_group, val_samples
from training.evaluation.subjects import Subject
from training.evaluation.ways import all_ways


@pytest.fixture
def subject(tiny_card: Path) -> Subject:
    return Subject(read_card(tiny_card), ours=True, threads=1)


def test_every_way_finds_people_who_stand_apart(
    packed: Path, subject: Subject, tmp_path: Path
) -> None:
    ways = all_ways([subject], [])
    rows = people_rows(ways, val_samples(packed), cache=tmp_path, code="1")
    assert {row.name: row.precision.at(0.9) for row in rows} == {way.name: 1.0 for way in ways}
    assert [row.name for row in rows if row.default] == ["Tiny (ours)"]
    assert [row.name for row in rows if row.group == "edge cost"] == list(EDGE_COSTS)


def test_closer_looks_are_taken_at_boxes_from_elsewhere_too(
    packed: Path, subject: Subject, tmp_path: Path
) -> None:
    close_up = read_card(write_tiny_close_up(tmp_path))
    whole = Subject(
        subject.card, ours=True, threads=1, networks=Networks(subject.card, close_up=close_up)
    )
    peer = Subject(subject.card, ours=False, threads=1)
    ways = {way.name: way for way in all_ways([whole], [peer])}
    sample = next(sample for sample in val_samples(packed) if is_group(sample))
    for name in ("Tiny + Tiny with close-ups (ours)", "Tiny with close-ups (ours), true boxes"):
        found = ways[name].predict(sample)
        assert found.own is not None and len(found.own) == len(found.detections) > 1
    assert all(found.score > 0.9 for found in ways[name].predict(sample).detections)


def test_no_two_ways_share_their_records(subject: Subject, tiny_card: Path, tmp_path: Path) -> None:
    card = tmp_path / "other.toml"
    text = tiny_card.read_text(encoding="utf-8").replace("long_side = 128", "long_side = 96")
    card.write_text(text, encoding="utf-8")
    peer = Subject(read_card(card, folder=tiny_card.parent), ours=False)
    ways = [way for way in all_ways([subject], [peer]) if way.group != "edge cost"]
    assert len({way.key for way in ways}) == len(ways)


def test_peers_alone_are_measured_too(packed: Path, subject: Subject, tmp_path: Path) -> None:
    peer = Subject(subject.card, ours=False, threads=1)
    rows = people_rows(all_ways([], [peer]), val_samples(packed), cache=tmp_path, code="1")
    assert rows[0].name == "Tiny + Tiny" and rows[0].network is None
    assert not any(row.default for row in rows)


def test_our_mask_with_our_detectors_boxes_is_a_way(
    packed: Path, subject: Subject, tmp_path: Path
) -> None:
    detector = Subject(read_card(write_tiny_detector(tmp_path)), ours=True, threads=1)
    ways = all_ways([detector, subject], [])
    (mixed,) = (way for way in ways if " + " in way.name)
    assert mixed.name == "Tiny detector + Tiny (ours)" and mixed.network == "Tiny"
    assert [way.name for way in ways if way.default] == ["Tiny (ours)"]
    (row,) = people_rows([mixed], val_samples(packed), cache=tmp_path, code="1")
    assert row.precision.at(0.9) == 1


def test_without_group_photos_there_are_no_rows(
    packed: Path, subject: Subject, tmp_path: Path
) -> None:
    selfies = val_samples(packed, sources=("selfie",))
    assert people_rows(all_ways([subject], []), selfies, cache=tmp_path, code="1") == ()
