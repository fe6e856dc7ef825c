"""``portrait-studio batch`` as a user meets it, with real worker processes and a tiny network."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from portrait_studio.batch.store import HIDDEN
from portrait_studio.cli import main
from tests.tiny_network import paint_people

PROGRAM = [sys.executable, "-m", "portrait_studio"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
PEOPLE = (20, 64, 100)


@pytest.fixture
def photos(tmp_path):
    """Three photos in two folders, two of one name."""
    for name in ("in/a.png", "in/sub/a.png", "in/sub/b.png"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(paint_people(*PEOPLE)).save(path)
    return tmp_path / "in"


@pytest.fixture
def arguments(tmp_path, tiny_card):
    """Return what every command of these tests begins with."""
    return [
        "batch", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers", "1",
        "--network", str(tiny_card), "--provider", "cpu", "--preset", "paper",
    ]  # fmt: skip


@pytest.fixture
def run(arguments, capfd):
    """Run the command here; return the status and the lines of stdout and stderr."""

    def batch(*more):
        status = main([*arguments, *map(str, more)])
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return status, said.out.splitlines(), said.err.splitlines()

    return batch


def written(tmp_path):
    out = tmp_path / "out"
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert not [name for name in files if "scratch" in name or name.endswith(".part")]
    return sorted(name for name in files if not name.startswith(HIDDEN))


def layers(*places):
    return sorted(f"{place}.{person}.png" for place in places for person in (1, 2, 3))


def test_folders_are_mirrored_and_a_second_run_does_what_is_missing(run, photos, tmp_path):
    (photos / "sub" / "b.png").write_bytes(b"damaged")
    status, out, errors = run()
    assert status == 2
    assert written(tmp_path) == [*layers("a"), "batch.log", *layers("sub/a")]
    assert len(errors) == 1 and "b.png" in errors[0]
    (line,) = (tmp_path / "out" / "batch.log").read_text().splitlines()
    assert line.split("\t")[1] == str(photos / "sub" / "b.png")
    assert out[-1].startswith("2 exported, 1 failed") and "photos/s" in out[-1]

    shutil.copy(photos / "a.png", photos / "sub" / "b.png")
    status, out, errors = run()
    assert (status, errors) == (0, [])
    assert out[-1].startswith("1 exported, 2 there already")
    assert set(layers("a", "sub/a", "sub/b")) < set(written(tmp_path))


def test_doubtful_photos_are_saved_for_review(run, photos, tmp_path):
    Image.fromarray(paint_people(52, 72)).save(photos / "sub" / "b.png")
    status, out, _ = run("--verbose", "--review-above", "0.01")
    assert status == 0
    assert next(line for line in out if "to be looked at" in line).startswith(
        str(photos / "sub" / "b.png")
    )
    assert [name for name in written(tmp_path) if name.startswith("review/")] == [
        "review/sub/b.portrait"
    ]
    assert "1 to look at" in out[-1]


def test_one_file_for_all_photos_in_their_order(run, photos, tmp_path):
    assert run("--format", "coco")[0] == 0
    path = tmp_path / "out" / "people.coco.json"
    content = json.loads(path.read_text())
    names = [image["file_name"] for image in content["images"]]
    assert names == ["a.png", "sub/a.png", "sub/b.png"]
    assert len(content["annotations"]) == 9
    assert {a["image_id"] for a in content["annotations"]} == {1, 2, 3}
    before = path.stat().st_mtime_ns
    shutil.copy(photos / "a.png", photos / "c.png")
    assert run("--format", "coco")[0] == 0
    names = [image["file_name"] for image in json.loads(path.read_text())["images"]]
    assert names == ["a.png", "c.png", "sub/a.png", "sub/b.png"]
    assert path.stat().st_mtime_ns != before


def test_nothing_slow_begins_that_must_be_refused(run, photos, tmp_path, monkeypatch):
    assert run()[0] == 0
    before = written(tmp_path)
    monkeypatch.setattr("portrait_studio.batch.pool.WorkerPool.run", None)
    for more in (["--format", "labels"], ["--template", "{person}.png", "--overwrite"]):
        status, _, errors = run(*more)
        assert status == 2 and len(errors) == 1
    assert written(tmp_path) == before
    (tmp_path / "out2").mkdir()
    (tmp_path / "out2" / "people.coco.json").write_text("mine")
    status, _, errors = run("--format", "coco", "--out", tmp_path / "out2")
    assert status == 2 and "people.coco.json" in errors[0]


def test_two_batches_do_not_share_a_folder(run, photos, tmp_path):
    from filelock import FileLock

    lock = tmp_path / "out" / HIDDEN / "lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock):
        status, _, errors = run()
    assert status == 2 and "Another batch" in errors[0]


@pytest.fixture
def many(photos):
    """Return a folder of enough photos that something can happen in the middle."""
    for number in range(30):
        shutil.copy(photos / "a.png", photos / f"n{number:02}.png")
    return photos


def start(arguments, **options):
    return subprocess.Popen(
        [*PROGRAM, *arguments, "--verbose"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_kill_in_the_middle_loses_and_breaks_nothing(run, arguments, many, tmp_path):
    with start(arguments) as process:
        lines = [process.stdout.readline() for _ in range(4)]
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert all("3 people" in line for line in lines)
    whole = [name for name in result_files(tmp_path) if name.endswith(".png")]
    for name in whole:
        assert np.asarray(Image.open(tmp_path / "out" / name)).shape == (96, 128, 4)
    status, out, errors = run()
    assert (status, errors) == (0, [])
    exported, present = (int(part.split()[0]) for part in out[-1].split(", ")[:2])
    assert exported + present == 33 and present >= 4
    places = ["a", "sub/a", "sub/b", *(f"n{number:02}" for number in range(30))]
    assert written(tmp_path) == layers(*places)


def result_files(tmp_path):
    out = tmp_path / "out"
    found = [path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()]
    return [name for name in found if not name.startswith(HIDDEN)]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_with_130_and_keeps_what_is_done(arguments, many, tmp_path, sent):
    for number in range(300):  # more than can be done while this process waits for a busy core
        shutil.copy(many / "a.png", many / f"m{number:03}.png")
    # a shell starts its background jobs deaf to Ctrl-C, and they hand that on
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with start(arguments, start_new_session=True, preexec_fn=hear) as process:
        process.stdout.readline()
        os.killpg(process.pid, sent)  # as a terminal does: to the workers, too
        _, errors = process.communicate()
    assert process.returncode == 130
    assert errors.count("\n") == 1 and "what was finished is kept" in errors
    assert 3 <= len(written(tmp_path)) < 999


def test_a_bar_with_photos_a_second_and_time_left(arguments, photos):
    termios = pytest.importorskip("termios", reason="Windows has no pseudo-terminals")
    try:
        here, there = os.openpty()
    except OSError as error:
        pytest.skip(f"this machine gives no pseudo-terminal: {error}")
    termios.tcsetwinsize(there, (24, 120))
    (photos / "a.png").write_bytes(b"damaged")
    command = [*PROGRAM, *arguments]
    done = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=there)
    os.close(there)
    assert done.returncode == 2
    shown = b"".join(chunks(here))
    os.close(here)
    assert all(words in shown for words in (b"3/3", b" photos/s", b" left", b"1 failed"))


def chunks(terminal):
    """What was written to the other end of a terminal that is closed by now."""
    with contextlib.suppress(OSError):  # Linux reports the end as an error
        while chunk := os.read(terminal, 4096):
            yield chunk


@pytest.mark.parametrize(
    "wrong",
    [["--workers", "0"], ["--workers", "x"], ["--memory", "-1"], ["--time-limit", "0"],
     ["--review-above", "2"], ["--review-above", "0.1", "--no-review"]],
)  # fmt: skip
def test_wrong_arguments_end_with_2(arguments, wrong):
    with pytest.raises(SystemExit) as ended:
        main([*arguments, *wrong])
    assert ended.value.code == 2


def test_no_time_limit_is_promised_for_a_cluster(run):
    status, _, errors = run("--dask", "tcp://127.0.0.1:1", "--time-limit", "5")
    assert status == 2
    assert len(errors) == 1 and "leave out --time-limit" in errors[0]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are no text")
def test_a_name_that_is_no_text_is_a_name_all_the_same(run, photos, tmp_path):
    (photos / "a.png").rename(os.fsdecode(os.fsencode(photos) + b"/bad\xff.png"))
    (photos / "sub" / "a.png").rename(os.fsdecode(os.fsencode(photos) + b"/sub/w\xffrse.png"))
    next((photos / "sub").glob("w*")).write_bytes(b"damaged")
    status, out, errors = run("--review-above", "0")
    assert status == 2
    assert len(errors) == 1 and "rse.png" in errors[0]
    assert out[-1].startswith("2 exported, 1 failed")
    assert "rse.png" in (tmp_path / "out" / "batch.log").read_text()
    assert "2 there already" in run("--review-above", "0")[1][-1]
