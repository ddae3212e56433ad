"""A fictional council made through the real path, to try everything on."""
