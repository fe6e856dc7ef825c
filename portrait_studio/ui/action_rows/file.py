"""What the File menu offers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&File")

FILE = (
    ActionSpec(
        "open",
        marked("actions", "&Open photo …"),
        marked("actions", "Open a photo and find its people"),
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
        "export",
        marked("actions", "&Export …"),
        marked("actions", "Write the people as layers, masks or files of other programs"),
        "mdi6.layers-outline",
        MENU,
        "Ctrl+E",
        needs="people",
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
