import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from portrait_studio.errors import StudioError  # noqa: E402
from training.average import mean_of  # noqa: E402


def state(weight, *, width=16):
    return {
        "step": 3,
        "settings": {"network": {"width": width}},
        "average": {"module.a": torch.tensor([weight]), "n_averaged": torch.tensor(7)},
    }


def test_weights_are_averaged_and_the_state_says_so():
    mean = mean_of([state(1.0), state(2.0), state(6.0)])
    assert mean["average"]["module.a"].item() == 3.0
    assert mean["average"]["n_averaged"].item() == 7
    assert mean["settings"]["mean_of"] == 3


def test_a_mean_owns_up_to_masks_of_our_own_that_any_part_learned_from():
    one, two = state(1.0), state(3.0)
    one["settings"]["self_masks"], two["settings"]["self_masks"] = True, False
    assert mean_of([one, two])["settings"]["self_masks"] is True
    assert not mean_of([two, two])["settings"]["self_masks"]


def test_the_states_given_stay_as_they_are():
    one, two = state(1.0), state(3.0)
    mean_of([one, two])
    assert two["average"]["module.a"].item() == 3.0 and "mean_of" not in two["settings"]


def test_different_networks_are_refused():
    with pytest.raises(StudioError, match="different networks"):
        mean_of([state(1.0), state(2.0, width=64)])
