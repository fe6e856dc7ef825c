"""How a row of the people looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QImage, QMouseEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from portrait_studio.ui.icons import themed_icon
from portrait_studio.ui.panels.layer_model import AMOUNT, COLOUR, SWITCHES, Column

ROW = 48
_THUMB, _STRIPE, _GAP, _ICON = 40, 4, 8, 18
_BAR = 3
_CHECKER = 5
_CHECKER_GREYS = "#c9c9c9", "#efefef"
_OFF_OPACITY = 0.4

Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    (Column.VISIBLE, True): "mdi6.eye-outline",
    (Column.VISIBLE, False): "mdi6.eye-off-outline",
    (Column.LOCKED, True): "mdi6.lock",
    (Column.LOCKED, False): "mdi6.lock-open-variant-outline",
}


class LayerDelegate(QStyledItemDelegate):
    """Paints the cells of a `LayerModel`, and switches with one click."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._icons = {key: themed_icon(name) for key, name in _ICONS.items()}
        self._checker = _checker()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Return rows that are high enough for a thumbnail."""
        return QSize(super().sizeHint(option, index).width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        column = Column(index.column())
        if column in SWITCHES:
            self._paint_switch(painter, option, index, column)
        elif column == Column.PERSON:
            self._paint_person(painter, option, index)
        else:
            self._paint_amount(painter, option, index, column)
        painter.restore()

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: Any, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the editor of a name where the name stands."""
        editor.setGeometry(_text_rect(option.rect).adjusted(-4, 8, 0, -8))

    def editorEvent(  # noqa: N802 - Qt's name
        self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Switch where a switch is clicked, anywhere in its cell."""
        if index.column() not in SWITCHES or not isinstance(event, QMouseEvent):
            return super().editorEvent(event, model, option, index)
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            checked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
            other = (
                Qt.CheckState.Unchecked
                if checked == Qt.CheckState.Checked
                else Qt.CheckState.Checked
            )
            model.setData(index, other, Qt.ItemDataRole.CheckStateRole)
        return True

    def _paint_switch(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, column: Column
    ) -> None:
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        rect = QRect(0, 0, _ICON, _ICON)
        rect.moveCenter(option.rect.center())
        painter.setOpacity(1.0 if on else _OFF_OPACITY)
        selected = option.state & QStyle.StateFlag.State_Selected
        mode = QIcon.Mode.Selected if selected else QIcon.Mode.Normal
        self._icons[column, on].paint(painter, rect, mode=mode)

    def _paint_person(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        stripe = QRect(rect.left() + 2, rect.top() + 4, _STRIPE, _THUMB)
        painter.fillRect(stripe, index.data(COLOUR))
        frame = _thumb_rect(rect)
        painter.setBrushOrigin(frame.topLeft())
        painter.fillRect(frame, self._checker)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QImage) and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_fitted(picture.size(), frame), picture)
        _draw_text(painter, option, _text_rect(rect), index.data(), Qt.AlignmentFlag.AlignLeft)

    def _paint_amount(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, column: Column
    ) -> None:
        rect = option.rect.adjusted(2, 0, -6, 0)
        _draw_text(painter, option, rect, index.data(), Qt.AlignmentFlag.AlignRight)
        line = QRect(rect.left() + 4, rect.bottom() - 10, rect.width() - 4, _BAR)
        ground = QColor(_text_colour(option))
        ground.setAlpha(50)
        painter.fillRect(line, ground)
        line.setWidth(round(line.width() * min(1.0, max(0.0, index.data(AMOUNT)))))
        role = _text_role(option)
        if column == Column.DOUBT and role == QPalette.ColorRole.Text:
            role = QPalette.ColorRole.BrightText
        painter.fillRect(line, option.palette.color(role))


def _draw_text(
    painter: QPainter,
    option: QStyleOptionViewItem,
    rect: QRect,
    text: str,
    side: Qt.AlignmentFlag,
) -> None:
    painter.setPen(_text_colour(option))
    shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _text_role(option: QStyleOptionViewItem) -> QPalette.ColorRole:
    selected = option.state & QStyle.StateFlag.State_Selected
    return QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text


def _text_colour(option: QStyleOptionViewItem) -> QColor:
    return option.palette.color(_text_role(option))


def _thumb_rect(rect: QRect) -> QRect:
    return QRect(rect.left() + 2 + _STRIPE, rect.top() + 4, _THUMB, _THUMB)


def _text_rect(rect: QRect) -> QRect:
    left = _thumb_rect(rect).right() + _GAP
    return QRect(QPoint(left, rect.top()), QPoint(rect.right() - 2, rect.bottom()))


def _fitted(size: QSize, frame: QRect) -> QRect:
    fitted = QRect(QPoint(), size.scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(frame.center())
    return fitted


def _checker() -> QBrush:
    tile = QPixmap(2 * _CHECKER, 2 * _CHECKER)
    tile.fill(QColor(_CHECKER_GREYS[0]))
    painter = QPainter(tile)
    for place in ((0, 0), (_CHECKER, _CHECKER)):
        painter.fillRect(*place, _CHECKER, _CHECKER, QColor(_CHECKER_GREYS[1]))
    painter.end()
    return QBrush(tile)
