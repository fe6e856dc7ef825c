"""What the window shows before the first photo."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from portrait_studio.ui.icons import themed_icon

_PICTURE = QSize(72, 72)


class Welcome(QWidget):
    """Says how to begin, and in three steps what comes then.

    Parameters
    ----------
    actions
        Offered as buttons, in order.
    """

    def __init__(self, *actions: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._title, self._text, self._steps = (QLabel() for _ in range(4))
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        self._title.setFont(font)
        self._steps.setTextFormat(Qt.TextFormat.RichText)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for action in actions:
            buttons.addWidget(_button(action))
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch()
        for label in (self._picture, self._title, self._text):
            layout.addWidget(label, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addLayout(buttons)
        layout.addSpacing(16)
        layout.addWidget(self._steps, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self._dress()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow language and theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(themed_icon("mdi6.image-plus-outline").pixmap(_PICTURE, ratio))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Drop a photo here"))
        self._text.setText(self.tr("Every person becomes a layer of its own."))
        steps = (
            self.tr("Choose a person: click in the list, or press 1 … 9."),
            self.tr("Click on what belongs to them; right-click on what does not."),
            self.tr("Press N for the next doubtful place, and Ctrl+E to export."),
        )
        self._steps.setText("<ol>" + "".join(f"<li>{step}</li>" for step in steps) + "</ol>")


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # A tool button is no stop of the Tab key by itself.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
