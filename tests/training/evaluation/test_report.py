"""The report: tables between markers, prose untouched, never half written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from portrait_studio.errors import StudioError
from portrait_studio.inference.cards import read_card
from tests.tiny_detector import write_tiny_detector
from training.evaluation.border_maps import BorderRow
from training.evaluation.card_figures import figures_for_card, write_cards, write_figures
from training.evaluation.people import PeopleRow
from training.evaluation.people_boxes import BoxRow
from training.evaluation.person_masks import MaskRow
from training.evaluation.report import TEMPLATE, filled, sections, write_report
from training.evaluation.results import Circumstances, Results, circumstances
from training.evaluation.subjects import Subject
from training.metrics.borders import BorderCounts
from training.metrics.masks import MaskScores
from training.metrics.matching import Precision

NOW = Circumstances(date(2026, 1, 31), 2, 1, {"numpy": "2.4"})


@pytest.fixture
def results() -> Results:
    precision = Precision(np.linspace(0.9, 0.0, 10))
    return Results(
        NOW,
        photos={"coco": 3, "coco groups": 2},
        masks=(MaskRow("Net", True, {"coco groups": MaskScores(0.81234, 0.9, 0.6)}),),
        boxes=(BoxRow("Net", True, {"coco groups": precision}),),
        borders=(BorderRow("Net", True, "between people", 0.3, BorderCounts(10, 5, 20, 10)),
                 BorderRow("Net", True, "outline", 0.3, BorderCounts(10, 5, 20, 10))),
        people=(
            PeopleRow("Net (ours)", "way", "Net", True, precision),
            PeopleRow("chi2", "edge cost", "Net", False, precision),
        ),
    )  # fmt: skip


def test_the_template_has_every_section(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "docs" / "accuracy.md"
    write_report(path, results)
    text = path.read_text(encoding="utf-8")
    assert "Measured on 2026-01-31, 2 cores" in text and "coco 3, coco groups 2" in text
    assert "| Net (ours) | .812 / .900 / .600 | – |" in text
    assert text.count("*Not measured yet.*") == list(sections(results).values()).count(
        "*Not measured yet.*"
    )
    assert [p.name for p in path.parent.iterdir()] == ["accuracy.md"]


def test_prose_stays_and_tables_change(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "accuracy.md"
    template = TEMPLATE.read_text(encoding="utf-8")
    path.write_text(template.replace("## Boxes", "## Boxes\n\nHands are missed most."))
    write_report(path, results)
    once = path.read_text(encoding="utf-8")
    write_report(path, results)
    assert path.read_text(encoding="utf-8") == once and "Hands are missed most." in once


def test_a_missing_marker_is_named_and_nothing_is_written(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "accuracy.md"
    path.write_text("My own words.", encoding="utf-8")
    with pytest.raises(StudioError, match="measured:circumstances"):
        write_report(path, results)
    assert path.read_text(encoding="utf-8") == "My own words."


def test_text_between_markers_is_replaced_whole() -> None:
    document = "a <!-- measured:x -->old<!-- /measured:x --> b"
    assert filled(document, {"x": r"new \1"}) == (
        "a <!-- measured:x -->\n\nnew \\1\n\n<!-- /measured:x --> b"
    )


def test_the_card_gets_the_figures_of_its_network(results: Results) -> None:
    figures = figures_for_card(results, "Net")
    assert figures["person_iou"] == {"coco_groups": 0.8123}
    assert figures["box_ap50"] == {"coco_groups": 0.9} and figures["photos"]["coco_groups"] == 2
    assert figures["people_ap"] == {"ap": 0.45, "ap50": 0.9, "ap70": 0.5, "ap80": 0.3, "ap90": 0.1}
    assert figures["border_f"] == {"between_people": 0.5, "outline": 0.5}
    with pytest.raises(KeyError, match="Other"):
        figures_for_card(results, "Other")


def test_the_rest_of_the_card_stays(results: Results, tiny_card: Path, tmp_path: Path) -> None:
    path = tmp_path / "tiny.toml"
    path.write_bytes(tiny_card.read_bytes())
    before = read_card(path)
    for _ in range(2):
        write_figures(path, figures_for_card(results, "Net"))
    after = read_card(path)
    assert (after.input, after.outputs, after.sha256) == (
        before.input, before.outputs, before.sha256,
    )  # fmt: skip
    assert after.figures["people_ap"]["ap90"] == 0.1
    assert [p.name for p in tmp_path.iterdir()] == ["tiny.toml"]


def test_a_detector_s_card_gets_its_boxes_and_else_stays_as_it_was(
    results: Results, tmp_path: Path
) -> None:
    path = write_tiny_detector(tmp_path)
    subject = Subject(read_card(path), ours=True)
    precision = Precision(np.linspace(0.9, 0.0, 10))
    boxes = (BoxRow(subject.name, True, {"coco": precision}),)
    write_cards([subject], replace(results, boxes=boxes))
    assert read_card(path).figures["box_ap50"] == {"coco": 0.9}
    before = path.read_bytes()
    write_cards([subject], replace(results, boxes=()))  # where only masks were asked for
    assert path.read_bytes() == before


def test_circumstances_name_the_versions() -> None:
    now = circumstances(threads=1)
    assert now.cores >= 1 and {"Python", "numpy", "onnxruntime"} <= set(now.versions)
