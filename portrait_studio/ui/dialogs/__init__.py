"""The window's questions and messages; none of them holds the window up."""
