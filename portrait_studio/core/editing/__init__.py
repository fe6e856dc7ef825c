"""Correcting the people of a photo: edits in, who owns every pixel out; no window, no files."""
