import pytest

from portrait_studio.ui.numbers import with_digits
from portrait_studio.ui.panels.layer_model import per_cent
from portrait_studio.ui.translations import install_language


@pytest.mark.parametrize(("language", "sign"), [("en", "."), ("de", ",")])
def test_numbers_have_the_decimal_sign_of_the_language(qapp, language, sign):
    install_language(qapp, language)
    try:
        assert with_digits(2.14, 1) == f"2{sign}1"
        assert with_digits(17.4, 0) == "17"
        assert per_cent(0.021) == f"2{sign}1 %"
        assert per_cent(0.17) == "17 %"
        assert per_cent(0) == "0 %"
    finally:
        install_language(qapp, "en")
