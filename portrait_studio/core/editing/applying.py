"""From one state of the people to the next: which function answers which edit, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from portrait_studio.core.editing import layering, painting, peopling, seeding
from portrait_studio.core.editing.edits import (
    AddPerson,
    AddSeeds,
    DeletePerson,
    Edit,
    Erase,
    MergePeople,
    MoveSeed,
    NotAPerson,
    NotThisPerson,
    Paint,
    RemoveSeed,
    Reorder,
    SetColour,
    SetLocked,
    SetName,
    SetVisible,
    SplitPerson,
)
from portrait_studio.core.editing.state import EditState

_APPLY: Mapping[type[Edit], Callable[[EditState, Any], EditState]] = MappingProxyType(
    {
        AddSeeds: seeding.add_seeds,
        NotThisPerson: seeding.not_this_person,
        NotAPerson: seeding.not_a_person,
        RemoveSeed: seeding.remove_seed,
        MoveSeed: seeding.move_seed,
        Paint: painting.paint,
        Erase: painting.erase,
        AddPerson: peopling.add_person,
        DeletePerson: peopling.delete_person,
        MergePeople: peopling.merge_people,
        SplitPerson: peopling.split_person,
        SetName: layering.set_name,
        SetColour: layering.set_colour,
        SetVisible: layering.set_visible,
        SetLocked: layering.set_locked,
        Reorder: layering.reorder,
    }
)


def applied(state: EditState, edit: Edit) -> EditState:
    """Return the state after an edit.

    Raises
    ------
    EditError
        The edit is not possible in this state; says why.
    """
    # the state itself and no copy: what it worked out already, an edit need not work out again
    after = _APPLY[type(edit)](state, edit)
    if after.fresh is state.fresh:  # of an earlier edit
        after = replace(after, fresh=())
    return after.looked(getattr(edit, "looks", ()), before=state)


def wording(state: EditState, edit: Edit) -> str:
    """Return what an edit to `state` does, as a menu or an undo list says it."""
    match edit:
        case AddSeeds(person=person) | Paint(person=person):
            verb = "Give" if isinstance(edit, AddSeeds) else "Paint"
            return f"{verb} to {_title(state, person)}"
        case NotThisPerson(person=person):
            return f"Not {_title(state, person)}"
        case DeletePerson(person=person):
            return f"Delete {_title(state, person)}"
        case SplitPerson(person=person):
            return f"Split {_title(state, person)}"
        case MergePeople(into=into):
            return f"Merge into {_title(state, into)}"
        case SetName(person=person):
            return f"Rename {_title(state, person)}"
        case SetColour(person=person):
            return f"Colour of {_title(state, person)}"
        case SetVisible(person=person, visible=visible):
            return f"{'Show' if visible else 'Hide'} {_title(state, person)}"
        case SetLocked(person=person, locked=locked):
            return f"{'Lock' if locked else 'Unlock'} {_title(state, person)}"
        case _:
            return _PLAIN[type(edit)]


_PLAIN: Mapping[type[Edit], str] = MappingProxyType(
    {
        NotAPerson: "Not a person",
        RemoveSeed: "Remove a seed",
        MoveSeed: "Move a seed",
        Erase: "Erase",
        AddPerson: "Add a person",
        Reorder: "Reorder the layers",
    }
)


def _title(state: EditState, person: int) -> str:
    titles = {layer.id: layer.title for layer in state.layers}
    return titles.get(person, f"person {person}")
