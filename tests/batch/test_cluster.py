"""A real Dask scheduler and two worker processes on this machine, one of them killed midway."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from portrait_studio.batch.cluster import DaskCluster
from portrait_studio.batch.store import HIDDEN
from portrait_studio.errors import StudioError
from tests.tiny_network import paint_people

pytest.importorskip("distributed", reason="needs the extra `cluster`")

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
PHOTOS = 30


def python(*arguments):
    """Start Python, with its log on a pipe."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said(process, words):
    """Read what a process logs until it says something; return that line."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return line
    raise AssertionError("".join(lines))


@pytest.fixture
def cluster(tmp_path):
    """Return the address of a scheduler, and its two workers, all on 127.0.0.1."""
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    with contextlib.ExitStack() as stack:

        def start(*arguments):
            process = python("-m", *arguments, *common)
            stack.callback(process.communicate)
            stack.callback(process.kill)
            return process

        scheduler = start("distributed.cli.dask_scheduler", "--port", "0")
        address = said(scheduler, "Scheduler at:").split()[-1]
        one_each = ["--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path / "dask")]
        workers = [start("distributed.cli.dask_worker", address, *one_each) for _ in range(2)]
        for worker in workers:
            said(worker, "Registered to:")
        yield address, workers


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(PHOTOS):
        Image.fromarray(paint_people(20, 64, 100)).save(folder / f"{number:02}.png")
    return folder


def batch(address, photos, out, card):
    return python(
        "-m", "portrait_studio", "batch", str(photos), "--out", str(out), "--dask", address,
        "--network", str(card), "--provider", "cpu", "--preset", "paper", "--verbose",
    )  # fmt: skip


def test_a_worker_is_killed_and_every_photo_is_exported_once(cluster, photos, tmp_path, tiny_card):
    address, workers = cluster
    out = tmp_path / "out"
    with batch(address, photos, out, tiny_card) as process:
        lines = [process.stdout.readline() for _ in range(6)]
        workers[0].send_signal(signal.SIGKILL)
        lines += process.stdout.read().splitlines(keepends=True)
    told = [line.split(":")[0] for line in lines if "3 people" in line]
    assert process.returncode == 0, "".join(lines)
    assert sorted(told) == sorted(map(str, photos.iterdir()))
    assert workers[1].poll() is None  # it did the rest

    files = [path for path in out.rglob("*") if path.is_file()]
    results = [path for path in files if HIDDEN not in path.parts]
    names = {f"{number:02}.{person}.png" for number in range(PHOTOS) for person in (1, 2, 3)}
    assert {path.name for path in results} == names and len(results) == len(names)
    assert {np.asarray(Image.open(path)).shape for path in results} == {(96, 128, 4)}
    records = [json.loads(path.read_text())["record"] for path in files if "records" in path.parts]
    assert len(records) == PHOTOS and all(record["done"] for record in records)
    assert not [path for path in files if path.suffix == ".part" or "scratch" in path.parts]


@pytest.mark.parametrize("address", ["nonsense://127.0.0.1:1", "127.0.0.1"])
def test_an_address_of_no_scheduler_is_named(job, address):
    with pytest.raises(StudioError, match=address):
        next(DaskCluster(address).run([job]))
