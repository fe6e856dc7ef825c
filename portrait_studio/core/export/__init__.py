"""Writing what was found in a photo: layers, label maps, COCO annotations."""
