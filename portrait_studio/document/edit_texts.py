"""What an edit is called, in the language of the window."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

_NUMBERED = re.compile(r"person (\d+)")


def edit_text(text: str) -> str:
    """Return the editor's own words for an edit ("Give to Anna") in the window's language.

    The editor knows no window and speaks English; a text that is not known stays as it is.
    """
    plain = _plain()
    if text in plain:
        return plain[text]
    for beginning, form in _of_a_person().items():
        if text.startswith(beginning):
            return form.format(who=_who(text.removeprefix(beginning)))
    return text


def _who(title: str) -> str:
    numbered = _NUMBERED.fullmatch(title)
    if numbered is None:
        return title
    person = QCoreApplication.translate("edits", "person {number}")
    return person.format(number=numbered[1])


def _of_a_person() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "Give to ": translate("edits", "Give to {who}"),
        "Paint to ": translate("edits", "Paint to {who}"),
        "Not ": translate("edits", "Not {who}"),
        "Delete ": translate("edits", "Delete {who}"),
        "Split ": translate("edits", "Split {who}"),
        "Merge into ": translate("edits", "Merge into {who}"),
        "Rename ": translate("edits", "Rename {who}"),
        "Colour of ": translate("edits", "Colour of {who}"),
        "Show ": translate("edits", "Show {who}"),
        "Hide ": translate("edits", "Hide {who}"),
        "Lock ": translate("edits", "Lock {who}"),
        "Unlock ": translate("edits", "Unlock {who}"),
    }


def _plain() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "Not a person": translate("edits", "Not a person"),
        "Remove a seed": translate("edits", "Remove a seed"),
        "Move a seed": translate("edits", "Move a seed"),
        "Erase": translate("edits", "Erase"),
        "Add a person": translate("edits", "Add a person"),
        "Reorder the layers": translate("edits", "Reorder the layers"),
    }
