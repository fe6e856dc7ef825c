"""Portrait Studio: every person of a photo as a layer of its own."""

__version__ = "0.1.0"
