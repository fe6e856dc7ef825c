"""What the Edit menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&Edit")

EDIT = (
    ActionSpec(
        "undo",
        marked("actions", "&Undo"),
        marked("actions", "Take the last edit back"),
        "mdi6.undo",
        MENU,
        "Ctrl+Z",
        needs="undo",
    ),
    ActionSpec(
        "redo",
        marked("actions", "&Redo"),
        marked("actions", "Do the edit again that was taken back last"),
        "mdi6.redo",
        MENU,
        "Ctrl+Shift+Z",
        needs="redo",
    ),
    ActionSpec(
        "show_history",
        marked("actions", "&List of edits"),
        marked("actions", "Show every edit in a list, and go back to any of them"),
        "mdi6.history",
        MENU,
        "Ctrl+H",
        checkable=True,
        toolbar=False,
    ),
    ActionSpec(
        "paste",
        marked("actions", "&Paste photo"),
        marked("actions", "Open the picture or the file that the clipboard holds"),
        "mdi6.content-paste",
        MENU,
        "Ctrl+V",
        toolbar=False,
    ),
    ActionSpec(
        "cancel",
        marked("actions", "&Cancel"),
        marked("actions", "Stop the work that is going on"),
        "mdi6.close-circle-outline",
        MENU,
        "Esc",
        needs="job",
        toolbar=False,
    ),
    ActionSpec(
        "settings",
        marked("actions", "&Settings …"),
        marked("actions", "Language, theme, network, overlays, export"),
        "mdi6.cog-outline",
        MENU,
        "Ctrl+,",
        toolbar=False,
    ),
)
