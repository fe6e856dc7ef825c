from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from portrait_studio.core.project.npy import decode_array, encode_array
from portrait_studio.core.project.records import decode, encode
from tests.core.project.small_project import same


@dataclass(frozen=True)
class Inner:
    box: tuple[float, float]
    name: str | None


@dataclass(frozen=True, eq=False)
class Outer:
    values: NDArray[np.float32]
    inner: tuple[Inner, ...]
    seconds: dict[str, float]
    count: int
    sure: bool
    later: NDArray[np.bool_] | None = None
    hidden: Any = field(default=None)


MADE = Outer(
    np.arange(6, dtype=np.float32).reshape(2, 3),
    (Inner((1.0, 2.5), "a"), Inner((0.0, 1.0), None)),
    {"network": 0.5},
    3,
    True,
    np.array([True, False]),
    hidden=object(),
)


def round_trip(change=lambda record, arrays: None, made=MADE):
    arrays: dict[str, Any] = {}
    record = encode(made, arrays, place="it", without=("hidden",))
    change(record, arrays)
    return decode(Outer, record, arrays, without=("hidden",))


def test_everything_but_what_is_left_out_comes_back():
    back = round_trip()
    assert back.hidden is None
    for name in ("values", "inner", "seconds", "count", "sure", "later"):
        assert same(getattr(back, name), getattr(MADE, name))


def test_a_field_with_a_default_may_be_missing():
    assert round_trip(lambda record, arrays: record.pop("later")).later is None


CHANGES = {
    "a field less": lambda record, arrays: record.pop("count"),
    "a field more": lambda record, arrays: record.update(more=1),
    "true for a number": lambda record, arrays: record.update(count=True),
    "a number for true": lambda record, arrays: record.update(sure=1),
    "a fraction for a whole": lambda record, arrays: record.update(count=1.5),
    "text for a number": lambda record, arrays: record["seconds"].update(network="1"),
    "an array that is missing": lambda record, arrays: arrays.clear(),
    "an array twice": lambda record, arrays: record.update(later="it.values"),
    "another kind": lambda record, arrays: arrays.update({"it.values": np.zeros(3)}),
    "no number": lambda record, arrays: arrays["it.values"].__setitem__(0, np.nan),
    "a box of three": lambda record, arrays: record["inner"][0].update(box=[1, 2, 3]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_does_not_fit_is_refused(change):
    made = Outer(MADE.values.copy(), MADE.inner, MADE.seconds, 3, True, MADE.later)
    with pytest.raises(ValueError, match=r"\w"):
        round_trip(change, made)


def test_what_cannot_be_stored_is_refused():
    with pytest.raises(TypeError, match="place is a object"):
        encode(object(), {}, place="place")
    with pytest.raises(ValueError, match="not finite"):
        encode(float("inf"), {}, place="place")
    with pytest.raises(ValueError, match="not stored"):
        encode_array(np.array(["text"]))


@pytest.mark.parametrize("kind", ["?", "u1", "u2", "i4", "i8", "f4", "f8"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 3), (2, 3, 4)])
def test_arrays_come_back(kind, shape):
    values = np.random.default_rng(0).integers(0, 2, shape).astype(kind)
    assert same(decode_array(encode_array(values)), values)
    if values.ndim > 1:
        assert same(decode_array(encode_array(values.T)), values.T)
