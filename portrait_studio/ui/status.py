"""The status bar: what is going on, how far it is, and what runs the network."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from portrait_studio.ui.phrases import said
from portrait_studio.ui.stages import stage_text
from portrait_studio.workers.time_left import TimeLeft

PROVIDER_NAMES = {
    "cpu": "CPU",
    "cuda": "CUDA",
    "directml": "DirectML",
    "coreml": "Core ML",
}
_STEPS = 1000
_INDENT = 8
_MINUTE = 60


class Status(QStatusBar):
    """Shows messages, progress with a way to cancel, and the provider.

    Parameters
    ----------
    cancel
        The action that stops the work.
    """

    def __init__(self, cancel: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = TimeLeft()
        self._text = QLabel()
        self._text.setIndent(_INDENT)
        self._progress = QProgressBar()
        self._progress.setRange(0, _STEPS)
        self._progress.setFixedWidth(180)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = QToolButton()
        self._cancel.setDefaultAction(cancel)
        self._busy = False
        self._provider = QLabel()
        self._provider.setObjectName("provider")
        self._provider.setContentsMargins(_INDENT, 0, _INDENT, 0)
        self._doubtful, self._zoom = QLabel(), QLabel()
        for label in (self._doubtful, self._zoom):
            label.setContentsMargins(_INDENT, 0, _INDENT, 0)
        self.addWidget(self._text, 1)
        for widget in (
            self._progress, self._cancel, self._doubtful, self._zoom, self._provider,
        ):  # fmt: skip
            self.addPermanentWidget(widget)
        self.set_busy(False)

    @property
    def text(self) -> str:
        """The message on show."""
        return self._text.text()

    @property
    def provider(self) -> str:
        """What the bar says of the provider."""
        return self._provider.text()

    @property
    def provider_reason(self) -> str:
        """What it says more about the provider."""
        return self._provider.toolTip()

    @property
    def doubtful(self) -> str:
        """What the bar says of doubtful places."""
        return self._doubtful.text()

    def set_doubtful(self, count: int) -> None:
        """Show how many doubtful places are left; nothing for none."""
        one, more = self.tr("1 doubtful place"), self.tr("{count} doubtful places")
        text = one if count == 1 else more.format(count=count)
        self._doubtful.setText(text if count else "")

    def set_zoom(self, zoom: float) -> None:
        """Show how many pixels of the screen a pixel of the photo takes."""
        self._zoom.setText(f"{zoom:.0%}".replace("%", " %"))

    def say(self, text: str) -> None:
        """Show a message until the next."""
        self._text.setText(text)

    def set_progress(self, stage: str, fraction: float) -> None:
        """Show the stage and the fraction done, 0..1."""
        self.say(f"{stage_text(stage)} … {self._left_text(fraction)}".rstrip())
        self._progress.setValue(round(fraction * _STEPS))

    def set_busy(self, busy: bool) -> None:
        """Show or hide the progress."""
        self._progress.setVisible(busy)
        self._cancel.setVisible(busy)
        if not busy:
            self._progress.setValue(0)
        elif not self._busy:
            self._left.begin()
        self._busy = busy

    def set_provider(self, provider: str, reason: str | None) -> None:
        """Show what runs the network ("" for nothing), and why it is not what was asked for."""
        if not provider:  # the people came from a file
            self._provider.clear()
            self._provider.setToolTip("")
            return
        name = PROVIDER_NAMES.get(provider, provider)
        self._provider.setText(f"{name} ⚠" if reason else name)
        plain = self.tr("The network runs on {name}.").format(name=name)
        why = self.tr("The network runs on {name}: {reason}.").format(
            name=name, reason=said(reason or "")
        )
        self._provider.setToolTip(why if reason else plain)
        self._provider.setAccessibleDescription(why if reason else plain)

    def _left_text(self, fraction: float) -> str:
        seconds = self._left.seconds(fraction)
        if seconds is None:
            return ""
        if seconds < _MINUTE:
            return self.tr("about {seconds} s left").format(seconds=max(1, round(seconds)))
        return self.tr("about {minutes} min left").format(minutes=round(seconds / _MINUTE))
