"""What tasks say that they are at, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.ui.marked import marked

# Tasks speak plain English: most of what they do knows no window. Their words stand here again,
# so that Qt's tools find them; a test reads them from the sources.
STAGES = (
    marked("stages", "Reading the photo"),
    marked("stages", "Taking the picture"),
    marked("stages", "Loading the network"),
    marked("stages", "Scaling the photo"),
    marked("stages", "Looking for people"),
    marked("stages", "Looking closer"),
    marked("stages", "Telling people apart"),
    marked("stages", "Done"),
    marked("stages", "Refining the edges"),
    marked("stages", "Writing the layers"),
    marked("stages", "Writing the files"),
    marked("stages", "Reading the project"),
    marked("stages", "Making the edits again"),
    marked("stages", "Preparing the photo"),
    marked("stages", "Saving the project"),
)


def stage_text(stage: str) -> str:
    """Return a stage in the language of the window."""
    return QCoreApplication.translate("stages", stage)
