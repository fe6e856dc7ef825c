"""What can go wrong through no fault of the program: one clear sentence each.

The text of a `StudioError` is shown to the user as it is: it names the thing (a file, a network)
and the way out. This module imports nothing, so that anyone may import it.
"""


class StudioError(Exception):
    """Base of every error that a user can cause or must hear about."""


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
