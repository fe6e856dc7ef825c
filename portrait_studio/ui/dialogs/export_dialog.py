"""What is exported, how and where, with the names of the files before they are written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.core.export.formats import FORMATS
from portrait_studio.core.export.result import ExportedPerson
from portrait_studio.ui.dialogs.export_names import NamesPreview, free_folder, preview
from portrait_studio.ui.dialogs.export_options import ExportOptionsForm, field_label
from portrait_studio.ui.dialogs.files import choose_folder
from portrait_studio.ui.format_texts import format_text, format_title
from portrait_studio.ui.settings.store import SettingsStore
from portrait_studio.workers.export_people import ExportWish
from portrait_studio.workers.jobs import Jobs
from portrait_studio.workers.list_folder import ListFolder

_WHOLE_PHOTO = frozenset({"labels"})
_ID = Qt.ItemDataRole.UserRole
_GAP = 8


class ExportDialog(QDialog):
    """Asks what to export.

    Parameters
    ----------
    stem
        Name of the photo without its ending.
    people
        Everybody, in the order of the layers, with the names that the window shows.
    chosen
        Ids of those who are exported unless the user says otherwise.
    folder
        Where the photo lies.
    settings
        How the choices begin; the format is kept there.
    """

    wished = Signal(object)
    """The `ExportWish`, once."""

    def __init__(
        self,
        *,
        stem: str,
        people: Sequence[ExportedPerson],
        chosen: Collection[int],
        folder: Path,
        settings: SettingsStore,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._stem, self._everybody, self._settings = stem, tuple(people), settings
        self._held: frozenset[str] = frozenset()
        self._jobs = Jobs(self)
        self.preview = NamesPreview()
        self.format = QComboBox()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.folder = QLineEdit(settings.value("export/folder") or str(folder))
        self.people = _people_list(self._everybody, chosen)
        self.options = ExportOptionsForm(settings, self)
        self.names = QListWidget()
        self.conflict = QComboBox()
        self.state = QLabel()
        self.state.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self._buttons.addButton(
            self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._fill()
        self._lay_out()
        self._listen()
        self._show_format()
        self._read_folder()

    @property
    def spec(self) -> FormatSpec:
        """The chosen format."""
        return FORMATS[self.format.currentData()]

    def wish(self) -> ExportWish:
        """Return what is asked for now."""
        folder = Path(self.folder.text().strip())
        apart = bool(self.preview.present) and self.conflict.currentData() == "apart"
        return ExportWish(
            self.spec,
            free_folder(folder, self._held) if apart else folder,
            self.options.options(),
            None if self.spec.name in _WHOLE_PHOTO else frozenset(who.id for who in self._who()),
            overwrite=bool(self.preview.present) and self.conflict.currentData() == "replace",
        )

    def done(self, result: int) -> None:
        """End the reading of folders with the dialog."""
        self._jobs.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End the reading of folders with the dialog."""
        self._jobs.close()
        super().closeEvent(event)

    def _fill(self) -> None:
        for name in FORMATS:
            self.format.addItem(format_title(FORMATS[name]), name)
        self.format.setCurrentIndex(max(0, self.format.findData(self._settings.value(_FORMAT))))
        self.conflict.addItem(self.tr("Write into a new folder beside them"), "apart")
        self.conflict.addItem(self.tr("Replace them"), "replace")
        self.names.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        for widget, name in (
            (self.format, self.tr("Format")),
            (self.folder, self.tr("Folder")),
            (self.people, self.tr("Who is exported")),
            (self.names, self.tr("Files that will be written")),
            (self.conflict, self.tr("What happens to files that are there already")),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        choose = QPushButton(self.tr("&Choose …"))
        choose.clicked.connect(
            lambda: choose_folder(self, self._take_folder, folder=self.folder.text())
        )
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(field_label(self.tr("&Format"), self.format), self.format)
        form.addRow(self.text)
        form.addRow(field_label(self.tr("F&older"), self.folder), place)
        self.options.add_to(form)
        form.setVerticalSpacing(_GAP)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(_GAP)
        left.addLayout(form)
        left.addWidget(field_label(self.tr("&People"), self.people))
        left.addWidget(self.people, 1)
        right.addWidget(field_label(self.tr("F&iles"), self.names))
        right.addWidget(self.names, 1)
        right.addWidget(self.state)
        right.addWidget(self.conflict)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(both)
        layout.addWidget(self._buttons)
        self.resize(820, 520)

    def _listen(self) -> None:
        self.format.currentIndexChanged.connect(self._show_format)
        self.folder.textChanged.connect(self._read_folder)
        self.people.itemChanged.connect(self._renew)
        self.options.changed.connect(self._renew)
        self.conflict.currentIndexChanged.connect(self._renew)
        self._buttons.rejected.connect(self.reject)
        self._buttons.accepted.connect(self._finish)

    def _take_folder(self, folder: Path) -> None:
        self.folder.setText(str(folder))

    def _show_format(self) -> None:
        self.text.setText(format_text(self.spec))
        self.options.show_format(self.spec)
        self.people.setEnabled(self.spec.name not in _WHOLE_PHOTO)
        self._renew()

    def _read_folder(self) -> None:
        self._held = frozenset()
        self._renew()
        task = self._jobs.begin("folder", ListFolder(Path(self.folder.text().strip())))
        task.returned.connect(self._take_names)
        task.start()

    def _take_names(self, held: frozenset[str]) -> None:
        self._held = held
        self._renew()

    def _who(self) -> list[ExportedPerson]:
        if self.spec.name in _WHOLE_PHOTO:
            return list(self._everybody)
        items = (self.people.item(row) for row in range(self.people.count()))
        ids = {item.data(_ID) for item in items if item.checkState() == Qt.CheckState.Checked}
        return [who for who in self._everybody if who.id in ids]

    def _renew(self) -> None:
        who = self._who()
        self.preview = preview(
            self.spec, self.options.options(), stem=self._stem, people=who, held=self._held
        )
        self.names.clear()
        for name in self.preview.names:
            present = name in self.preview.present
            self.names.addItem(
                self.tr("{name} (is there already)").format(name=name) if present else name
            )
        self.conflict.setVisible(bool(self.preview.present))
        self.state.setText(self._state(len(who)))
        self.go.setEnabled(not self._trouble(len(who)))

    def _trouble(self, count: int) -> str:
        if not self.folder.text().strip():
            return self.tr("Choose a folder.")
        if not count:
            return self.tr("Choose at least one person.")
        return self.preview.trouble

    def _state(self, count: int) -> str:
        trouble = self._trouble(count)
        if trouble:
            return trouble
        files = len(self.preview.names)
        if self.preview.present:
            present = len(self.preview.present)
            text = self.tr("{present} of {files} files are there already.")
            return text.format(present=present, files=files)
        one, many = self.tr("1 file will be written."), self.tr("{files} files will be written.")
        return one if files == 1 else many.format(files=files)

    def _finish(self) -> None:
        self._settings.set(_FORMAT, self.spec.name)
        wish = self.wish()
        self.accept()
        self.wished.emit(wish)


_FORMAT = "export/format"


def _people_list(people: Sequence[ExportedPerson], chosen: Collection[int]) -> QListWidget:
    listed = QListWidget()
    for who in people:
        name = who.name or QCoreApplication.translate("people", "Person {number}").format(
            number=who.id
        )
        item = QListWidgetItem(name)
        item.setData(_ID, who.id)
        checked = Qt.CheckState.Checked if who.id in chosen else Qt.CheckState.Unchecked
        item.setCheckState(checked)
        listed.addItem(item)
    return listed
