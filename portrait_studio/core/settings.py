"""How people are told apart: every figure that may be chosen, and two choices of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portrait_studio.core.edge_costs import DEFAULT_EDGE_COST, EDGE_COSTS, PAPER_EDGE_COST


@dataclass(frozen=True)
class Settings:
    """What `analysis.split` may be told.

    Attributes
    ----------
    regions : int
        Regions wanted over the photo.
    edge_cost : str
        A name in `edge_costs.EDGE_COSTS`.
    mask_threshold : float
        A pixel of at least this person probability is in the person mask.
    seed_margin : float
        A seed lies in one person's box and this far, in box sides, outside all others.
    sliver : float
        A person with less than this share of the mask in their box to themselves starts from the
        core of the box too.
    vote_weight : float
        What a vote that disagrees wholly with a person's box adds to the person's distance
        there, whatever path leads to it.
    own_weight : float
        What a region that a closer look denies a person altogether adds to the person's distance.
    sure : float
        A region starts a person when a closer look gives it to them with this probability.
    close_ups : bool
        Whether a closer look at every person belongs to this choice.
    outside_weight : float
        What a region one box side outside a person's box adds to that person's distance, where
        no closer look says more.
    smallest_part : float
        Share of the photo from which a part of the mask without a detection is a person.
    reach : float
        Head start of a user's seed over everything automatic.

    Raises
    ------
    ValueError
        An unknown edge cost, or a figure outside its range.
    """

    regions: int = 2500
    edge_cost: str = DEFAULT_EDGE_COST
    mask_threshold: float = 0.5
    seed_margin: float = 0.05
    sliver: float = 0.05
    vote_weight: float = 1.0
    own_weight: float = 4.0
    sure: float = 0.8
    close_ups: bool = True
    outside_weight: float = 20.0
    smallest_part: float = 0.003
    reach: float = 0.1

    def __post_init__(self) -> None:
        if self.edge_cost not in EDGE_COSTS:
            known = ", ".join(EDGE_COSTS)
            raise ValueError(f"no edge cost is called {self.edge_cost!r}: choose one of {known}")
        if self.regions < 1 or not 0 < self.mask_threshold <= 1:
            raise ValueError("regions must be at least 1 and mask_threshold within 0..1")
        if not 0.5 < self.sure <= 1:  # below, two people could start in one region
            raise ValueError("sure must lie above a half and at most at 1")
        weights = (self.vote_weight, self.own_weight, self.outside_weight, self.reach)
        if min(*weights, self.seed_margin, self.sliver, self.smallest_part) < 0:
            raise ValueError("no weight may be negative")


DEFAULT = Settings()

# Seeds are what lies in exactly one box; the boxes bind; the χ² distance decides; one look.
PAPER = Settings(
    edge_cost=PAPER_EDGE_COST,
    seed_margin=0.0,
    sliver=0.0,
    vote_weight=0.0,
    outside_weight=1e3,
    close_ups=False,
)

PRESETS: Mapping[str, Settings] = MappingProxyType({"default": DEFAULT, "paper": PAPER})
