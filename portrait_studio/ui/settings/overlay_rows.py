"""How the overlays begin: a switch and an opacity each."""

from __future__ import annotations

from portrait_studio.ui.marked import marked
from portrait_studio.ui.settings.spec import SettingSpec

OVERLAYS = marked("settings", "Overlays")

_OVERLAYS = (
    ("people", marked("settings", "People"), True, 40),
    ("outlines", marked("settings", "Outlines"), True, 100),
    ("doubt", marked("settings", "Doubt"), False, 80),
    ("boundary", marked("settings", "Boundary map"), False, 90),
    ("superpixels", marked("settings", "Superpixels"), False, 60),
    ("boxes", marked("settings", "Boxes"), False, 100),
    ("seeds", marked("settings", "Seeds"), True, 100),
)

OVERLAY_ROWS = tuple(
    row
    for overlay, text, shown, opacity in _OVERLAYS
    for row in (
        SettingSpec(
            f"overlays/{overlay}_shown", "switch", shown, OVERLAYS, text,
            marked("settings", "Whether this overlay is shown"),
        ),
        SettingSpec(
            f"overlays/{overlay}_opacity", "number", opacity, OVERLAYS,
            marked("settings", "Opacity"),
            marked("settings", "How strongly this overlay is shown"),
            least=5, most=100, unit=" %",
        ),
    )
)  # fmt: skip
"""``overlays/NAME_shown`` and ``overlays/NAME_opacity`` in per cent."""
