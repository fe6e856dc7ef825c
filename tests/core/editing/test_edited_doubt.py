import numpy as np
import pytest

from portrait_studio.core.doubt import DOUBT_LEAD, doubt
from portrait_studio.core.editing.edited_doubt import edited_doubt

DISTANCES = np.array([[0.0, 0.0, 2.0], [0.1, 3.0, 2.1], [0.4, 4.0, 0.0]])
BELIEFS = np.array([[0.9, 0.3, 0.2], [0.1, 0.4, 0.1], [0.1, 0.3, 0.8]])
NONE = np.zeros((3, 3), bool)


def asked(rows, *, given=NONE, reach=0.1):
    return edited_doubt(rows, DISTANCES, BELIEFS, given=given, reach=reach)


def test_without_clicks_it_is_plain_doubt():
    assert asked((1, 2, 3)) == pytest.approx(doubt(DISTANCES, BELIEFS))


def test_rows_of_one_person_are_no_rivals_and_share_what_is_believed():
    found = asked((1, 1, 3))
    assert found[0] == pytest.approx(1 - 1.0 * (1 - np.exp(-0.4 / DOUBT_LEAD)))
    assert found[1] == pytest.approx(1 - 0.7 * (1 - np.exp(-4 / DOUBT_LEAD)))


def test_what_a_click_gives_is_believed_and_its_lead_counts_by_the_reach():
    given = NONE.copy()
    given[1, 0] = given[1, 2] = True  # the second in the first region, the last in the third
    found = asked((1, 2, 3), given=given)
    plain = asked((1, 2, 3))
    assert found[0] == pytest.approx(1 - 0.9 * (1 - np.exp(-1)))
    assert found[1:] == pytest.approx(plain[1:])
    given[0, 0] = True
    assert asked((1, 2, 3), given=given)[0] == pytest.approx(np.exp(-1))
    assert 0 <= asked((1, 2, 3), given=given, reach=0.0)[0] < 1e-9
