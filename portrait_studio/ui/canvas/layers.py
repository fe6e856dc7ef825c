"""The layers of the scene: the photo, the label map, and everything that can lie over them."""

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from portrait_studio.ui.canvas.backdrop_item import BackdropItem
from portrait_studio.ui.canvas.box_item import BoxItem
from portrait_studio.ui.canvas.label_item import LabelItem
from portrait_studio.ui.canvas.mark_item import MarkItem
from portrait_studio.ui.canvas.photo_item import PhotoItem
from portrait_studio.ui.canvas.picture_item import PictureItem
from portrait_studio.ui.canvas.seed_item import SeedItem


class Layers:
    """One photo's items, each above the one before it.

    Parameters
    ----------
    scene
        Emptied, then given the items.
    rect
        The photo's rectangle in its own pixels.
    """

    def __init__(self, scene: QGraphicsScene, rect: QRectF) -> None:
        self.rect = rect
        self.photo = PhotoItem(rect)
        self.backdrop = BackdropItem(rect)
        self.people = LabelItem(rect)
        self.doubt = LabelItem(rect)
        self.boundary = PictureItem(rect)
        self.superpixels = LabelItem(rect)
        self.what_if = LabelItem(rect)
        self.flash = LabelItem(rect)
        self.boxes = BoxItem(rect)
        self.seeds = SeedItem(rect)
        self.focus = BoxItem(rect)
        self.marks = MarkItem(rect)
        scene.clear()
        for item in (
            self.photo, self.backdrop, self.people, self.doubt, self.boundary, self.superpixels,
            self.what_if, self.flash, self.boxes, self.seeds, self.focus, self.marks,
        ):  # fmt: skip
            scene.addItem(item)
