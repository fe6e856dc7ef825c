"""Kept records: found again with the same key, never with another, never half written."""

from pathlib import Path

from portrait_studio.inference.cards import read_card
from training.evaluation.store import Shelf, card_key, content_key


def test_records_are_found_again_with_the_same_key_only(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, label="masks A/B", key=("a", "b"))
    assert "photo" not in shelf
    shelf.put("photo", {"person_iou": 0.5})
    shelf.flush()
    again = Shelf(tmp_path, label="masks A/B", key=("a", "b"))
    assert again["photo"] == {"person_iou": 0.5}
    assert "photo" not in Shelf(tmp_path, label="masks A/B", key=("a", "c"))
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    Shelf(tmp_path / "new", label="x", key=("a",)).flush()
    assert not (tmp_path / "new").exists()


def test_a_long_run_is_kept_along_the_way(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, label="x", key=("a",))
    for number in range(25):
        shelf.put(str(number), {"value": number})
    assert "19" in Shelf(tmp_path, label="x", key=("a",))


def test_content_counts_and_names_count(tmp_path: Path) -> None:
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_text("1")
    key = content_key([first])
    second.write_text("1")
    assert content_key([second]) != key != content_key([first, second])
    first.write_text("2")
    assert content_key([first]) != key


def test_figures_on_a_card_do_not_change_its_key(tiny_card: Path, tmp_path: Path) -> None:
    text = tiny_card.read_text(encoding="utf-8")
    with_figures = tmp_path / "tiny.toml"
    with_figures.write_text(f"{text}\n[figures]\nperson_iou = 0.9\n", encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(text.replace("long_side = 128", "long_side = 256"), encoding="utf-8")
    key = card_key(read_card(tiny_card))
    assert card_key(read_card(with_figures)) == key != card_key(read_card(other))
