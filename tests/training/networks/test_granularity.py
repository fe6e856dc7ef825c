import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")

from training.networks.granularity import CGBE, CGCA, SBF  # noqa: E402


def test_attention_weighs_each_category_by_the_deeper_levels_mean():
    own = torch.ones(1, 2, 4, 4)
    deeper = torch.zeros(1, 2, 2, 2)
    deeper[0, 1] = 2.0
    attended = CGCA()(own, deeper)
    assert attended[0, 0].unique().item() == pytest.approx(1.5)  # sigmoid(0) = 1/2
    assert attended[0, 1].unique().item() == pytest.approx(1 + 0.880797, abs=1e-5)


def test_the_deepest_level_is_left_as_it_is():
    own = torch.rand(1, 2, 3, 3)
    assert CGCA()(own, None) is own
    assert CGBE()(own[:, :1], None) is not None


def test_boundaries_add_up_from_shallow_to_deep():
    shallow = torch.arange(16.0).reshape(1, 1, 4, 4)
    enhanced = CGBE()(torch.zeros(1, 1, 2, 2), shallow)
    # bilinear reduction by two takes the mean of each 2 × 2
    torch.testing.assert_close(enhanced[0, 0], torch.tensor([[2.5, 4.5], [10.5, 12.5]]))


def test_fusion_strengthens_where_the_boundary_is_and_can_be_a_plain_sum():
    semantic, boundary = torch.full((1, 1, 1, 2), 3.0), torch.tensor([[[[-50.0, 50.0]]]])
    torch.testing.assert_close(SBF()(semantic, boundary), torch.tensor([[[[3.0, 6.0]]]]))
    plain = SBF(enabled=False)(semantic, boundary)
    torch.testing.assert_close(plain, semantic + boundary)
