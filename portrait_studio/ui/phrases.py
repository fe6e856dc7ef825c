"""Sentences of errors, and their parts, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from portrait_studio.errors import Phrase, StudioError

CONTEXT = "errors"
"""Of the patterns, for the translators; `scripts/phrases.py` finds them in the sources."""


def error_text(error: Exception) -> str:
    """Return the sentence of an error."""
    return said(error.phrase) if isinstance(error, StudioError) else str(error)


def said(text: str) -> str:
    """Return a text of those who know no window: translated if it is a `Phrase`."""
    if not isinstance(text, Phrase):
        return text
    values = {
        name: said(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    pattern = QCoreApplication.translate(CONTEXT, text.pattern)
    return pattern.format(**values) if values else pattern
