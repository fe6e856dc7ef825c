"""Measure networks and the whole way to people on the `val` photos, beside the peers."""
