"""Draw the pictures of the pages: `python -m scripts.pictures [NAME ...] [--to FOLDER]`."""

from __future__ import annotations

import os
import time


def run() -> None:
    """Draw as on any other machine: in English, in colour, in one time zone, with nobody's settings."""
    os.environ |= {"LANGUAGE": "en", "LIMBERUP_HOME": os.devnull, "TZ": "UTC"}
    os.environ.pop("NO_COLOR", None)
    time.tzset()
    # Words are looked up as modules are imported.
    from scripts.pictures.drawing import main

    main()


if __name__ == "__main__":
    run()
