"""Results as Markdown tables."""

import numpy as np

from training.evaluation.ablations import Ablation
from training.evaluation.border_maps import BorderRow
from training.evaluation.people import PeopleRow
from training.evaluation.people_boxes import BoxRow
from training.evaluation.person_masks import MaskRow
from training.evaluation.tables import (
    ablation_table,
    best_in_bold,
    border_table,
    box_table,
    figure,
    mask_table,
    paper_tables,
    people_table,
)
from training.metrics.borders import BorderCounts
from training.metrics.masks import MaskScores
from training.metrics.matching import Precision


def cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_a_figure_has_three_places_and_no_leading_zero() -> None:
    assert [figure(v) for v in (0.9517, 1.0, 0.0, None, float("nan"))] == [
        ".952", "1.000", ".000", "–", "–",
    ]  # fmt: skip


def test_the_best_of_a_column_is_bold() -> None:
    assert best_in_bold([[0.5, None], [0.7, 0.2], [0.70001, 0.1]]) == [
        [".500", "–"],
        ["**.700**", "**.200**"],
        ["**.700**", ".100"],
    ]
    assert best_in_bold([[0.5]]) == [[".500"]]
    assert best_in_bold([]) == []


def test_masks_have_a_column_for_each_subset_that_was_measured() -> None:
    selfie, coco = MaskScores(0.96, 0.95, 0.8), MaskScores(0.7, 0.8, 0.5)
    rows = [
        MaskRow("A", True, {"selfie": selfie, "coco": coco}),
        MaskRow("B", False, {"selfie": MaskScores(0.95, 0.96, 0.7)}),
    ]
    heads, rule, first, second = cells(mask_table(rows, milliseconds={"A": 41.6}))
    assert heads == ["network", "coco", "selfie", "ms"] and len(rule) == 4
    assert first == ["A (ours)", ".700 / .800 / .500", "**.960** / .950 / **.800**", "42"]
    assert second == ["B", "– / – / –", ".950 / **.960** / .700", "–"]


def test_boxes_and_people_show_their_levels() -> None:
    falling = Precision(np.linspace(0.9, 0.0, 10))
    lines = cells(box_table([BoxRow("A", False, {"coco groups": falling})]))
    assert lines[0][1:] == ["coco groups AP", "coco groups AP50"]
    assert lines[2] == ["A", ".450", ".900"]
    lines = cells(people_table([PeopleRow("way", "way", None, False, falling)]))
    assert lines[0] == ["way", "AP", "AP50", "AP60", "AP70", "AP80", "AP90"]
    assert lines[2] == ["way", ".450", ".900", ".700", ".500", ".300", ".100"]


def test_borders_stand_kind_beside_kind() -> None:
    rows = [
        BorderRow("A", True, "between people", 0.3, BorderCounts(10, 5, 20, 10)),
        BorderRow("A", True, "outline", 0.5, BorderCounts(10, 10, 10, 10)),
    ]
    lines = cells(border_table(rows))
    assert lines[2] == ["A (ours)", ".500", ".500", ".500", "1.000", "1.000", "1.000"]


def test_trainings_may_lack_figures() -> None:
    rows = [Ablation("full", {}, {"iou": 0.9, "ap": 0.5}), Ablation("no SBF", {}, {"iou": 0.8})]
    assert cells(ablation_table(rows))[2:] == [
        ["full", "**.900**", ".500"],
        ["no SBF", ".800", "–"],
    ]


def test_the_papers_figures_are_in_percent() -> None:
    text = paper_tables()
    assert "| the paper's pipeline | 85.1 | 97.5 | 96.5 | 95.4 | 92.0 | 67.8 |" in text
    assert "| the paper's network | 76.80 |" in text and "| the paper's network | 95.37 |" in text
