"""The document of a window: a photo, its people, their edits, and how they are kept."""
