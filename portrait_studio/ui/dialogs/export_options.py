"""The choices that a format understands."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.core.export.options import ExportOptions
from portrait_studio.core.export.template import FIELDS
from portrait_studio.ui.settings.store import SettingsStore

_BITS = (None, 8, 16)


class ExportOptionsForm(QObject):
    """The fields of the choices, greyed out where the format has none of the kind.

    Parameters
    ----------
    settings
        How it begins.
    """

    changed = Signal()

    def __init__(self, settings: SettingsStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._understood: Set[str] = frozenset()
        self.template = QLineEdit(settings.value("export/template"))
        self.trimmed = QCheckBox(self.tr("Trim to the person"))
        self.trimmed.setChecked(settings.value("export/trimmed"))
        self.decontaminate = QCheckBox(self.tr("Clean the colour of edges"))
        self.decontaminate.setChecked(settings.value("export/decontaminate"))
        self.bits = QComboBox()
        self.bits.addItems([self.tr("As the photo"), self.tr("8 bits"), self.tr("16 bits")])
        self._describe()
        self.template.textChanged.connect(self.changed)
        self.bits.currentIndexChanged.connect(self.changed)
        for box in (self.trimmed, self.decontaminate):
            box.toggled.connect(self.changed)

    def add_to(self, form: QFormLayout) -> None:
        """Add the fields to a form, a row each, so that they stand under those it has."""
        for text, field in (
            (self.tr("File &names"), self.template),
            (self.tr("&Depth"), self.bits),
        ):
            form.addRow(field_label(text, field), field)
        form.addRow(self.trimmed)
        form.addRow(self.decontaminate)

    def show_format(self, spec: FormatSpec) -> None:
        """Offer what a format understands."""
        self._understood = spec.options
        self.template.setPlaceholderText(spec.template or "")
        fields = {
            "template": self.template,
            "trimmed": self.trimmed,
            "decontaminate": self.decontaminate,
            "bits": self.bits,
        }
        for name, widget in fields.items():
            widget.setEnabled(name in spec.options)

    def options(self) -> ExportOptions:
        """Return the choices; those that the format does not understand have their default."""
        chosen: dict[str, Any] = {
            "template": self.template.text().strip() or None,
            "trimmed": self.trimmed.isChecked(),
            "decontaminate": self.decontaminate.isChecked(),
            "bits": _BITS[self.bits.currentIndex()],
        }
        return ExportOptions(
            **{name: value for name, value in chosen.items() if name in self._understood}
        )

    def _describe(self) -> None:
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        text = self.tr("Pattern of the names; it may hold {fields}.").format(fields=known)
        self.template.setToolTip(text)
        self.template.setAccessibleName(self.tr("File names"))
        self.trimmed.setToolTip(
            self.tr("Layers end where the person ends; a file beside them says where they lie")
        )
        self.decontaminate.setToolTip(
            self.tr("Take the background's colour out of half-transparent pixels")
        )
        self.bits.setToolTip(self.tr("Steps of every colour"))
        self.bits.setAccessibleName(self.tr("Depth"))


def field_label(text: str, field: QWidget) -> QLabel:
    """Return a label whose letter leads to its field."""
    label = QLabel(text)
    label.setBuddy(field)
    return label
