"""The packed data set: index, photo and mask, made in a temporary folder."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from training.packed import PackedError, load_mask, load_photo, read_index, select

HEADER = "name,source,kind,split,height,width,people,boxes\n"
ROWS = (
    'a,coco,instance,val,6,8,2,"[[0.0, 1.0, 4.0, 5.0], [2, 2, 6, 8]]"\n'
    'b,coco,boxes,train,6,8,,"[[0.0, 1.0, 4.0, 5.0]]"\n'
    "c,coco,background,train,6,8,0,\n"
    "d,selfie,semantic,val,6,8,1,\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    (tmp_path / "masks").mkdir()
    (tmp_path / "index.csv").write_text(HEADER + ROWS, encoding="utf-8")
    photo = np.zeros((6, 8, 3), np.uint8)
    photo[..., 2] = 200  # red, as OpenCV writes BGR
    cv2.imwrite(str(tmp_path / "photos" / "a.jpg"), photo)
    mask = np.zeros((6, 8), np.uint8)
    mask[:4, 1:5], mask[5, 7] = 1, 255
    cv2.imwrite(str(tmp_path / "masks" / "a.png"), mask)
    return tmp_path


def test_the_index_gives_every_column(root: Path) -> None:
    rows = read_index(root)
    assert [row.name for row in rows] == ["a", "b", "c", "d"]
    assert rows[0].shape == (6, 8) and rows[0].people == 2
    assert rows[0].boxes == ((0.0, 1.0, 4.0, 5.0), (2.0, 2.0, 6.0, 8.0))
    assert rows[1].people is None and rows[2].people == 0 and rows[3].boxes == ()


def test_rows_are_selected_by_split_source_and_kind(root: Path) -> None:
    rows = read_index(root)
    assert [row.name for row in select(rows, split="val")] == ["a", "d"]
    assert [row.name for row in select(rows, sources=("coco",), kinds=("boxes",))] == ["b"]
    assert select(rows) == rows


def test_photo_is_rgb_and_mask_keeps_its_values(root: Path) -> None:
    row = read_index(root)[0]
    photo, mask = load_photo(root, row), load_mask(root, row)
    assert photo.shape == (6, 8, 3) and photo[..., 0].mean() > 190 and photo[..., 2].mean() < 10
    assert sorted(np.unique(mask)) == [0, 1, 255]


def test_unusable_files_are_named(root: Path) -> None:
    with pytest.raises(PackedError, match="--data"):
        read_index(root / "nowhere")
    with pytest.raises(PackedError, match=r"d\.jpg"):
        load_photo(root, read_index(root)[3])
    with pytest.raises(PackedError, match="boxes only"):
        load_mask(root, read_index(root)[1])
    cv2.imwrite(str(root / "masks" / "a.png"), np.zeros((5, 8), np.uint8))
    with pytest.raises(PackedError, match=r"a\.png"):
        load_mask(root, read_index(root)[0])


def test_a_damaged_line_is_named(root: Path) -> None:
    (root / "index.csv").write_text(HEADER + "a,coco,instance,val,six,8,2,\n", encoding="utf-8")
    with pytest.raises(PackedError, match="Line 2"):
        read_index(root)
