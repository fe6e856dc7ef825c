"""The tools: what the mouse does to the people, a class a gesture."""
