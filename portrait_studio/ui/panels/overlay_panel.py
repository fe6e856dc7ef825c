"""A switch and an opacity for every overlay."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSlider, QWidget

from portrait_studio.ui.overlays import OVERLAYS, Overlays

_PER_CENT = 100
_LEAST = 5


class OverlayPanel(QWidget):
    """Controls the overlays.

    Parameters
    ----------
    overlays
        Their state; the panel follows it too.
    """

    def __init__(self, overlays: Overlays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overlays = overlays
        self.switches = {spec.id: QCheckBox() for spec in OVERLAYS}
        self.sliders = {spec.id: _slider() for spec in OVERLAYS}
        self._values = {spec.id: QLabel() for spec in OVERLAYS}
        layout = QGridLayout(self)
        layout.setColumnStretch(1, 1)
        for row, spec in enumerate(OVERLAYS):
            switch, slider = self.switches[spec.id], self.sliders[spec.id]
            value = self._values[spec.id]
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("100 %"))
            switch.toggled.connect(partial(overlays.set_visible, spec.id))
            slider.valueChanged.connect(partial(self._dim, spec.id))
            layout.addWidget(switch, row, 0)
            layout.addWidget(slider, row, 1)
            layout.addWidget(value, row, 2)
            self._follow(spec.id)
        layout.setRowStretch(len(OVERLAYS), 1)
        overlays.changed.connect(self._follow)
        self._translate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _translate(self) -> None:
        opacity = QCoreApplication.translate("overlays", "Opacity of {overlay}")
        for spec in OVERLAYS:
            text = QCoreApplication.translate("overlays", spec.text)
            self.switches[spec.id].setText(text)
            self.sliders[spec.id].setAccessibleName(opacity.format(overlay=text))
            self.sliders[spec.id].setToolTip(opacity.format(overlay=text))

    def _dim(self, overlay: str, per_cent: int) -> None:
        self._overlays.set_opacity(overlay, per_cent / _PER_CENT)

    def _follow(self, overlay: str) -> None:
        if overlay not in self.switches:
            return
        per_cent = round(self._overlays.opacity(overlay) * _PER_CENT)
        self.switches[overlay].setChecked(self._overlays.visible(overlay))
        self.sliders[overlay].setValue(per_cent)
        self.sliders[overlay].setEnabled(self._overlays.visible(overlay))
        self._values[overlay].setText(f"{per_cent} %")


def _slider() -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(_LEAST, _PER_CENT)
    slider.setMinimumWidth(60)
    return slider
