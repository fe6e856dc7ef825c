import numpy as np
import pytest
from skimage.measure import label

from portrait_studio.core.superpixels import superpixels


def noise(shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (*shape, 3), np.uint8)


def assert_connected_and_complete(labels):
    regions = labels.max() + 1
    assert np.unique(labels).tolist() == list(range(regions))
    # skimage numbers connected patches of equal value by another algorithm.
    assert label(labels, connectivity=1, background=-1).max() == regions


@pytest.mark.parametrize("shape", [(1, 1), (2, 2), (1, 700), (700, 1), (3, 90), (50, 70)])
@pytest.mark.parametrize("flat", [True, False])
def test_regions_are_connected_and_numbered_without_gaps(shape, flat):
    photo = np.full((*shape, 3), 90, np.uint8) if flat else noise(shape)
    labels = superpixels(photo, count=60)
    assert labels.shape == shape and labels.dtype == np.int32
    assert_connected_and_complete(labels)


def test_a_photo_larger_than_what_is_flooded_is_still_covered_by_connected_regions():
    assert_connected_and_complete(superpixels(noise((700, 900)), count=200))


def test_a_strip_of_one_pixel_is_no_reason_for_more_regions_than_wanted():
    assert superpixels(noise((1, 20000)), count=100).max() + 1 == 100


@pytest.mark.parametrize("count", [10, 150, 400])
def test_the_count_is_about_what_was_asked_for(count):
    regions = superpixels(noise((120, 160)), count=count).max() + 1
    assert 0.85 * count <= regions <= 1.15 * count


def test_regions_stay_on_their_side_of_a_colour_edge():
    photo = np.full((60, 80, 3), 40, np.uint8)
    disc = np.hypot(*(np.indices((60, 80)) - np.array([30, 40])[:, None, None])) < 17
    photo[disc] = (200, 120, 60)
    labels = superpixels(photo, count=100)
    inside = np.bincount(labels[disc], minlength=labels.max() + 1)
    outside = np.bincount(labels[~disc], minlength=labels.max() + 1)
    assert np.minimum(inside, outside).sum() < 0.02 * disc.sum()


def test_no_region_is_a_sliver_on_noisy_ground():
    areas = np.bincount(superpixels(noise((200, 300)), count=300).ravel())
    assert (areas < areas.mean() / 8).mean() < 0.05


@pytest.mark.parametrize("name", ["boundary", "person", "own"])
def test_where_colour_says_nothing_the_networks_maps_decide(name):
    photo, wanted = np.full((60, 80, 3), 128, np.uint8), np.zeros((60, 80), np.float32)
    left = np.indices((60, 80))[1] < 36
    if name == "person":
        wanted[left] = 1
    elif name == "own":  # of two people, one at each side, at half the size
        wanted = np.stack([left, ~left]).astype(np.float32)[:, ::2, ::2]
    else:
        wanted[:, 35:37] = 1
    labels = superpixels(photo, count=48, **{name: wanted})
    crossing = np.intersect1d(labels[:, :34], labels[:, 38:])
    assert len(crossing) == 0
    assert len(np.intersect1d(superpixels(photo, count=48)[:, :34], superpixels(photo)[:, 38:]))


def test_equal_photos_give_equal_regions():
    assert (superpixels(noise((40, 50))) == superpixels(noise((40, 50)))).all()


@pytest.mark.parametrize(
    "photo",
    [np.zeros((4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 3), np.float32)],
)
def test_what_is_no_photo_is_refused(photo):
    with pytest.raises(ValueError, match="photo must be"):
        superpixels(photo)


def test_a_map_of_another_size_is_refused():
    with pytest.raises(ValueError, match="boundary"):
        superpixels(noise((8, 8)), boundary=np.zeros((4, 4), np.float32))
