"""Texts of tables, marked for the translators where they stand."""


def marked(context: str, text: str) -> str:
    """Return the text as it is; `QCoreApplication.translate` translates it when it is shown.

    Qt's tools find the mark in the sources (`scripts/translate.py`), so both arguments must be
    literal. Qt's own QT_TRANSLATE_NOOP does the same, but is typed as returning an object.

    Parameters
    ----------
    context
        Where the text belongs, for the translators.
    text
        In English.
    """
    return text
