"""The photo on screen: the only place where x and y exist."""
