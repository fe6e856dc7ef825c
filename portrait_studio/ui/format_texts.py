"""What the window calls the export formats, in words that can be translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.core.export.format_spec import FormatSpec
from portrait_studio.ui.marked import marked

# The formats know no window; their English stands here again, so that Qt's tools find it. A test
# compares both.
TEXTS = (
    marked("formats", "PNG layers"),
    marked("formats", "a PNG with alpha for every person, in the photo's colours"),
    marked("formats", "Masks"),
    marked("formats", "a grey PNG for every person, as bright as the person is opaque"),
    marked("formats", "Label map"),
    marked(
        "formats", "a PNG whose values are the people's numbers, the probabilities, and a JSON file"
    ),
    marked("formats", "COCO annotations"),
    marked("formats", "one JSON file with mask, box and score of every person in every photo"),
    marked("formats", "OpenRaster"),
    marked("formats", "one file for Krita and GIMP with a named layer a person over the photo"),
    marked("formats", "Photoshop"),
    marked(
        "formats", "one file for Photoshop and its kin with a named layer a person over the photo"
    ),
    marked("formats", "Photoshop, large document"),
    marked(
        "formats", "one Photoshop file of any size, for photos of more than 30,000 pixels a side"
    ),
)


def format_title(spec: FormatSpec) -> str:
    """Return what a format is called."""
    return QCoreApplication.translate("formats", spec.title)


def format_text(spec: FormatSpec) -> str:
    """Return a sentence saying what a format writes."""
    text = QCoreApplication.translate("formats", spec.text)
    return f"{text[:1].upper()}{text[1:]}."
