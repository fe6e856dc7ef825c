"""The portrait network and its parts, in torch."""
