"""Cards are read whole, and every wrong field is named."""

from pathlib import Path

import pytest

from portrait_studio import assets
from portrait_studio.errors import NetworkError, StudioError
from portrait_studio.inference import cards
from portrait_studio.inference.cards import bundled_cards, default_card, find_card, read_card
from tests.inference.tiny_networks import PORTRAIT_OUTPUTS, portrait_network, write_card
from tests.tiny_close_up import write_tiny_close_up


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_card(
        tmp_path, network=portrait_network(), task="portrait", outputs=PORTRAIT_OUTPUTS
    )


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_card_gives_every_field(path: Path) -> None:
    change(path, "[input]", '[training]\ndata = ["coco"]\n[figures]\niou = 0.5\n[input]')
    card = read_card(path)
    assert card.task == "portrait" and card.licence == "Apache-2.0"
    assert card.file == path.parent / "tiny.onnx"
    assert card.input.mean == (0.5, 0.5, 0.5) and card.input.white == 1.0
    assert card.input.fit == cards.Fit(kind="long_side", long_side=128, multiple=32)
    assert [output.kind for output in card.outputs] == [
        "person_probability",
        "boundary_probability",
        "centre_score",
        "box_votes",
    ]
    assert card.training == {"data": ["coco"]} and card.figures == {"iou": 0.5}
    assert card.load() == portrait_network()


def test_the_network_may_lie_in_another_folder(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "tiny.onnx").rename(elsewhere / "tiny.onnx")
    assert read_card(path, folder=elsewhere).load() == portrait_network()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('task = "portrait"', 'task = "poetry"', ['"task"', "'poetry'", '"person_mask"']),
        ('name = "Tiny"', "name = 3", ['"name"', "a text"]),
        ('sha256 = "', 'sha256 = "xyz', ['"sha256"', "64 hexadecimal digits"]),
        ('licence = "Apache-2.0"', "", ['"licence"', "missing"]),
        ("[input]", "[inputs]", ['"input"', "missing"]),
        ('layout = "NCHW"', 'layout = "CHW"', ['"input.layout"', '"NHWC"']),
        ("mean = [0.5, 0.5, 0.5]", "mean = [0.5]", ['"input.mean"', "3 numbers"]),
        ("std = [0.5, 0.5, 0.5]", "std = [0.5, 0, 0.5]", ['"input.std"', "none of them 0"]),
        ("range = 1.0", "range = -1", ['"input.range"', "1 to 255"]),
        ('fit = "long_side"', 'fit = "crop"', ['"input.fit"', '"letterbox"']),
        ('fit = "long_side"', 'fit = "stretch"', ['"input.size"', "missing", "2 whole numbers"]),
        ("long_side = 128", "long_side = true", ['"input.long_side"', "at least 16"]),
        ("multiple = 32", "multiple = 0", ['"input.multiple"', "at least 1"]),
        ("multiple = 32", "multipel = 32", ['"input.multipel"', "not a known key", "multiple"]),
        ('kind = "centre_score"', 'kind = "center"', ['"outputs[2].kind"', '"yolox_grid"']),
        ('kind = "centre_score"', 'kind = "raw"', ['"outputs"', '"centre_score"']),
        ('kind = "boundary_probability"', 'kind = "raw"', ['"boundary_probability"']),
        ('name = "votes"', 'name = "votes"\nchannel = -1', ['"outputs[3].channel"', "0"]),
        ('name = "votes"', 'name = "votes"\nthreshold = 2', ['"outputs[3].threshold"', "0 to 1"]),
        ('name = "votes"', 'name = "votes"\nalign_corners = 1', ["align_corners", "true or"]),
    ],
)
def test_a_wrong_field_is_named_with_what_is_allowed(
    path: Path, old: str, new: str, said: list[str]
) -> None:
    change(path, old, new)
    with pytest.raises(NetworkError) as caught:
        read_card(path)
    for words in [str(path), *said]:
        assert words in str(caught.value)


def test_outputs_must_be_tables(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text("outputs = 3\n" + text[: text.index("[[outputs]]")], encoding="utf-8")
    with pytest.raises(NetworkError, match=r'"outputs" is 3; it must be one or more tables'):
        read_card(path)


def test_a_yolox_grid_needs_strides(path: Path) -> None:
    change(path, 'kind = "centre_score"', 'kind = "yolox_grid"')
    with pytest.raises(NetworkError, match=r"strides.*is missing.*whole numbers above 0"):
        read_card(path)


def test_a_detector_needs_an_output_with_boxes(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace('"portrait"', '"detection"')
    path.write_text(text[: text.index('[[outputs]]\nname = "centre"')], encoding="utf-8")
    with pytest.raises(NetworkError, match="person_boxes"):
        read_card(path)


@pytest.mark.parametrize("content", [b"task = ", b"\xff\xfe\x00", b""])
def test_what_is_no_card_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(NetworkError, match=r"bad\.toml"):
        read_card(path)


def test_a_missing_card_or_network_is_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match=r"none\.toml cannot be read"):
        find_card(tmp_path / "none.toml")
    card = read_card(path)
    card.file.unlink()
    with pytest.raises(NetworkError, match=r"tiny\.onnx.*reinstall"):
        card.load()


def test_a_damaged_network_is_found_out(path: Path) -> None:
    card = read_card(path)
    content = bytearray(card.file.read_bytes())
    content[100] ^= 1
    card.file.write_bytes(content)
    with pytest.raises(NetworkError, match=r"tiny\.onnx.*is damaged.*reinstall"):
        card.load()


def test_bundled_cards_are_found_by_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "models_folder", lambda: path.parent)
    assert [card.name for card in bundled_cards()] == ["Tiny"]
    assert find_card("tiny").path == find_card("Tiny").path == default_card().path == path
    with pytest.raises(NetworkError, match=r'no network "huge"; bundled: tiny'):
        find_card("huge")


def test_no_bundled_portrait_network_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "models_folder", lambda: tmp_path)
    with pytest.raises(NetworkError, match="reinstall"):
        default_card()


def test_every_bundled_card_can_be_read_and_its_network_is_undamaged() -> None:
    for card in bundled_cards():
        assert card.load()


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "files", lambda _: tmp_path)
    monkeypatch.setattr(assets, "_CHECKOUT", tmp_path)
    with pytest.raises(StudioError, match=r'"models".*reinstall'):
        assets.models_folder()
    (tmp_path / "resources").mkdir()
    assert assets.resources_folder() == tmp_path / "resources"


def test_a_card_of_a_close_up_network_is_read(tmp_path: Path) -> None:
    card = read_card(write_tiny_close_up(tmp_path))
    assert card.task == "close_up" and card.input.box_channel
    quality = card.output("mask_quality")
    assert quality is not None and quality.name == "quality"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("box_channel = true", "", "box_channel = true"),
        ('task = "close_up"', 'task = "raw"', "and no other"),
        ("[input]", '[input]\nlayout = "NHWC"', '"NCHW"'),
        ('fit = "long_side"\nlong_side = 128\nmultiple = 32', 'fit = "stretch"\nsize = [32, 32]',
         '"long_side"'),
        ("box_channel = true", "box_channel = 1", '"input.box_channel"'),
        ('kind = "own_probability"', 'kind = "raw"', '"own_probability"'),
        ('kind = "others_probability"', 'kind = "raw"', '"others_probability"'),
        ('kind = "mask_quality"', 'kind = "raw"', '"mask_quality"'),
    ],
)  # fmt: skip
def test_what_a_close_up_network_needs_is_named(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = write_tiny_close_up(tmp_path)
    change(path, old, new)
    with pytest.raises(NetworkError, match=said) as caught:
        read_card(path)
    assert str(path) in str(caught.value)


def test_clicks_go_with_a_box_only(tmp_path: Path) -> None:
    path = write_tiny_close_up(tmp_path, clicks=True)
    card = read_card(path)
    assert (card.input.click_radius, card.input.click_value) == (6, 2)
    change(path, 'task = "close_up"', 'task = "raw"')
    change(path, "box_channel = true", "")
    with pytest.raises(NetworkError, match="click_radius"):
        read_card(path)


def test_the_mask_goes_with_clicks_only(tmp_path: Path) -> None:
    path = write_tiny_close_up(tmp_path, clicks=True, mask=True)
    assert read_card(path).input.mask_channel
    change(path, "click_radius = 6", "")
    with pytest.raises(NetworkError, match="mask_channel"):
        read_card(path)


def test_the_boxes_of_others_go_with_the_mask_only(tmp_path: Path) -> None:
    path = write_tiny_close_up(tmp_path, clicks=True, mask=True, others=True)
    assert read_card(path).input.others_channel
    change(path, "mask_channel = true", "")
    with pytest.raises(NetworkError, match="others_channel"):
        read_card(path)
