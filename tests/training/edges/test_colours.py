from training.edges.colours import colour_errors


def test_with_the_true_alpha_colours_come_nearer_to_the_truth(composites):
    errors = colour_errors(composites[0], composites[0].alpha)
    assert errors is not None and errors.cleaned < 0.5 * errors.kept


def test_where_nothing_is_mixed_there_is_nothing_to_compare(composites):
    assert colour_errors(composites[0], 0 * composites[0].alpha) is None
