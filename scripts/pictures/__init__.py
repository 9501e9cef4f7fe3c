"""The pictures of the pages, drawn by the program itself: `python -m scripts.pictures`."""
