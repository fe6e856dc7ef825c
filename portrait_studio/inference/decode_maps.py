"""From the values of an output to a probability map of the photo."""

import cv2
import numpy as np
from numpy.typing import NDArray

from portrait_studio.errors import NetworkError
from portrait_studio.inference.cards import Card, OutputSpec
from portrait_studio.inference.preprocess import Geometry

Floats = NDArray[np.float32]


def decode_probability(values: Floats, *, card: Card, spec: OutputSpec, at: Geometry) -> Floats:
    """Turn an output into the probability of `spec.channel`, covering exactly the photo.

    Parameters
    ----------
    values
        (1, C, h, w), or (1, h, w, C) where the card's layout is NHWC; a map without channels,
        (1, h, w) or (h, w), counts as one channel.
    card, spec
        The network and which of its outputs this is.
    at
        Where the photo lies in the input.

    Returns
    -------
    (h, w) float32, 0..1

    Raises
    ------
    NetworkError
        If the output has another shape or lacks the channel.
    """
    channels = as_channels(values, card=card, spec=spec)
    if spec.align_corners:
        channels = _align_corners(channels, at.input_shape)
    probability = at.to_photo(_activate(channels, spec))
    return np.asarray(np.clip(probability, 0.0, 1.0), np.float32)


def sized(maps: Floats, shape: tuple[int, ...]) -> Floats:
    """Return maps (…, h, w) of a photo at the last two sides of `shape`, linear between cells."""
    if maps.shape[-2:] == shape[-2:]:
        return maps
    size = shape[-1], shape[-2]
    layers = maps.reshape(-1, *maps.shape[-2:])
    seen = [cv2.resize(layer, size, interpolation=cv2.INTER_LINEAR) for layer in layers]
    return np.asarray(seen, np.float32).reshape(*maps.shape[:-2], *shape[-2:])


def as_channels(values: Floats, *, card: Card, spec: OutputSpec) -> Floats:
    """Return an output as (C, h, w), checked to have `spec.channel`.

    Raises
    ------
    NetworkError
        If it has another shape or lacks the channel.
    """
    maps = values[0] if values.ndim in (3, 4) and values.shape[0] == 1 else values
    if maps.ndim == 3 and values.ndim == 4 and card.input.layout == "NHWC":
        maps = maps.transpose(2, 0, 1)
    if maps.ndim == 2:
        maps = maps[None]
    if maps.ndim != 3 or maps.shape[0] <= spec.channel or maps.size == 0:
        raise NetworkError(
            'The card {card}: the output "{output}" has the shape {shape}, in'
            " which there is no map with the channel {channel}.",
            card=card.path,
            output=spec.name,
            shape=values.shape,
            channel=spec.channel,
        )
    return maps


def outline(person: Floats) -> Floats:
    """Return a boundary map for a network that has none: the gradient of its person probability.

    The Sobel magnitude, as the ground truth of a boundary branch is made, scaled such that a
    sharp straight edge gives 1.

    Parameters
    ----------
    person
        (h, w) float32, 0..1.

    Returns
    -------
    (h, w) float32, 0..1
    """
    across = cv2.Sobel(person, cv2.CV_32F, 1, 0, ksize=3, scale=0.25)
    down = cv2.Sobel(person, cv2.CV_32F, 0, 1, ksize=3, scale=0.25)
    return np.asarray(np.clip(np.hypot(across, down), 0.0, 1.0), np.float32)


def _activate(channels: Floats, spec: OutputSpec) -> Floats:
    wanted = np.asarray(channels[spec.channel], np.float32)
    if spec.activation == "sigmoid":
        return np.asarray(0.5 * (1 + np.tanh(0.5 * wanted)), np.float32)
    if spec.activation == "softmax":
        # p = exp(wanted) / sum(exp), shifted by the largest so that nothing overflows.
        largest = channels.max(axis=0)
        total = np.exp(channels - largest).sum(axis=0)
        return np.asarray(np.exp(wanted - largest) / total, np.float32)
    return wanted


def _align_corners(channels: Floats, shape: tuple[int, int]) -> Floats:
    _, height, width = channels.shape
    down, across = ((height - 1) / (shape[0] - 1), (width - 1) / (shape[1] - 1))
    back = np.array([[across, 0, 0], [0, down, 0]], np.float64)
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    planes = [
        cv2.warpAffine(
            channel, back, (shape[1], shape[0]), flags=how, borderMode=cv2.BORDER_REPLICATE
        )
        for channel in channels
    ]
    return np.asarray(planes, np.float32)
