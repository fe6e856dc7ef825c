import threading

import pytest

from portrait_studio.core.checkpoint import asking, checkpoint


class StopError(Exception):
    pass


def stop():
    raise StopError


def test_nobody_is_asked_outside():
    checkpoint()


def test_who_began_the_work_is_asked_and_no_longer_afterwards():
    asked = []
    with asking(lambda: asked.append(1)):
        checkpoint()
        with pytest.raises(StopError), asking(stop):
            checkpoint()
        checkpoint()
    checkpoint()
    assert len(asked) == 2


def test_another_thread_is_not_stopped():
    passed = []

    def work():
        checkpoint()
        passed.append(True)

    with asking(stop):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert passed == [True]
