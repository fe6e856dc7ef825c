"""Figures that trainings leave behind."""

from pathlib import Path

from training.evaluation.ablations import Ablation, read_ablations


def test_readable_files_are_read_and_others_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"name": "full", "settings": {"cgca": true}, "figures": {"iou": 0.9}}'
    )
    (tmp_path / "b.json").write_text('{"name": "no SBF", "figures": {"iou": 0.8}}')
    (tmp_path / "c.json").write_text('{"name": "no figures"}')
    (tmp_path / "d.json").write_text("not json")
    (tmp_path / "e.json").write_text('["a list"]')
    found, unread = read_ablations(tmp_path)
    assert found == (
        Ablation("full", {"cgca": True}, {"iou": 0.9}),
        Ablation("no SBF", {}, {"iou": 0.8}),
    )
    assert unread == ("c.json", "d.json", "e.json")


def test_no_folder_no_rows(tmp_path: Path) -> None:
    assert read_ablations(tmp_path / "nowhere") == ((), ())
