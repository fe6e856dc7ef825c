"""A token calls back once, whatever comes first."""

import pytest

from portrait_studio.errors import Cancelled
from portrait_studio.inference.cancel import CancelToken


def test_cancelling_calls_what_is_registered_at_that_moment() -> None:
    token, called = CancelToken(), []
    with token.calling(lambda: called.append("over")):
        pass
    with token.calling(lambda: called.append("running")):
        token.cancel()
        token.cancel()
    assert called == ["running"]


def test_a_callback_that_comes_late_is_called_at_once() -> None:
    token, called = CancelToken(), []
    token.cancel()
    with token.calling(lambda: called.append("late")):
        assert called == ["late"]


def test_only_a_cancelled_token_raises() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()
