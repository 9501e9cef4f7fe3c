"""Figures: a skeleton in a few poses, moved, mirrored and drawn in braille dots or as SVG."""
