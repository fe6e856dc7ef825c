"""``python -m benchmarks.large_exports``: the memory that exports of a very large photo take.

Writes docs/large-photos.md.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.export_memory import MATTING, export_memory
from benchmarks.export_memory_page import page
from benchmarks.large_photo import write_large_photo
from benchmarks.page_command import replace_page
from portrait_studio.core.export.formats import FORMATS
from portrait_studio.errors import StudioError

SIZE = (8200, 12300)
"""Rows and columns of a photo of a little more than a hundred megapixels."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parse = argparse.ArgumentParser(prog="python -m benchmarks.large_exports", description=__doc__)
    add = parse.add_argument
    add("--photo", type=Path, default=Path("resources/sample/group.jpg"), help="to be enlarged")
    add("--rows", type=int, default=SIZE[0], help="of the enlarged photo")
    add("--cols", type=int, default=SIZE[1], help="of the enlarged photo")
    add("--formats", nargs="+", choices=sorted(FORMATS), help="only these (default: all)")
    add("--write", type=Path, default=Path("docs/large-photos.md"), help="where the page goes")
    return parse


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status, 2 for unusable input, 1 for a failed export."""
    options = parser().parse_args(arguments)
    shape = options.rows, options.cols
    measured = []
    with TemporaryDirectory() as folder:
        photo = Path(folder) / "large.jpg"
        try:
            write_large_photo(photo, source=options.photo, size=shape)
            for what in (MATTING, *(options.formats or FORMATS)):
                measured.append(export_memory(photo, what))
                print(f"{what}: {measured[-1].megabytes:.0f} MB", flush=True)
        except StudioError as error:
            print(error, file=sys.stderr)
            return 2
        except subprocess.CalledProcessError as error:
            print(f"The export failed with status {error.returncode}.", file=sys.stderr)
            return 1
    people = max(one.people for one in measured)
    replace_page(options.write, page(measured, shape=shape, bits=8, people=people))
    return 0


if __name__ == "__main__":
    sys.exit(main())
