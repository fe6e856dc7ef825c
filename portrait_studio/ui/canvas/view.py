"""The canvas: the photo with its overlays, zoomed and panned."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from portrait_studio.ui.canvas.overlay_item import OverlayItem, coloured_people, tinted_boundary
from portrait_studio.ui.canvas.photo_item import PhotoItem

STEP = 1.25
LARGEST_ZOOM = 32.0
BOUNDARY_COLOUR = "#ffe14d"
_MARGIN = 12.0
_WHEEL_NOTCH = 120


class Canvas(QGraphicsView):
    """Shows a photo; the wheel zooms at the cursor, dragging pans."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundBrush(QColor("#1c1c1c"))
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Zooming keeps a chosen point in its place, see `zoom_by`.
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Files are dropped on the window, which opens them.
        self.setAcceptDrops(False)
        self._people: OverlayItem | None = None
        self._boundary: OverlayItem | None = None
        self._fitted = True

    @property
    def zoom(self) -> float:
        """Screen pixels a pixel of the photo."""
        return self.transform().m11()

    def show_photo(self, levels: tuple[QImage, ...]) -> None:
        """Show a photo (`workers.pictures.pyramid`) as a whole, without overlays."""
        self.scene().clear()
        photo = PhotoItem(levels)
        self._people, self._boundary = (OverlayItem(photo.boundingRect()) for _ in range(2))
        for item in (photo, self._boundary, self._people):
            self.scene().addItem(item)
        self._room_around(photo.boundingRect())
        self.fit()

    def show_people(
        self, picture: QImage, colours: Mapping[int, QColor], *, selected: int | None = None
    ) -> None:
        """Colour the people over the photo (see `coloured_people`)."""
        if self._people is not None:
            self._people.set_picture(coloured_people(picture, colours, selected=selected))

    def show_boundary(self, picture: QImage) -> None:
        """Set the boundary map over the photo."""
        if self._boundary is not None:
            self._boundary.set_picture(tinted_boundary(picture, QColor(BOUNDARY_COLOUR)))

    def set_overlays(self, *, people: bool, boundary: bool) -> None:
        """Say which overlays are visible."""
        if self._people is not None and self._boundary is not None:
            self._people.setVisible(people)
            self._boundary.setVisible(boundary)

    def fit(self) -> None:
        """Show the whole photo; it stays whole until the next zoom."""
        self._fitted = True
        photo = self._photo_rect()
        room = self.viewport().rect().adjusted(*(int(s * _MARGIN) for s in (1, 1, -1, -1)))
        if photo.isEmpty() or room.isEmpty():
            return
        scale = min(room.width() / photo.width(), room.height() / photo.height())
        self.resetTransform()
        self.scale(scale, scale)
        self.centerOn(photo.center())

    def actual_size(self) -> None:
        """Show one pixel of the photo as one of the screen."""
        self.zoom_by(1 / self.zoom)

    def zoom_by(self, factor: float, *, at: QPoint | None = None) -> None:
        """Zoom, within bounds: never smaller than half of the window, never past 32.

        Parameters
        ----------
        factor
            Above 1 shows the photo larger.
        at
            The point of the viewport that stays where it is; by default the middle.
        """
        photo = self._photo_rect()
        if photo.isEmpty():
            return
        whole = min(self.width() / photo.width(), self.height() / photo.height())
        bounded = min(max(self.zoom * factor, min(1.0, whole / 2)), LARGEST_ZOOM)
        at = self.viewport().rect().center() if at is None else at
        kept = self.mapToScene(at)
        self._fitted = False
        self.scale(bounded / self.zoom, bounded / self.zoom)
        moved = self.mapFromScene(kept) - at
        for bar, step in (
            (self.horizontalScrollBar(), moved.x()),
            (self.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() + step)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the cursor."""
        factor = STEP ** (event.angleDelta().y() / _WHEEL_NOTCH)
        self.zoom_by(factor, at=event.position().toPoint())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a whole photo whole."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _photo_rect(self) -> QRectF:
        return self._people.boundingRect() if self._people is not None else QRectF()

    def _room_around(self, photo: QRectF) -> None:
        # Half a photo beyond each edge, so that a corner can be brought to the middle.
        across, down = photo.width() / 2, photo.height() / 2
        self.scene().setSceneRect(photo.adjusted(-across, -down, across, down))
