import threading

import pytest
from PySide6.QtCore import QThread

from portrait_studio.errors import Cancelled, PhotoError
from portrait_studio.workers.task import Task


def listen(task):
    heard = []
    task.returned.connect(lambda value: heard.append(("returned", value)))
    task.failed.connect(lambda error: heard.append(("failed", error)))
    task.cancelled.connect(lambda: heard.append(("cancelled", None)))
    return heard


def test_returns_the_value_in_the_creator_s_thread(qtbot):
    threads = {}

    def work(report, cancel):
        threads["work"] = threading.get_ident()
        return 42

    task = Task(work)
    heard = listen(task)
    task.returned.connect(lambda _: threads.update(answer=threading.get_ident()))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("returned", 42)]
    assert threads["answer"] == threading.get_ident() != threads["work"]
    assert not task.running
    task.wait()


def test_an_error_is_an_answer(qtbot):
    error = PhotoError("a.jpg is empty.")

    def work(report, cancel):
        raise error

    task = Task(work)
    heard = listen(task)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("failed", error)]
    task.wait()


@pytest.mark.parametrize("obeys", [True, False])
def test_cancelled_is_the_only_answer_after_cancelling(qtbot, obeys):
    begun, go_on = threading.Event(), threading.Event()

    def work(report, cancel):
        begun.set()
        assert go_on.wait(10)
        if obeys:
            cancel.raise_if_cancelled()
        report("late", 1.0)
        return "late"

    task = Task(work)
    heard = listen(task)
    progress = []
    task.progressed.connect(lambda *values: progress.append(values))
    with qtbot.waitSignal(task.finished):
        task.start()
        assert begun.wait(10)
        task.cancel()
        go_on.set()
    assert heard == [("cancelled", None)]
    assert progress == []
    task.wait()


def test_work_may_cancel_itself(qtbot):
    def work(report, cancel):
        raise Cancelled("Cancelled.")

    task = Task(work)
    heard = listen(task)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("cancelled", None)]
    task.wait()


def test_cancelled_before_it_starts_does_nothing(qtbot):
    done = []
    task = Task(lambda report, cancel: done.append(1))
    heard = listen(task)
    task.cancel()
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("cancelled", None)]
    assert done == []
    task.wait()


def test_progress_arrives_in_order_before_the_answer(qtbot):
    def work(report, cancel):
        for step in range(5):
            report("step", step / 5)
        return "end"

    task = Task(work)
    heard = listen(task)
    task.progressed.connect(lambda stage, fraction: heard.append((stage, fraction)))
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("step", step / 5) for step in range(5)] + [("returned", "end")]
    task.wait()


def test_work_runs_off_the_window_s_thread(qtbot):
    here = QThread.currentThread()
    task = Task(lambda report, cancel: QThread.currentThread() is here)
    heard = listen(task)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert heard == [("returned", False)]
    task.wait()
