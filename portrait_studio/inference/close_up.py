"""A closer look at every person found: the close-up network on a crop around each detection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.core.close_ups import Asked, Box, CloseUp, Place, asked_about
from portrait_studio.core.predictions import Detection
from portrait_studio.errors import NetworkError, Phrase
from portrait_studio.inference.cancel import CancelToken
from portrait_studio.inference.cards import Card, InputSpec
from portrait_studio.inference.decode_maps import decode_probability
from portrait_studio.inference.preprocess import (
    Geometry,
    as_input,
    box_channel,
    discs,
    mask_channel,
    others_channel,
)
from portrait_studio.inference.session import NetworkSession

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

MARGIN = 0.2  # around a box on every side, in its long sides; the middle of what training shows
BATCH = 8


@dataclass(frozen=True)
class Window:
    """The part of a photo that a close-up shows; it may reach beyond the photo.

    Attributes
    ----------
    place
        row0, col0, row1, col1 in pixels of the photo.
    size
        (rows, columns) of the network's input.
    box
        The detection's row0, col0, row1, col1 in pixels of the input.
    """

    place: tuple[int, int, int, int]
    size: tuple[int, int]
    box: tuple[float, float, float, float]

    def inside(self, place: Place, shape: tuple[int, ...]) -> Place:
        """Return where in the input a place of a photo of `shape` lies, in pixels."""
        row0, col0, row1, col1 = self.place
        row = (place[0] * shape[0] - row0) * self.size[0] / (row1 - row0)
        return row, (place[1] * shape[1] - col0) * self.size[1] / (col1 - col0)

    def box_inside(self, box: Box, shape: tuple[int, ...]) -> Box:
        """Return where in the input a box of a photo of `shape` lies, in pixels."""
        row0, col0 = self.inside(box[:2], shape)
        row1, col1 = self.inside(box[2:], shape)
        return row0, col0, row1, col1


class CloseUpLooker:
    """Looks at people one by one with a network whose card's task is "close_up".

    Parameters
    ----------
    card
        Of the network.
    provider, threads
        As for `NetworkSession`.

    Raises
    ------
    NetworkError
        If the network cannot be loaded.
    """

    def __init__(self, card: Card, *, provider: str = "auto", threads: int | None = None) -> None:
        self.session = NetworkSession(card, provider=provider, threads=threads)

    def look(
        self,
        rgb8: Bytes,
        detections: Sequence[Detection],
        *,
        cancel: CancelToken | None = None,
    ) -> tuple[CloseUp, ...]:
        """Return a close-up of every detection in a photo (h, w, 3) uint8, in their order.

        Raises as `look_for` does.
        """
        people = asked_about([found.box for found in detections])
        return self.look_for(rgb8, people, cancel=cancel)

    def look_for(
        self,
        rgb8: Bytes,
        people: Sequence[Asked],
        *,
        mirrored: bool = False,
        cancel: CancelToken | None = None,
    ) -> tuple[CloseUp, ...]:
        """Return a close-up of everybody who is asked about, in their order.

        Parameters
        ----------
        rgb8
            Photo (h, w, 3) uint8.
        people
        mirrored
            Whether to take the mean with what is seen in the mirror image.
        cancel

        Raises
        ------
        Cancelled
            If `cancel` was cancelled.
        NetworkError
            If the network cannot be run, or its outputs are not what the card says.
        """
        fit = self.session.card.input.fit
        windows = [
            window_of(asked, rgb8.shape[:2], long_side=fit.long_side, multiple=fit.multiple)
            for asked in people
        ]
        close_ups: dict[int, CloseUp] = {}
        for group in _of_equal_size(windows):
            values = np.concatenate(
                [self._input(rgb8, windows[index], people[index]) for index in group]
            )
            if mirrored:
                values = np.concatenate([values, values[..., ::-1]])
            arrays = self.session.run_input(values, cancel=cancel)
            seen = list(self._answers(arrays, len(values), windows[group[0]].size))
            for index, answer, mirror in zip(group, seen, seen[-len(group) :], strict=False):
                found = CloseUp(windows[index].place, *answer)
                close_ups[index] = _mean(found, *mirror) if mirrored else found
        return tuple(close_ups[index] for index in range(len(windows)))

    @property
    def heeds_clicks(self) -> bool:
        """Whether the network can be shown where a user clicked."""
        return self.session.card.input.click_radius > 0

    def _input(self, rgb8: Bytes, window: Window, asked: Asked) -> Floats:
        spec: InputSpec = self.session.card.input
        values = as_input(cut(rgb8, window), spec)
        values[0, 3] = box_channel(window.box, window.size)
        if self.heeds_clicks:
            for channel, places in zip((4, 5), (asked.own, asked.other), strict=True):
                middles = [window.inside(place, rgb8.shape[:2]) for place in places]
                clicked = discs(middles, window.size, spec.click_radius)
                values[0, channel] = spec.click_value * clicked
        mask = asked.mask() if spec.mask_channel and asked.mask is not None else None
        if mask is not None:
            place = window.box_inside(mask.place, rgb8.shape[:2])
            values[0, 6] = mask_channel(mask.inside, place, window.size)
        if spec.others_channel:
            boxes = [window.box_inside(box, rgb8.shape[:2]) for box in asked.others]
            values[0, 7] = others_channel(boxes, window.size)
        return values

    def _answers(
        self, arrays: dict[str, Floats], count: int, size: tuple[int, int]
    ) -> Iterator[tuple[Floats, Floats, Floats | None, float]]:
        own, others, boundary = (
            self._maps(arrays, f"{what}_probability", count, size)
            for what in ("own", "others", "boundary")
        )
        quality = arrays[self._name("mask_quality")].reshape(-1)
        if len(quality) != count or not np.isfinite(quality).all():
            raise self._misfit("mask_quality", arrays, Phrase("one finite number a person"))
        if own is None or others is None or own.shape != others.shape:
            raise self._misfit(
                "others_probability", arrays, Phrase("a map as large as the others a person")
            )
        if boundary is not None and boundary.shape != own.shape:
            raise self._misfit(
                "boundary_probability", arrays, Phrase("a map as large as the others a person")
            )
        for index in range(count):
            edge = None if boundary is None else boundary[index]
            yield own[index], others[index], edge, float(quality[index].clip(0, 1))

    def _maps(
        self, arrays: dict[str, Floats], kind: str, count: int, size: tuple[int, int]
    ) -> Floats | None:
        card = self.session.card
        spec = card.output(kind)
        if spec is None:
            return None
        maps = arrays[spec.name]
        if maps.ndim != 4 or len(maps) != count or not np.isfinite(maps).all():
            raise self._misfit(kind, arrays, Phrase("one map of finite numbers a person"))
        at = Geometry(input_shape=size, content=size)
        return np.stack(
            [decode_probability(one[None], card=card, spec=spec, at=at) for one in maps]
        )

    def _misfit(self, kind: str, arrays: dict[str, Floats], wanted: Phrase) -> NetworkError:
        name = self._name(kind)
        return NetworkError(
            'The card {card}: the output "{name}" of shape {shape} is not {wanted}.',
            card=self.session.card.path,
            name=name,
            shape=arrays[name].shape,
            wanted=wanted,
        )

    def _name(self, kind: str) -> str:
        spec = self.session.card.output(kind)
        assert spec is not None  # reading the card has checked it
        return spec.name


def window_of(
    asked: Asked | Detection, shape: tuple[int, ...], *, long_side: int, multiple: int
) -> Window:
    """Return the window around the box of somebody whose input has about `long_side` pixels.

    The margin is the same on all sides, and a little more where the size must be a multiple.
    """
    height, width = shape[:2]
    box = np.array(asked.box) * [height, width, height, width]
    size = np.maximum(box[2:] - box[:2], 1.0)
    wanted = size + 2 * MARGIN * size.max()
    scale = long_side / wanted.max()  # input pixels a photo pixel
    rows, cols = (int(np.ceil(side * scale / multiple - 0.25)) * multiple for side in wanted)
    rows, cols = max(rows, multiple), max(cols, multiple)
    extent = np.array([rows, cols]) / scale
    whole = np.maximum(np.rint(extent).astype(int), 1)
    low = np.rint((box[:2] + box[2:] - extent) / 2).astype(int)
    # a box below a pixel at the photo's rim: the window still holds a pixel of the photo
    low = np.clip(low, 1 - whole, np.array([height, width]) - 1)
    high = low + whole
    stretch = np.array([rows, cols]) / (high - low)
    inside = np.concatenate([(box[:2] - low) * stretch, (box[2:] - low) * stretch])
    row0, col0, row1, col1 = inside.tolist()
    return Window(
        (int(low[0]), int(low[1]), int(high[0]), int(high[1])),
        (rows, cols),
        (row0, col0, row1, col1),
    )


def cut(rgb8: Bytes, window: Window) -> Bytes:
    """Return what a window shows, (rows, columns, 3) uint8; grey beyond the photo."""
    row0, col0, row1, col1 = window.place
    height, width = rgb8.shape[:2]
    inside = rgb8[max(row0, 0) : min(row1, height), max(col0, 0) : min(col1, width)]
    padded = cv2.copyMakeBorder(
        inside,
        max(-row0, 0),
        max(row1 - height, 0),
        max(-col0, 0),
        max(col1 - width, 0),
        cv2.BORDER_CONSTANT,
        value=(114, 114, 114),
    )
    size = window.size[1], window.size[0]
    shrinks = window.size[0] < padded.shape[0]
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(padded, size, interpolation=how), np.uint8)


def _mean(
    found: CloseUp, own: Floats, others: Floats, boundary: Floats | None, quality: float
) -> CloseUp:
    """The mean of a close-up and what is seen in its mirror image."""
    return replace(
        found,
        own=_half(found.own, own),
        others=_half(found.others, others),
        boundary=None
        if found.boundary is None or boundary is None
        else _half(found.boundary, boundary),
        quality=0.5 * (found.quality + quality),
    )


def _half(values: Floats, mirrored: Floats) -> Floats:
    return np.asarray(0.5 * (values + mirrored[:, ::-1]), np.float32)


def _of_equal_size(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Indices of windows that one run can take together."""
    by_size: dict[tuple[int, int], list[int]] = {}
    for index, window in enumerate(windows):
        by_size.setdefault(window.size, []).append(index)
    for group in by_size.values():
        for start in range(0, len(group), BATCH):
            yield group[start : start + BATCH]
