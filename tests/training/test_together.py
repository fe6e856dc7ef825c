import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.errors import StudioError  # noqa: E402
from training import together  # noqa: E402

CHILD = """
import json, sys, torch
from pathlib import Path
from torch import nn
from tests.training.test_train_close_up import MIXTURE, SETTINGS
from training import together
from training.data.close_ups import CloseUps
from training.loop import Schedule, start_or_go_on
from training.train_close_up import loss_of, new_network

together.join()
number, _ = together.place()
layer = nn.Linear(2, 1)
layer.weight.grad = torch.full((1, 2), 1.0 + number)
together.share_gradients(layer)
seen = {
    "gradient": layer.weight.grad.tolist(),
    "minutes": together.agreed(5.0 + number),
    "share": list(together.own_share(5)),
}
out = Path(sys.argv[1]) / str(number)
schedule = Schedule(steps=2, batch=4, crop=32, base=32, warm_up=1, save_every=1)
network, losses = new_network(SETTINGS, None), []

def loss(network, image, targets):
    total, parts = loss_of(network, image, targets)
    losses.append((len(image), float(total.detach())))
    return total, parts

start_or_go_on(
    network,
    lambda first: CloseUps(MIXTURE, crop=32, seed=1, first=0, count=8),
    out=out,
    schedule=schedule,
    loss=loss,
    record={},
)
seen["losses"] = losses
seen["weights"] = [float(value.double().sum()) for value in network.parameters()]
seen["kept"] = (out / "checkpoint.pt").exists()
print(json.dumps(seen))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_two_processes_take_the_same_steps_on_a_share_each(tmp_path: Path):
    shared = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port()), "WORLD_SIZE": "2"}
    environment = os.environ | shared | {"OMP_NUM_THREADS": "1"}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path)],
            env=environment | {"RANK": str(number)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    said = [child.communicate(timeout=120)[0] for child in children]
    assert [child.returncode for child in children] == [0, 0]
    first, second = (json.loads(text.splitlines()[-1]) for text in said)
    assert first["gradient"] == second["gradient"] == [[1.5, 1.5]]
    assert first["minutes"] == second["minutes"] == 5.0
    assert (first["share"], second["share"]) == ([0, 2, 4], [1, 3])
    sizes = [[size for size, _ in each["losses"]] for each in (first, second)]
    assert sizes == [[2, 2], [2, 2]] and first["losses"] != second["losses"]
    assert first["weights"] == second["weights"]
    assert (first["kept"], second["kept"]) == (True, False)


def test_alone_nothing_is_shared():
    layer = torch.nn.Linear(2, 1)
    layer.weight.grad = torch.ones(1, 2)
    together.join()
    together.share_gradients(layer)
    assert together.place() == (0, 1)
    assert layer.weight.grad.tolist() == [[1.0, 1.0]]
    assert together.agreed(3.5) == 3.5 and list(together.own_share(3)) == [0, 1, 2]


def test_a_batch_that_cannot_be_shared_is_named(monkeypatch):
    monkeypatch.setattr(together, "place", lambda: (0, 3))
    assert together.own_batch(12) == 4
    with pytest.raises(StudioError, match="3 processes cannot share a batch of 16"):
        together.own_batch(16)
