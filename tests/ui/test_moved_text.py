from portrait_studio.core.editing.views import EditedPerson
from portrait_studio.ui.moved_text import moved_text


def someone(number, name=""):
    return EditedPerson(number, name, None, True, False, 0.1, 9, (0, 0, 3, 3), 0.0, 0.9, True)


def test_who_gained_and_who_lost():
    people = [someone(1, "Anna"), someone(2, "Ben"), someone(3)]
    assert moved_text({2: -0.021, 1: 0.021}, people) == "Anna +2.1 %, Ben −2.1 %"
    assert moved_text({3: 0.0003, 1: -0.5}, people) == "Anna −50.0 %, Person 3 +0.03 %"


def test_nothing_moved():
    assert moved_text({}, []) == "Nothing moved."
    assert moved_text({1: 1e-6}, [someone(1)]) == "Nothing moved."
