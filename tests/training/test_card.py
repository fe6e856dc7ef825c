"""What a card says of the network's training."""

from dataclasses import asdict
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.card import card_table
from training.networks.close_up import CloseUpSettings
from training.train_close_up import DEFAULT, training_record


@pytest.mark.parametrize("used", [True, False])
def test_a_card_says_whether_masks_of_our_own_were_learned_from(used, tmp_path: Path):
    record = training_record(CloseUpSettings(width=16), DEFAULT, None, self_masks=used)
    (tmp_path / "small.onnx").write_bytes(b"any")
    table = card_table(tmp_path / "small.onnx", {"step": 2, "settings": record}, long_side=64)
    said = table["training"]
    assert said["schedule"] == asdict(DEFAULT) and said["photos_seen"] == 2 * DEFAULT.batch
    if used:
        assert "our own close-up network" in said["self_masks"] and "boxes" in said["self_masks"]
    else:
        assert "self_masks" not in said
