"""`python -m limberup_tui`."""

import sys

from limberup_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
