"""The command line ``portrait-studio``."""

from typing import NoReturn


def main(argv: list[str] | None = None) -> int:
    """Run the command line."""
    return 0


def script() -> NoReturn:
    """Run the command line as a program of its own."""
    raise SystemExit(main())
