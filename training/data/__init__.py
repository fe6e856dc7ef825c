"""Photos with labels, turned into training samples."""
