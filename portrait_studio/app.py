"""The window's application."""


def main(argv: list[str] | None = None) -> int:
    """Start the window."""
    return 0
