"""Background work: which names a folder holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portrait_studio.core.export.clean_name import same_file
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.task import Report


@dataclass(frozen=True)
class ListFolder:
    """Read the names in a folder; one that is not there, or cannot be read, has none."""

    folder: Path

    def __call__(self, report: Report, cancel: CancelToken) -> frozenset[str]:
        """Return the names as `same_file` compares them; see `Task`. Raises Cancelled."""
        names = set()
        try:
            for path in self.folder.iterdir():
                cancel.raise_if_cancelled()
                names.add(same_file(path.name))
        except OSError:
            return frozenset()
        return frozenset(names)
