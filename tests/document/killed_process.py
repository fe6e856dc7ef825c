"""A process for test_kill.py: edits a document, tells when it is kept, then waits to be killed."""

import dataclasses
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.editing.edits import AddSeeds, SetName
from portrait_studio.core.photo import Photo
from portrait_studio.document.document import Document
from portrait_studio.document.recovery import Recovery
from tests.core.project.small_project import analysis

EDITS = (AddSeeds(((20.0, 10.0),), person=2), SetName(1, "Anna"))


def main() -> None:
    place, photo = Path(sys.argv[1]), Photo.open(sys.argv[2])
    application = QApplication([])
    document = Document(Editor(dataclasses.replace(analysis(), photo=photo)))
    recovery = Recovery(place, delay=20)
    recovery.kept.connect(lambda: os.write(1, b"kept %d\n" % len(document.editor.edits)))
    recovery.follow(document)
    for edit in EDITS:
        document.edit(edit)
    application.exec()


if __name__ == "__main__":
    main()
