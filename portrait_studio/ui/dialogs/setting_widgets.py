"""One widget a setting: shows its value, and tells when the user chose another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from portrait_studio.inference.cards import bundled_cards, first_card
from portrait_studio.ui.dialogs.files import choose_card, choose_folder
from portrait_studio.ui.settings.spec import SettingSpec

Told = Callable[[Any], object]
Show = Callable[[Any], None]
_OTHER = object()


def setting_widget(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    """Return the widget for a setting of the table, and what shows a value in it.

    Parameters
    ----------
    spec
        A row with a group.
    told
        Gets every value that the user chooses.
    """
    widget, show = _MAKERS[spec.kind](spec, told)
    widget.setObjectName(spec.id)
    widget.setToolTip(_translated(spec.tooltip))
    widget.setAccessibleName(_translated(spec.text))
    widget.setAccessibleDescription(_translated(spec.tooltip))
    return widget, show


def _switch(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    box = QCheckBox(_translated(spec.text))
    box.clicked.connect(lambda: told(box.isChecked()))
    return box, box.setChecked


def _number(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    box = QSpinBox()
    box.setRange(spec.least, spec.most)
    box.setSingleStep(5)
    box.setSuffix(spec.unit)
    box.valueChanged.connect(lambda value: told(value))
    return box, box.setValue


def _choice(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    box = QComboBox()
    for choice in spec.choices():
        box.addItem(_translated(choice.text), choice.value)
    box.activated.connect(lambda index: told(box.itemData(index)))
    return box, lambda value: box.setCurrentIndex(box.findData(value))


def _text(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    line = QLineEdit()
    line.editingFinished.connect(lambda: told(line.text().strip()))
    return line, line.setText


def _folder(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    line, show = QLineEdit(), QPushButton(QCoreApplication.translate("settings", "Choose …"))
    line.setPlaceholderText(QCoreApplication.translate("settings", "Beside the photo"))
    line.editingFinished.connect(lambda: told(line.text().strip()))
    show.clicked.connect(
        lambda: choose_folder(line, lambda path: told(str(path)), folder=line.text())
    )
    show.setAccessibleName(QCoreApplication.translate("settings", "Choose a folder"))
    both = QWidget()
    layout = QHBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(line, 1)
    layout.addWidget(show)
    line.setAccessibleName(_translated(spec.text))
    both.setFocusProxy(line)
    return both, line.setText


def _card(spec: SettingSpec, told: Told) -> tuple[QWidget, Show]:
    box = QComboBox()

    def show(value: str) -> None:
        box.clear()
        box.addItem(_usual_network(), "")
        for card in bundled_cards():
            if card.task == "portrait":
                box.addItem(card.name, card.path.stem)
        if box.findData(value) < 0:
            box.addItem(Path(value).stem, value)
        box.addItem(QCoreApplication.translate("settings", "Another …"), _OTHER)
        box.setCurrentIndex(box.findData(value))

    def choose(index: int) -> None:
        if index < box.count() - 1:
            told(box.itemData(index))
            return
        dialog = choose_card(box, lambda path: told(str(path)))
        dialog.rejected.connect(lambda: told(None))

    box.activated.connect(choose)
    return box, show


def _usual_network() -> str:
    card = first_card("portrait")
    usual = QCoreApplication.translate("settings", "The usual one")
    return usual if card is None else f"{usual} ({card.name})"


def _translated(text: str) -> str:
    return QCoreApplication.translate("settings", text)


_MAKERS: dict[str, Callable[[SettingSpec, Told], tuple[QWidget, Show]]] = {
    "switch": _switch,
    "number": _number,
    "choice": _choice,
    "text": _text,
    "folder": _folder,
    "card": _card,
}
