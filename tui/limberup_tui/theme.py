"""The program's own colours: dark, light and high contrast. Colour never carries meaning alone."""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["OWN_THEMES"]

OWN_THEMES = (
    Theme(
        name="limberup-dark",
        primary="#8fd3b6",
        secondary="#9ec1e6",
        accent="#f2c66d",
        warning="#f2a65a",
        error="#ff8f87",
        success="#8fd3b6",
        foreground="#ecebe6",
        background="#14181b",
        surface="#1c2226",
        panel="#262e33",
        dark=True,
        variables={"footer-key-foreground": "#f2c66d", "block-cursor-text-style": "bold"},
    ),
    Theme(
        name="limberup-light",
        primary="#17614a",
        secondary="#23558c",
        accent="#7a4b00",
        warning="#8a4300",
        error="#a3221b",
        success="#17614a",
        foreground="#1d2322",
        background="#fbfaf6",
        surface="#f1efe8",
        panel="#e3e0d5",
        dark=False,
        variables={"footer-key-foreground": "#7a4b00", "block-cursor-text-style": "bold"},
    ),
    Theme(
        name="limberup-contrast",
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        warning="#ffb000",
        error="#ff9090",
        success="#00ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        dark=True,
        variables={"footer-key-foreground": "#ffff00", "block-cursor-text-style": "bold"},
    ),
)
