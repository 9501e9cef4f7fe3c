"""The full-screen app and the command line of limberup: the only place that knows a terminal."""
