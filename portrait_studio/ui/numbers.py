"""Numbers as the language of the window writes them."""

from PySide6.QtCore import QCoreApplication


def with_digits(value: float, digits: int) -> str:
    """Return a number with so many digits behind the decimal sign."""
    sign = QCoreApplication.translate("the decimal sign", ".")
    return f"{value:.{digits}f}".replace(".", sign)
