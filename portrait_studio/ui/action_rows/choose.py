"""The number keys, which choose people in the order of their layers."""

from portrait_studio.ui.action_spec import ActionSpec
from portrait_studio.ui.marked import marked

MENU = marked("actions", "&Tools")
CHOOSE_PERSON = marked("actions", "&Choose person")

_TEXTS = (
    marked("actions", "Person &1"),
    marked("actions", "Person &2"),
    marked("actions", "Person &3"),
    marked("actions", "Person &4"),
    marked("actions", "Person &5"),
    marked("actions", "Person &6"),
    marked("actions", "Person &7"),
    marked("actions", "Person &8"),
    marked("actions", "Person &9"),
)

CHOOSE = (
    *(
        ActionSpec(
            f"person_{number}",
            text,
            marked(
                "actions", "Choose the person of this layer; at a doubtful place, give it to them"
            ),
            f"mdi6.numeric-{number}-box-outline",
            MENU,
            str(number),
            needs="people",
            toolbar=False,
            submenu=CHOOSE_PERSON,
        )
        for number, text in enumerate(_TEXTS, 1)
    ),
    ActionSpec(
        "person_none",
        marked("actions", "&Nobody"),
        marked("actions", "Choose nobody; a right-click then says that nobody is there"),
        "mdi6.numeric-0-box-outline",
        MENU,
        "0",
        needs="people",
        toolbar=False,
        submenu=CHOOSE_PERSON,
    ),
)
