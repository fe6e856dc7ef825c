"""Icons in the colour of the text around them, whatever the theme is at the moment."""

from __future__ import annotations

import qtawesome
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication


def themed_icon(name: str) -> QIcon:
    """Return an icon of qtawesome that follows the palette, also after the theme has changed."""
    return QIcon(_ThemedIconEngine(name))


class _ThemedIconEngine(QIconEngine):
    """Draws a glyph in the palette's colours at the moment of painting."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._drawn: dict[str, QIcon] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._glyph(mode).paint(painter, rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _ThemedIconEngine(self._name)

    def _glyph(self, mode: QIcon.Mode) -> QIcon:
        colour = _colour(mode)
        if colour not in self._drawn:
            self._drawn[colour] = qtawesome.icon(self._name, color=colour)
        return self._drawn[colour]


def _colour(mode: QIcon.Mode) -> str:
    palette = QApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name()
    role = (
        QPalette.ColorRole.HighlightedText
        if mode == QIcon.Mode.Selected
        else QPalette.ColorRole.ButtonText
    )
    return palette.color(QPalette.ColorGroup.Active, role).name()
