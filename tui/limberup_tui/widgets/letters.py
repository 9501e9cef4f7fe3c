"""Words in letters large enough to be read from two metres away."""

from __future__ import annotations

from limberup_tui.widgets.big import half_blocks

__all__ = ["large_letters"]

# Five rows high and as wide as each needs, a row a string. A letter that is not here is no letter of the large ones.
_GLYPHS = {
    "A": ("###", "# #", "###", "# #", "# #"),
    "B": ("## ", "# #", "## ", "# #", "## "),
    "C": ("###", "#  ", "#  ", "#  ", "###"),
    "D": ("## ", "# #", "# #", "# #", "## "),
    "E": ("###", "#  ", "## ", "#  ", "###"),
    "F": ("###", "#  ", "## ", "#  ", "#  "),
    "G": ("####", "#   ", "# ##", "#  #", "####"),
    "H": ("# #", "# #", "###", "# #", "# #"),
    "I": ("#", "#", "#", "#", "#"),
    "J": ("  #", "  #", "  #", "# #", "###"),
    "K": ("# #", "# #", "## ", "# #", "# #"),
    "L": ("#  ", "#  ", "#  ", "#  ", "###"),
    "M": ("#   #", "## ##", "# # #", "#   #", "#   #"),
    "N": ("#  #", "## #", "# ##", "#  #", "#  #"),
    "O": ("###", "# #", "# #", "# #", "###"),
    "P": ("###", "# #", "###", "#  ", "#  "),
    "Q": ("####", "#  #", "#  #", "# ##", "####"),
    "R": ("## ", "# #", "## ", "# #", "# #"),
    "S": ("###", "#  ", "###", "  #", "###"),
    "T": ("###", " # ", " # ", " # ", " # "),
    "U": ("# #", "# #", "# #", "# #", "###"),
    "V": ("# #", "# #", "# #", "# #", " # "),
    "W": ("#   #", "#   #", "# # #", "## ##", "#   #"),
    "X": ("# #", "# #", " # ", "# #", "# #"),
    "Y": ("# #", "# #", " # ", " # ", " # "),
    "Z": ("###", "  #", " # ", "#  ", "###"),
    "Ä": ("# #", "   ", "###", "###", "# #"),
    "Ö": ("# #", "   ", "###", "# #", "###"),
    "Ü": ("# #", "   ", "# #", "# #", "###"),
    " ": (" ", " ", " ", " ", " "),
}


def large_letters(text: str, width: int, height: int, *, blocks: bool = True) -> list[str]:
    """Return `text` in capitals as rows of blocks, as large as the room allows: five rows, or three of half blocks.

    Args:
        text: The words.
        width: Cells of the room in a row.
        height: Rows of the room.
        blocks: Whether the terminal draws blocks; else the letters are made of `#`, in five rows.

    Returns:
        Rows of the same length, or none where the words do not fit or have a letter that cannot be drawn large.
    """
    letters = [_GLYPHS.get(letter) for letter in text.upper()]
    if not letters or None in letters:
        return []
    rows = [" ".join(parts) for parts in zip(*(letter for letter in letters if letter), strict=True)]
    across = len(rows[0])
    dot = "█" if blocks else "#"
    # A cell is twice as high as wide: two of them side by side are as wide as high.
    for wide in (2,) if blocks else (2, 1):
        if height >= len(rows) and across * wide <= width:
            return ["".join(dot * wide if cell == "#" else " " * wide for cell in row) for row in rows]
    if blocks and height >= 3 and across <= width:
        return half_blocks([*rows, " " * across])
    return []
