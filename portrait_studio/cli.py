"""The command line ``portrait-studio``.

Exit status: 0 all done, 1 a fault of the program, 2 something given was unusable, 130 interrupted,
141 nobody reads what is said any more.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from portrait_studio import __version__
from portrait_studio.arguments import (
    add_batch_arguments,
    add_format_arguments,
    add_split_arguments,
    add_window_arguments,
)
from portrait_studio.errors import StudioError

UNUSABLE = 2
FAULT = 1
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    Parameters
    ----------
    argv
        Arguments after the program's name; by default those of the process.

    Returns
    -------
    int
        The exit status, see the module.
    """
    wishes = build_parser().parse_args(argv)
    try:
        return _run(wishes)
    except StudioError as error:
        _complain(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        _complain("Interrupted; what was finished is kept.")
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more, as after `| head`: Python must not try again at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as error:  # a user gets a line, never a traceback
        if wishes.debug:
            raise
        _complain(
            f"A fault of the program: {type(error).__name__}: {error}. Please report it with the"
            " output of `portrait-studio checks`; `--debug` shows where it happened."
        )
        return FAULT


def script() -> NoReturn:
    """Run a command as a program of its own."""
    raise SystemExit(main())


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="portrait-studio",
        description="Cut every person of a photo into a layer of its own.",
        epilog="Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"portrait-studio {__version__}")
    parser.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(command="window", photo=None, sample=False, network=None, provider="auto")
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_segment(commands)
    many = commands.add_parser("batch", help="many photos, on all cores or a cluster, resumable")
    many.set_defaults(command="batch")
    add_batch_arguments(many)
    add_format_arguments(many)
    add_split_arguments(many)
    _add_window(commands)
    checks = commands.add_parser(
        "checks", help="print versions, providers, networks and a self-test, for bug reports"
    )
    checks.set_defaults(command="checks")
    return parser


def _add_segment(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("segment", help="find the people of photos and write them")
    parser.set_defaults(command="segment")
    parser.add_argument(
        "photos", nargs="+", metavar="PHOTO", help="photo, folder of photos, or pattern like *.jpg"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder to write to")
    add_format_arguments(parser)
    add_split_arguments(parser)


def _add_window(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("window", help="open the window")
    parser.set_defaults(command="window")
    add_window_arguments(parser)


def _run(wishes: argparse.Namespace) -> int:
    # A command loads only what it uses: segmenting needs no Qt, --help needs nothing.
    if wishes.command == "segment":
        from portrait_studio.commands.segment import segment

        return segment(wishes)
    if wishes.command == "batch":
        from portrait_studio.commands.batch import batch

        return batch(wishes)
    if wishes.command == "checks":
        from portrait_studio.commands.checks import checks

        return checks()
    _check_display()
    from portrait_studio.app import run

    return run(wishes)


def _check_display() -> None:
    """Say so where no window can be shown: Qt would end the process in the middle."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in names):
        raise StudioError(
            "There is no display to open a window on; begin in a desktop session, or use the"
            " commands that need none (`portrait-studio --help`)."
        )


def _complain(sentence: str) -> None:
    print(f"portrait-studio: {sentence}", file=sys.stderr)
