import threading

from portrait_studio.workers.jobs import Jobs


def waiting(begun, go_on, value):
    def work(report, cancel):
        begun.set()
        assert go_on.wait(10)
        return value

    return work


def test_a_newer_request_supersedes_an_older(qtbot):
    jobs = Jobs()
    heard: list[str] = []
    begun, go_on = threading.Event(), threading.Event()
    old = jobs.begin("analysis", waiting(begun, go_on, "old"))
    old.returned.connect(heard.append)
    old.cancelled.connect(lambda: heard.append("cancelled"))
    old.start()
    assert begun.wait(10)
    new = jobs.begin("analysis", lambda report, cancel: "new")
    new.returned.connect(heard.append)
    go_on.set()
    with qtbot.waitSignal(new.finished):
        new.start()
    jobs.close()
    assert heard == ["new"]
    assert not jobs.busy


def test_other_kinds_go_on(qtbot):
    jobs = Jobs()
    heard: list[str] = []
    begun, go_on = threading.Event(), threading.Event()
    export = jobs.begin("export", waiting(begun, go_on, "export"))
    export.returned.connect(heard.append)
    export.start()
    analysis = jobs.begin("analysis", lambda report, cancel: "analysis")
    analysis.returned.connect(heard.append)
    with qtbot.waitSignal(analysis.finished):
        analysis.start()
    assert heard == ["analysis"]
    assert jobs.busy
    with qtbot.waitSignal(export.finished):
        go_on.set()
    assert heard == ["analysis", "export"]
    assert not jobs.busy
    jobs.close()


def test_cancel_reaches_every_task(qtbot):
    jobs = Jobs()
    heard: list[str] = []
    begun = threading.Event()
    stop = threading.Event()

    def work(report, cancel):
        with cancel.calling(stop.set):
            begun.set()
            assert stop.wait(10)
        return "finished all the same"

    task = jobs.begin("analysis", work)
    task.returned.connect(heard.append)
    task.cancelled.connect(lambda: heard.append("cancelled"))
    with qtbot.waitSignal(task.finished):
        task.start()
        assert begun.wait(10)
        jobs.cancel()
    assert heard == ["cancelled"]
    jobs.close()


def test_closing_waits_for_the_threads_and_says_nothing(qtbot):
    jobs = Jobs()
    heard: list[str] = []
    begun, stop, ended = threading.Event(), threading.Event(), threading.Event()

    def work(report, cancel):
        with cancel.calling(stop.set):
            begun.set()
            assert stop.wait(10)
        ended.set()
        return None

    task = jobs.begin("analysis", work)
    task.finished.connect(lambda: heard.append("finished"))
    task.start()
    assert begun.wait(10)
    jobs.close()
    assert ended.is_set()
    assert heard == []
