"""Edits of the layers: names, colours, what is shown, locked, and in which order."""

from __future__ import annotations

from dataclasses import replace

from portrait_studio.core.editing.edits import (
    Reorder,
    SetColour,
    SetLocked,
    SetName,
    SetVisible,
)
from portrait_studio.core.editing.layer import Layer
from portrait_studio.core.editing.patches import patch_of
from portrait_studio.core.editing.state import EditState
from portrait_studio.errors import EditError


def set_name(state: EditState, edit: SetName) -> EditState:
    """Name a person."""
    name = " ".join(edit.name.split())
    return _with(state, replace(state.layer(edit.person), name=name))


def set_colour(state: EditState, edit: SetColour) -> EditState:
    """Give a person a colour."""
    return _with(state, replace(state.layer(edit.person), colour=edit.colour))


def set_visible(state: EditState, edit: SetVisible) -> EditState:
    """Show or hide a person."""
    return _with(state, replace(state.layer(edit.person), visible=edit.visible))


def set_locked(state: EditState, edit: SetLocked) -> EditState:
    """Freeze a person's pixels, or let them go."""
    layer = state.layer(edit.person)
    if edit.locked == (layer.locked is not None):
        return state
    if not edit.locked:
        return _with(state, replace(layer, locked=None))
    height, width = state.base.shape
    mine = state.cells((0, 0, height, width)) == layer.id
    return _with(state, replace(layer, locked=patch_of(mine, layer.id)))


def reorder(state: EditState, edit: Reorder) -> EditState:
    """Put the layers in another order; raise EditError if one is missing or named twice."""
    if sorted(edit.people) != sorted(layer.id for layer in state.layers):
        raise EditError("A new order must name every person of the photo once.")
    return replace(state, layers=tuple(state.layer(person) for person in edit.people))


def _with(state: EditState, layer: Layer) -> EditState:
    layers = tuple(layer if old.id == layer.id else old for old in state.layers)
    return replace(state, layers=layers)
