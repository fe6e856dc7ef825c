"""Background work: find people once before anybody asks, so that the first photo need not wait."""

from __future__ import annotations

from dataclasses import dataclass

from portrait_studio.core.editing.editor import Editor
from portrait_studio.core.photo import Photo
from portrait_studio.inference.analyse import analyse
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.open_photo import sample_photo
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class Practise:
    """Find the people of the bundled sample and forget them.

    The network and everything else that finding people needs is loaded then, without a list of
    what that is.
    """

    networks: NetworkSource

    def __call__(self, report: Report, cancel: CancelToken) -> None:
        """Do the work; see `Task`. Raises NetworkError, PhotoError, Cancelled."""
        predictor = self.networks.get()
        photo = Photo.open(sample_photo())
        cancel.raise_if_cancelled()
        Editor(analyse(photo, predictor, cancel=cancel), patient=False)
