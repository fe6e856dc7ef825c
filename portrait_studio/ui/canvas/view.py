"""The canvas: the photo with its layers, zoomed and panned; a hand gets the rest of the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from portrait_studio.ui.canvas.layers import Layers
from portrait_studio.ui.canvas.pan import Pan
from portrait_studio.ui.canvas.pointer import Button, Hand, Pointer

STEP = 1.25
LARGEST_ZOOM = 32.0
_MARGIN = 12
_WHEEL_NOTCH = 120
_AROUND = 0.6
_BUTTONS = {Qt.MouseButton.LeftButton: Button.LEFT, Qt.MouseButton.RightButton: Button.RIGHT}


class Canvas(QGraphicsView):
    """Shows a photo; the wheel zooms at the cursor, middle-drag and Space-drag pan."""

    zoomed = Signal(float)
    """Screen pixels a pixel of the photo."""
    escaped = Signal()
    """Esc was pressed, and there was no gesture to break off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        # A few large items that the tree of the scene would only slow down.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Photo"))
        self.setBackgroundBrush(QColor("#1c1c1c"))
        # Zooming keeps a chosen point in its place, see `zoom_by`.
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Files are dropped on the window, which opens them.
        self.setAcceptDrops(False)
        self.layers = Layers(self.scene(), QRectF())
        self.wheel_zooms = True
        self.wheel_reversed = False
        self._hand: Hand | None = None
        self._pan: Pan | None = None
        self._space = False
        self._cursor = Qt.CursorShape.ArrowCursor
        self._fitted = True

    @property
    def zoom(self) -> float:
        """Pixels of the screen a pixel of the photo."""
        return self.transform().m11() * self.devicePixelRatioF()

    @property
    def fitted(self) -> bool:
        """Whether the whole photo is shown, and stays whole when the window changes."""
        return self._fitted

    @property
    def _in_gesture(self) -> bool:
        return self._pan is not None or (self._hand is not None and self._hand.busy)

    def set_hand(self, hand: Hand) -> None:
        """Say who gets the mouse."""
        self._hand = hand

    def set_tool_cursor(self, shape: Qt.CursorShape) -> None:
        """Show the cursor of a tool over the photo."""
        self._cursor = shape
        self._show_cursor()

    def show_photo(self, levels: tuple[QImage, ...], *, shape: tuple[int, int]) -> None:
        """Show another photo as a whole, without overlays.

        Parameters
        ----------
        levels
            The photo and its halves (`workers.pictures.pyramid`); the largest may be a draft.
        shape
            Rows and columns of the photo itself.
        """
        self.cancel()
        rect = QRectF(0, 0, shape[1], shape[0])
        self.layers = Layers(self.scene(), rect)
        self.layers.photo.set_levels(levels)
        # Half a photo beyond each edge, so that a corner can be brought to the middle.
        across, down = shape[1] / 2, shape[0] / 2
        self.scene().setSceneRect(rect.adjusted(-across, -down, across, down))
        self.fit()

    def fit(self) -> None:
        """Show the whole photo; it stays whole until the next zoom."""
        self._fitted = True
        if not self.layers.rect.isEmpty():
            self._show(self.layers.rect, margin=_MARGIN)

    def show_box(self, box: tuple[float, float, float, float]) -> None:
        """Zoom to a box (row0, col0, row1, col1) of the photo, with some of what is around."""
        row0, col0, row1, col1 = box
        wanted = QRectF(QPointF(col0, row0), QPointF(col1, row1)).normalized()
        around = _AROUND * max(wanted.width(), wanted.height(), 16.0)
        wide = wanted.adjusted(-around, -around, around, around).intersected(self.layers.rect)
        self._fitted = False
        if not wide.isEmpty():
            self._show(wide, margin=0)

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
        photo = self.layers.rect
        if photo.isEmpty():
            return
        at = self.viewport().rect().center() if at is None else at
        kept = self.mapToScene(at)
        self._fitted = False
        self._scale_to(self.transform().m11() * factor)
        moved = self.mapFromScene(kept) - at
        for bar, step in (
            (self.horizontalScrollBar(), moved.x()),
            (self.verticalScrollBar(), moved.y()),
        ):
            bar.setValue(bar.value() + step)

    def cancel(self) -> None:
        """Break off the gesture that is going on, if any."""
        if self._pan is not None:
            self._pan.cancel()
            self._pan = None
        elif self._hand is not None and self._hand.busy:
            self._hand.cancel()
        self._show_cursor()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom at the cursor; where the wheel is set to scroll, only with Ctrl."""
        if not self.wheel_zooms and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        # Some systems turn the wheel sideways while Alt is held.
        turned = event.angleDelta().y() or event.angleDelta().x()
        factor = STEP ** ((-turned if self.wheel_reversed else turned) / _WHEEL_NOTCH)
        self.zoom_by(factor, at=event.position().toPoint())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a gesture."""
        if self._in_gesture:
            return  # a second button changes nothing
        button = _BUTTONS.get(event.button())
        middle = event.button() == Qt.MouseButton.MiddleButton
        held = self._space and button == Button.LEFT
        if middle or held or (button is not None and not self._handed(event, button)):
            self._pan = Pan(self)
            self._pan.begin(event.position().toPoint())
            self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the second of two quick clicks as a click."""
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with the gesture, or follow the mouse."""
        if self._pan is not None:
            self._pan.move(event.position().toPoint())
        elif self._hand is not None and not self.layers.rect.isEmpty():
            follow = self._hand.move if self._hand.busy else self._hand.hover
            follow(self._pointer(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Finish the gesture."""
        if self._pan is not None:
            self._pan.finish(event.position().toPoint())
            self._pan = None
            self._show_cursor()
        elif self._hand is not None and self._hand.busy:
            self._hand.release(self._pointer(event))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Forget the mouse."""
        if self._hand is not None:
            self._hand.leave()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for a gesture that is going on, and Space for panning."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape and self._in_gesture
            if escape or event.key() == Qt.Key.Key_Space:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc breaks a gesture off; Space takes hold of the photo."""
        if event.key() == Qt.Key.Key_Escape:
            if not self._in_gesture:
                self.escaped.emit()
            self.cancel()
        elif event.key() == Qt.Key.Key_Space:
            self._set_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._set_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Let go of Space: its release goes elsewhere."""
        self._set_space(False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep a whole photo whole."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def _handed(self, event: QMouseEvent, button: Button) -> bool:
        if self._hand is None or self.layers.rect.isEmpty():
            return False
        return self._hand.press(self._pointer(event), button)

    def _pointer(self, event: QMouseEvent) -> Pointer:
        at = self.viewportTransform().inverted()[0].map(event.position())
        keys = event.modifiers()
        return Pointer(
            row=at.y(),
            col=at.x(),
            screen_pixel=1 / self.transform().m11(),
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            alt=bool(keys & Qt.KeyboardModifier.AltModifier),
            control=bool(keys & Qt.KeyboardModifier.ControlModifier),
        )

    def _set_space(self, held: bool) -> None:
        self._space = held
        self._show_cursor()

    def _show_cursor(self) -> None:
        shape = self._cursor
        if self._pan is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    def _show(self, wanted: QRectF, *, margin: int) -> None:
        room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        if room.isEmpty():
            return
        self._scale_to(min(room.width() / wanted.width(), room.height() / wanted.height()))
        self.centerOn(wanted.center())

    def _scale_to(self, scale: float) -> None:
        photo, room = self.layers.rect, self.viewport().rect()
        whole = min(room.width() / photo.width(), room.height() / photo.height())
        ratio = self.devicePixelRatioF()
        largest = max(LARGEST_ZOOM / ratio, whole)
        bounded = min(max(scale, min(1 / ratio, whole / 2)), largest)
        self.resetTransform()
        self.scale(bounded, bounded)
        self.zoomed.emit(self.zoom)
