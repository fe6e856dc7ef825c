import numpy as np
import pytest
from PIL import Image

from portrait_studio.core.photo import Photo
from portrait_studio.core.photo_draft import read_draft


@pytest.fixture
def picture():
    rows, cols = np.indices((900, 1600))
    return np.dstack([rows // 4 % 256, cols // 7 % 256, (rows + cols) // 10 % 256]).astype(np.uint8)


def save(path, picture, **options):
    Image.fromarray(picture).save(path, **options)
    return path


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_draft_looks_like_the_photo(tmp_path, picture, orientation):
    exif = Image.Exif()
    exif[274] = orientation
    path = save(tmp_path / "a.jpg", picture, quality=95, exif=exif)
    draft = read_draft(path, long_side=400)
    assert draft is not None
    photo = Photo.open(path)
    assert draft.shape == photo.shape
    assert 400 <= max(draft.rgb8.shape) < 1600
    small = photo.scaled(max(draft.rgb8.shape))
    assert small.shape == draft.rgb8.shape
    assert np.abs(small.astype(int) - draft.rgb8).mean() < 6


def test_only_a_large_jpeg_has_a_draft(tmp_path, picture):
    assert read_draft(save(tmp_path / "a.png", picture), long_side=400) is None
    assert read_draft(save(tmp_path / "a.jpg", picture), long_side=1600) is None
    assert read_draft(save(tmp_path / "b.jpg", picture[..., 0]), long_side=400) is None


def test_what_is_wrong_with_a_file_is_left_to_reading_it(tmp_path, picture):
    path = save(tmp_path / "a.jpg", picture)
    path.write_bytes(path.read_bytes()[:2000])
    assert read_draft(path, long_side=400) is None
    assert read_draft(tmp_path / "gone.jpg", long_side=400) is None
