"""What the HTML pages share: one file, no outside address, light and dark, and good on A4 and Letter."""

from __future__ import annotations

from html import escape as _escape

from limberup.text import clean
from limberup.texts import language

__all__ = ["escape", "page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded, sent or run; the style stands in the page."""

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1b18; --soft: #5c584e; --line: #c9c5ba; --paper: #ffffff;
  --near: #1d5c48; --far: #9dbdb1; --prop: #8a8578; --mark: #fff4d6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #ecebe6; --soft: #b3afa4; --line: #4c4a44; --paper: #171715;
    --near: #8fd3b8; --far: #47695c; --prop: #99948a; --mark: #3a3216; }
}
@page { margin: 12mm; }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 100%/1.4 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 52rem; padding: 1.2rem; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; margin: 0 0 .3rem; line-height: 1.2; }
h2 { font-size: 1.1rem; margin: 1.2rem 0 .3rem; break-after: avoid; }
p, ul, ol { margin: .3rem 0; }
ul, ol { padding-left: 1.3rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; color: var(--soft); padding: .2rem 0; }
th, td { border: 1px solid var(--line); padding: .2rem .4rem; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr, figure, article { break-inside: avoid; }
figure { margin: .5rem 0; }
.soft { color: var(--soft); font-size: .9rem; }
.box { border: 2px solid var(--ink); background: var(--mark); padding: .4rem .7rem; margin: .6rem 0;
  break-inside: avoid; }
.box > :first-child { margin-top: 0; }
.scroll { overflow-x: auto; }
@media print {
  html { font-size: 10pt; line-height: 1.3; }
  body { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  h2 { margin-top: .8rem; }
}
"""


def escape(text: object) -> str:
    """Return text of any origin as it stands in HTML, between tags or in a quoted attribute."""
    return _escape(clean(str(text)), quote=True)


def page(title: str, body: str, style: str = "") -> str:
    """Return a whole HTML page.

    Args:
        title: Any text.
        body: HTML, with everything from outside escaped already.
        style: CSS beside what all pages have.
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body.rstrip()}\n</body>\n</html>\n"
    )
