"""The domain of limberup: exercises, routines, safety rules, sessions and history.

Nothing here knows a screen, reads a clock of its own or prints. A pack author or a script
imports this package alone; the full-screen app and the command line live in `limberup_tui`.
"""

__version__ = "0.1.0"

__all__ = ["__version__"]
