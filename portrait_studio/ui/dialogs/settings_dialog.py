"""The settings, a page a group, made from their table; what is chosen holds at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from portrait_studio.ui.dialogs.setting_widgets import Show, setting_widget
from portrait_studio.ui.settings.spec import SettingSpec
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.ui.settings.table import BY_ID, SETTINGS


class SettingsDialog(QDialog):
    """Shows every setting that has a group.

    Parameters
    ----------
    settings
        Read, changed and listened to.
    """

    def __init__(self, settings: SettingsStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._shows: dict[str, Show] = {}
        self._pages: list[QScrollArea] = []
        self.tabs = QTabWidget()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.RestoreDefaults | QDialogButtonBox.StandardButton.Close
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(self._buttons)
        restore = self._buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        restore.clicked.connect(lambda: settings.reset(group=self._group()))
        self._buttons.rejected.connect(self.close)
        settings.changed.connect(self._show)
        self._fill()
        self.resize(540, 460)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the language, which may have been changed right here."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def _group(self) -> str:
        return self._pages[self.tabs.currentIndex()].objectName()

    def _fill(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        at = max(0, self.tabs.currentIndex())
        self._shows.clear()
        self.tabs.clear()
        for page in self._pages:
            page.deleteLater()
        self._pages.clear()
        for group in dict.fromkeys(spec.group for spec in SETTINGS if spec.group):
            page = self._page(group)
            self._pages.append(page)
            self.tabs.addTab(page, QCoreApplication.translate("settings", group))
        self.tabs.setCurrentIndex(at)
        for setting in self._shows:
            self._show(setting)

    def _page(self, group: str) -> QScrollArea:
        inside = QWidget()
        form = QFormLayout(inside)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for spec in SETTINGS:
            if spec.group == group:
                self._add(form, spec)
        page = QScrollArea()
        page.setObjectName(group)
        page.setWidgetResizable(True)
        page.setFrameShape(QScrollArea.Shape.NoFrame)
        page.setWidget(inside)
        return page

    def _add(self, form: QFormLayout, spec: SettingSpec) -> None:
        widget, self._shows[spec.id] = setting_widget(spec, partial(self._choose, spec.id))
        if isinstance(widget, QCheckBox):
            form.addRow(widget)
            return
        label = QLabel(QCoreApplication.translate("settings", spec.text))
        label.setBuddy(widget)
        form.addRow(label, widget)

    def _choose(self, setting: str, value: Any) -> None:
        if BY_ID[setting].allows(value):
            self._settings.set(setting, value)
        self._show(setting)

    def _show(self, setting: str) -> None:
        if setting in self._shows:
            self._shows[setting](self._settings.value(setting))
