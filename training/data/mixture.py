"""Where training photos come from: several sources, each with its share of the draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from training.data.labelled import Labelled

Source = Callable[[np.random.Generator], Labelled]


@dataclass(frozen=True)
class Mixture:
    """Sources of labelled photos and how often each is drawn."""

    sources: tuple[Source, ...]
    shares: tuple[float, ...]

    def draw(self, random: np.random.Generator) -> Labelled:
        """One photo from one of the sources."""
        shares = np.asarray(self.shares) / sum(self.shares)
        return self.sources[int(random.choice(len(shares), p=shares))](random)
