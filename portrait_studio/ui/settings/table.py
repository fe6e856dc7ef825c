"""Every setting, in one table."""

from __future__ import annotations

from portrait_studio.inference.providers import CHOICES as PROVIDERS
from portrait_studio.inference.providers import available
from portrait_studio.ui.marked import marked
from portrait_studio.ui.settings.overlay_rows import OVERLAY_ROWS
from portrait_studio.ui.settings.spec import Choice, SettingSpec
from portrait_studio.ui.status import PROVIDER_NAMES
from portrait_studio.ui.translations import LANGUAGES

GENERAL = marked("settings", "General")
NETWORK = marked("settings", "Network")
CANVAS = marked("settings", "Canvas")
EXPORT = marked("settings", "Export")


def _languages() -> tuple[Choice, ...]:
    system = Choice("system", marked("settings", "As the system"))
    return (system, *(Choice(code, name) for code, name in LANGUAGES.items()))


def _themes() -> tuple[Choice, ...]:
    return (
        Choice("system", marked("settings", "As the system")),
        Choice("light", marked("settings", "Light")),
        Choice("dark", marked("settings", "Dark")),
    )


def _providers() -> tuple[Choice, ...]:
    offered = ("auto", *available())
    names = {"auto": marked("settings", "The fastest there is")} | PROVIDER_NAMES
    return tuple(Choice(name, names[name]) for name in PROVIDERS if name in offered)


def _wheel() -> tuple[Choice, ...]:
    return (
        Choice("zoom", marked("settings", "Zooms")),
        Choice("pan", marked("settings", "Moves the photo, zooms with Ctrl")),
    )


SETTINGS = (
    SettingSpec(
        "general/language", "choice", "system", GENERAL,
        marked("settings", "Language"),
        marked("settings", "The language of all texts of the window"),
        choices=_languages,
    ),
    SettingSpec(
        "general/theme", "choice", "system", GENERAL,
        marked("settings", "Theme"),
        marked("settings", "Light or dark; a dark window lets a photo's colours be judged better"),
        choices=_themes,
    ),
    SettingSpec(
        "network/provider", "choice", "auto", NETWORK,
        marked("settings", "Runs on"),
        marked("settings", "What runs the network; if it fails, the CPU takes over"),
        choices=_providers,
    ),
    SettingSpec(
        "network/card", "card", "", NETWORK,
        marked("settings", "Network"),
        marked("settings", "What finds the people: a bundled network, or one of your own"),
    ),
    SettingSpec(
        "canvas/wheel", "choice", "zoom", CANVAS,
        marked("settings", "The wheel"),
        marked("settings", "What the mouse wheel does over the photo"),
        choices=_wheel,
    ),
    SettingSpec(
        "canvas/wheel_reversed", "switch", False, CANVAS,
        marked("settings", "Reverse the wheel"),
        marked("settings", "Turning the wheel away from you shows the photo smaller"),
    ),
    *OVERLAY_ROWS,
    SettingSpec(
        "export/template", "text", "", EXPORT,
        marked("settings", "File names"),
        marked(
            "settings",
            "Pattern of the names of exported files, such as {stem}.{person}; empty for the"
            " format's own",
        ),
    ),
    SettingSpec(
        "export/folder", "folder", "", EXPORT,
        marked("settings", "Folder"),
        marked("settings", "Where exports go; empty for the folder of the photo"),
    ),
    SettingSpec(
        "export/trimmed", "switch", False, EXPORT,
        marked("settings", "Trim layers to the person"),
        marked(
            "settings", "Layers end where the person ends; a file beside them says where they lie"
        ),
    ),
    SettingSpec(
        "export/decontaminate", "switch", True, EXPORT,
        marked("settings", "Clean the colour of edges"),
        marked("settings", "Take the background's colour out of half-transparent pixels"),
    ),
    SettingSpec("export/format", "text", "layers"),
    SettingSpec("window/geometry", "bytes", b""),
    SettingSpec("window/open_folder", "folder", ""),
    SettingSpec("window/recent_photos", "list", []),
)  # fmt: skip
"""The dialog is made from those that have a group; the others are remembered."""

BY_ID = {spec.id: spec for spec in SETTINGS}
