"""What the File menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&File")

FILE = (
    ActionSpec(
        "open",
        marked("actions", "&Open …"),
        marked("actions", "Open a photo and find its people, or open a project"),
        "mdi6.folder-open-outline",
        MENU,
        "Ctrl+O",
    ),
    ActionSpec(
        "open_sample",
        marked("actions", "Open the &sample"),
        marked("actions", "Open the bundled group photo"),
        "mdi6.account-group-outline",
        MENU,
        toolbar=False,
    ),
    ActionSpec(
        "save",
        marked("actions", "Sa&ve project"),
        marked("actions", "Save the photo's people and all edits as a project"),
        "mdi6.content-save-outline",
        MENU,
        "Ctrl+S",
        needs="whole photo",
    ),
    ActionSpec(
        "save_as",
        marked("actions", "Save project &as …"),
        marked("actions", "Save the project under another name"),
        "mdi6.content-save-edit-outline",
        MENU,
        "Ctrl+Shift+S",
        needs="whole photo",
        toolbar=False,
    ),
    ActionSpec(
        "export",
        marked("actions", "&Export …"),
        marked("actions", "Write the people as layers, masks or files of other programs"),
        "mdi6.layers-outline",
        MENU,
        "Ctrl+E",
        needs="people",
    ),
    ActionSpec(
        "close_photo",
        marked("actions", "&Close photo"),
        marked("actions", "Put the photo away and begin anew"),
        "mdi6.close",
        MENU,
        "Ctrl+W",
        needs="photo",
        toolbar=False,
    ),
    ActionSpec(
        "quit",
        marked("actions", "&Quit"),
        marked("actions", "Close Portrait Studio"),
        "mdi6.exit-to-app",
        MENU,
        "Ctrl+Q",
        toolbar=False,
    ),
)
