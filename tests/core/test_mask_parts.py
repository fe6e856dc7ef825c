import numpy as np
from skimage.measure import label

from portrait_studio.core.mask_parts import mask_parts
from portrait_studio.core.region_graph import region_graph


def pixels_as_regions(shape):
    labels = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    zeros = np.zeros(shape, np.float32)
    return region_graph(labels, np.zeros((*shape, 3), np.uint8), boundary=zeros, person=zeros)


def test_parts_equal_connected_components_of_pixels():
    mask = np.random.default_rng(3).random((12, 15)) < 0.5
    parts = mask_parts(pixels_as_regions(mask.shape), mask.ravel()).reshape(mask.shape)
    assert (parts + 1 == label(mask, connectivity=1)).all()


def test_no_mask_has_no_parts():
    assert (mask_parts(pixels_as_regions((2, 3)), np.zeros(6, bool)) == -1).all()
