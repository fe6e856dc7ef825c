from __future__ import annotations

import numpy as np

from portrait_studio.core.territories import territories


def test_background_goes_to_the_nearest_person():
    owner = np.zeros((10, 30), np.int32)
    owner[4:6, 2:4], owner[4:6, 24:26] = 1, 2
    made = territories((owner > 0).astype(np.float32), owner, count=2)
    assert np.all(made[:, :10] == 1) and np.all(made[:, 20:] == 2)


def test_thin_slivers_of_mask_join_and_thick_patches_do_not():
    owner = np.zeros((200, 200), np.int32)
    owner[20:80, 20:80] = 1
    person = (owner > 0).astype(np.float32)
    person[80:82, 20:80] = 1  # a sliver beside the person
    person[82:, 120:] = 1  # a thick patch of its own
    made = territories(person, owner, count=1)
    assert np.all(made[80:82, 20:80] == 1)
    assert np.all(made[82:, 120:] == 2)


def test_far_specks_are_nobodys():
    owner = np.zeros((200, 200), np.int32)
    owner[:40, :40] = 1
    person = (owner > 0).astype(np.float32)
    person[150:152, 150:152] = 1
    assert np.all(territories(person, owner, count=1)[150:152, 150:152] == 2)


def test_nobody_at_all():
    nobody = np.zeros((5, 6), np.int32)
    assert not territories(nobody.astype(np.float32), nobody, count=0).any()
