import io

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from portrait_studio.ui.clipboard import layer_data
from portrait_studio.workers.pictures import layer_picture


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_layer_is_trimmed_and_keeps_its_alpha(qapp, dtype):
    top = np.iinfo(dtype).max
    layer = np.zeros((40, 60, 4), dtype)
    layer[10:20, 30:35] = (0, 0, top, top)
    layer[10, 30, 3] = top // 2
    image = layer_picture(layer)
    assert (image.width(), image.height()) == (5, 10)
    assert image.pixelColor(2, 5).getRgb() == (255, 0, 0, 255)
    assert image.pixelColor(0, 0).alpha() == 127
    content = layer_data(image)
    assert content.hasImage()
    png = np.asarray(Image.open(io.BytesIO(bytes(content.data("image/png").data()))))
    assert png.shape == (10, 5, 4)
    assert png[0, 0, 3] == 127


def test_a_layer_without_pixels_gives_no_picture(qapp):
    assert layer_picture(np.zeros((4, 4, 4), np.uint8)) == QImage()
