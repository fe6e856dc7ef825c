"""What the window shows before the first photo."""

import qtawesome
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget


class Welcome(QWidget):
    """Says how to begin.

    Parameters
    ----------
    actions
        Offered as buttons, in order.
    """

    def __init__(self, *actions: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(
            qtawesome.icon("mdi6.image-plus-outline", color="#8a8a8a").pixmap(QSize(72, 72))
        )
        title = QLabel("Drop a photo here")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        title.setFont(font)
        text = QLabel("Every person becomes a layer of its own.")
        text.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch()
        for label in (picture, title, text):
            layout.addWidget(label, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(buttons)
        layout.addStretch()
