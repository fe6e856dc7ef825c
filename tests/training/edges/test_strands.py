import cv2
import numpy as np

from training.edges.strands import strands


def _body():
    body = np.zeros((200, 160), np.uint8)
    cv2.ellipse(body, (80, 90), (35, 50), 0, 0, 360, 255, -1)
    return body.astype(np.float32) / 255


def test_strands_grow_on_the_upper_outline_only():
    hair = strands(_body(), random=np.random.default_rng(0), count=300)
    outside = hair * (_body() == 0)
    assert outside[:80].sum() > 50
    assert outside[130:].sum() == 0
    assert hair.min() >= 0 and hair.max() <= 1


def test_more_strands_cover_more():
    few, many = (strands(_body(), random=np.random.default_rng(1), count=n) for n in (24, 480))
    assert 0 < few.sum() < many.sum()


def test_nobody_has_no_hair():
    nobody = np.zeros((50, 40), np.float32)
    assert not strands(nobody, random=np.random.default_rng(0), count=100).any()
    assert not strands(_body(), random=np.random.default_rng(0), count=0).any()
