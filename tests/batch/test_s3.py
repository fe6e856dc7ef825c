"""A batch from and to a server that speaks S3; skipped where the extra `s3-test` is missing."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from portrait_studio.batch.store import HIDDEN
from portrait_studio.cli import main
from tests.tiny_network import paint_people

pytest.importorskip("moto.server", reason="the extra s3-test is not installed")
s3fs = pytest.importorskip("s3fs", reason="the extra s3-test is not installed")

PEOPLE = (20, 64, 100)
# The libraries of Amazon's interface warn of each other, and leave sockets to the end.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def bucket(monkeypatch):
    """Return the files of an empty bucket called studio, as this process and its workers see it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    with server, server.stderr:
        next(line for line in server.stderr if "Running on" in line)
        files = s3fs.S3FileSystem()
        files.mkdir("studio", create_parents=True)
        yield files
        server.kill()
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def run(tiny_card, capfd):
    def batch(source, out, *more):
        status = main(
            ["batch", str(source), "--out", str(out), "--workers", "1", "--network", str(tiny_card),
             "--provider", "cpu", "--preset", "paper", *more]
        )  # fmt: skip
        said = capfd.readouterr()
        assert "Traceback" not in said.err
        return status, said.out.splitlines(), said.err.splitlines()

    return batch


@pytest.fixture
def photos(tmp_path):
    for name in ("a.png", "sub/a.png", "sub/b.png"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(paint_people(*PEOPLE)).save(path)
    return tmp_path / "in"


def results(files, folder):
    found = {name.removeprefix(f"{folder}/"): files.cat_file(name) for name in files.find(folder)}
    return {name: content for name, content in found.items() if not name.startswith(HIDDEN)}


def on_disk(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and HIDDEN not in path.parts and path.name != "batch.log"
    }


def test_a_batch_from_and_to_a_bucket_is_the_one_from_and_to_a_disk(
    bucket, run, photos, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)  # where the log goes
    bucket.put(str(photos), "studio/in", recursive=True)
    bucket.pipe("studio/in/sub/broken.png", b"damaged")
    status, out, errors = run("s3://studio/in", "s3://studio/out")
    assert status == 2
    assert len(errors) == 1 and "s3://studio/in/sub/broken.png" in errors[0]
    assert out[-1].startswith("3 exported, 1 failed")
    assert "broken.png" in Path("batch.log").read_text()
    run(photos, tmp_path / "out")
    found = results(bucket, "studio/out")
    assert len(found) == 9
    assert found == on_disk(tmp_path / "out")

    bucket.put(str(photos / "a.png"), "studio/in/sub/broken.png")
    bucket.rm("studio/out/sub/a.2.png")
    status, out, errors = run("s3://studio/in", "s3://studio/out")
    assert (status, errors) == (0, [])
    assert out[-1].startswith("2 exported, 2 there already")
    assert len(results(bucket, "studio/out")) == 12


def test_what_somebody_else_wrote_into_the_bucket_is_not_replaced(
    bucket, run, photos, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    bucket.pipe("studio/out/a.1.png", b"mine")
    status, _, errors = run(photos / "a.png", "s3://studio/out")
    assert status == 2
    assert "s3://studio/out/a.1.png: exists already" in errors[0]
    assert bucket.cat_file("studio/out/a.1.png") == b"mine"


def test_a_bucket_that_is_not_there_is_one_sentence(bucket, run, photos, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for source, out in (("s3://nowhere/in", "s3://studio/out"), (photos, "s3://no_where/out")):
        status, _, errors = run(source, out)
        assert status == 2
        assert len(errors) == 1 and "s3://no" in errors[0]
