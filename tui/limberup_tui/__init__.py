"""The full-screen app and the command line of limberup: the only place that knows a terminal."""

import os

from limberup import texts
from limberup_tui.language import set_language

# Before any other module: words that stand in modules and classes are looked up as they are imported.
texts.use(texts.chosen(set_language(os.environ), os.environ))
