"""What can go wrong through no fault of the program: one clear sentence each.

The text of a `StudioError` is shown to the user: it names the thing (a file, a network) and the
way out. It is English, and remembers how it was made, so that the window can say it in another
language; what stands in brackets is a library's own word and stays as it is. This module imports
nothing but Python's own, so that anyone may import it.
"""

from collections.abc import Mapping


class Phrase(str):
    """An English text that remembers its pattern and what was put into it.

    Parameters
    ----------
    pattern
        Text with fields in braces, as of `str.format`; literal wherever the window may show it, so
        that it is found for the translators. Taken as it is where there are no values.
    values
        What is put in; may be phrases themselves.

    Attributes
    ----------
    pattern
    values

    Examples
    --------
    >>> phrase = Phrase("{path}: the file is empty.", path="a.jpg")
    >>> phrase
    'a.jpg: the file is empty.'
    >>> phrase.pattern, phrase.values
    ('{path}: the file is empty.', {'path': 'a.jpg'})
    """

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, /, **values: object) -> "Phrase":
        """Put the values in."""
        if isinstance(pattern, Phrase) and not values:
            return pattern
        phrase = super().__new__(cls, pattern.format(**values) if values else pattern)
        phrase.pattern, phrase.values = str(pattern), values
        return phrase


class StudioError(Exception):
    """Base of every error that a user can cause or must hear about; made like a `Phrase`."""

    def __init__(self, pattern: str, /, **values: object) -> None:
        super().__init__(Phrase(pattern, **values))

    @property
    def phrase(self) -> Phrase:
        """The sentence, and how it was made."""
        phrase: Phrase = self.args[0]
        return phrase


class PhotoError(StudioError):
    """A photo cannot be read."""


class NetworkError(StudioError):
    """A network or its card cannot be loaded or run."""


class EditError(StudioError):
    """The people of a photo cannot be edited in that way."""


class ExportError(StudioError):
    """A result cannot be written."""


class ProjectError(StudioError):
    """A project file cannot be read or written."""


class Cancelled(StudioError):  # noqa: N818 - it is a request that was met, not a failure
    """The user cancelled the work."""
