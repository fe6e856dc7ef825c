"""The people of a photo before any edit."""

from __future__ import annotations

from portrait_studio.core.editing.base import Base
from portrait_studio.core.editing.beyond import beyond_solver
from portrait_studio.core.editing.layer import Layer
from portrait_studio.core.editing.state import EditState


def first_state(base: Base) -> EditState:
    """Return the people as the analysis has them."""
    analysis = base.analysis
    people = analysis.people
    inside = analysis.solver()
    inside.add_person()  # the row for nobody
    layers = tuple(
        Layer(person.id, score=person.score, detected=person.detected) for person in people
    )
    return EditState(
        base=base,
        inside=inside,
        beyond=beyond_solver(analysis.graph, people=len(people)),
        rows=(*(person.id for person in people), 0),
        layers=layers,
        next_id=len(people) + 1,
    )
