"""Background work: closer looks at the people of whom a click spoke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portrait_studio.core.analysis import Analysis
from portrait_studio.core.close_ups import Asked, Closer, CloseUp
from portrait_studio.inference.analyse import WORKING_LONG_SIDE
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.closer import CloserPredictor
from portrait_studio.workers.networks import NetworkSource
from portrait_studio.workers.task import Report


@dataclass(frozen=True, eq=False)
class TakeLooks:
    """Look closer at people, with what found them or, for a project from a file, with a network.

    Attributes
    ----------
    analysis
        Of their photo.
    networks
        Where the network comes from.
    wanted
        Whom to look at, by id.
    """

    analysis: Analysis
    networks: NetworkSource
    wanted: Mapping[int, Asked]

    def __call__(self, report: Report, cancel: CancelToken) -> dict[int, CloseUp]:
        """Do the work; see `Task`. Nothing where no network can be told of clicks.

        Raises NetworkError, Cancelled.
        """
        closer = self.analysis.closer or self._closer()
        cancel.raise_if_cancelled()
        if closer is None:
            return {}
        return dict(zip(self.wanted, closer(tuple(self.wanted.values())), strict=True))

    def _closer(self) -> Closer | None:
        predictor, photo = self.networks.get(), self.analysis.photo
        if photo is None or not isinstance(predictor, CloserPredictor):
            return None
        return predictor.closer(photo.scaled(WORKING_LONG_SIDE))
