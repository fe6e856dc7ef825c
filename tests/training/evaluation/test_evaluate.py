"""The command: from packed photos to a written report."""

from pathlib import Path

import pytest

from training.evaluate import main


def test_one_command_writes_the_report_and_pictures(
    packed: Path, tiny_card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, pictures = tmp_path / "accuracy.md", tmp_path / "pictures"
    arguments = [
        *("--data", str(packed), "--peers", str(tmp_path / "none"), "--network", str(tiny_card)),
        *("--cache", str(tmp_path / "cache"), "--write", str(report)),
        *("--pictures", "2", "--pictures-to", str(pictures), "--threads", "1"),
    ]
    assert main(arguments) == 0
    text = report.read_text(encoding="utf-8")
    assert "| Tiny (ours) |" in text and "photos: coco 2" in text.lower()
    assert sorted(path.name for path in pictures.iterdir()) == [
        "seeded.jpg", "worst-groups.jpg", "worst-masks.jpg",
    ]  # fmt: skip
    assert "## masks" in capsys.readouterr().out


def test_parts_that_are_not_wanted_are_not_measured(
    packed: Path, tiny_card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(packed), "--network", str(tiny_card), "--parts", "boxes"]
    assert main([*arguments, "--cache", str(tmp_path), "--peers", str(tmp_path / "none")]) == 0
    masks, boxes = capsys.readouterr().out.split("## boxes")
    assert "*Not measured yet.*" in masks and "| Tiny (ours) |" in boxes


def test_unusable_input_is_one_sentence_and_status_2(
    packed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path / "nowhere")]) == 2
    assert main(["--data", str(packed), "--network", str(tmp_path / "no.toml")]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2 and "--data" in errors[0] and "no.toml" in errors[1]
