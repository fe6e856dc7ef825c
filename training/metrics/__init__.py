"""Measures of quality as pure functions on arrays."""
