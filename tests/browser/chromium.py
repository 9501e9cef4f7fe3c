"""A real browser without a window, with a trap in place of the network."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import threading
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDTHS = {"A4": round((210 - 24) / 25.4 * 96), "Letter": round((215.9 - 24) / 25.4 * 96)}
"""Points between the margins of a sheet, by its size: 96 to the inch."""
SIZES = tuple(WIDTHS)
_MEASURE = """
const cut = [];
const beyond = (inner, outer) => inner.left < outer.left - 1 || inner.right > outer.right + 1;
const paper = {left: 0, right: document.documentElement.clientWidth};
for (const part of document.querySelectorAll("body *")) {
  const picture = part.closest("svg");
  const place = part.getBoundingClientRect();
  if (place.width && beyond(place, picture && picture !== part ? picture.getBoundingClientRect() : paper))
    cut.push(part.tagName + " " + part.textContent.trim().slice(0, 30));
}
document.body.dataset.cut = cut.join("|");
"""
ITS_OWN = re.compile(rb"(?:\w+ (?:http://)?)[\w.-]*\.(?:google|googleapis|gstatic|gvt1)\.com[:/ ]")
"""What the browser asks for by itself, whatever is opened: the time, updates. No page of ours can have meant it."""
WAIT = 120
"""Seconds after which a browser is taken to hang."""


def found() -> str | None:
    """Return the browser, or None where this machine has none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Trap:
    """A proxy that answers nothing and counts who calls: the browser's only way out."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                client.settimeout(5)
                try:
                    self.calls.append(client.recv(200))
                except OSError:
                    self.calls.append(b"")

    @property
    def asked(self) -> list[bytes]:
        """What was asked for, but for what the browser wants of its makers.

        A call that is hung up without a word asked for nothing: a browser that ends cuts its own calls off.
        """
        return [call for call in self.calls if call and not ITS_OWN.match(call)]

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


class Browser:
    """Chromium, started afresh for each page, with an empty profile."""

    def __init__(self, program: str, folder: Path, trap: Trap) -> None:
        self.program = program
        self.folder = folder
        self.trap = trap

    def run(self, page: Path, *options: str) -> str:
        """Open a page with some options and return what is printed."""
        profile = self.folder / f"profile{len(list(self.folder.glob('profile*')))}"
        command = [
            self.program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
            "--disable-default-apps", "--no-default-browser-check", f"--user-data-dir={profile}",
            # Every address, this machine's own too, can be reached by way of the trap alone.
            f"--proxy-server=http://127.0.0.1:{self.trap.port}", "--proxy-bypass-list=<-loopback>",
            *options, page.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=WAIT, check=True)
        return done.stdout.decode()

    def dom(self, page: Path, *options: str) -> str:
        """Return the page as the browser has understood it."""
        return self.run(page, "--dump-dom", *options)

    def pages(self, text: str, size: str) -> int:
        """Return how many sheets of paper of a size a page takes."""
        changed = text.replace("@page { ", f"@page {{ size: {size}; ", 1)
        assert changed != text
        page, pdf = self.folder / f"{size}.html", self.folder / f"{size}.pdf"
        page.write_text(changed, "utf-8")
        self.run(page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))

    def cut_off(self, text: str, size: str) -> list[str]:
        """Return what would be cut off on a sheet of paper of a size, by its name and words: nothing, it is hoped.

        The page is laid out as it would be printed, as wide as the paper between its margins.
        """
        # Our pages run no script: this one does, without their policy, to be asked how wide everything is.
        open_ = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace(
            "@media print", "@media all"
        )
        assert open_.count("@media all") > 0
        page = self.folder / f"wide-{size}.html"
        page.write_text(open_.replace("</body>", f"<script>{_MEASURE}</script></body>"), "utf-8")
        # Chromium makes no window that is narrower than 500 points.
        dom = self.dom(page, f"--window-size={WIDTHS[size]},2000", "--hide-scrollbars")
        found = re.search(r'data-cut="([^"]*)"', dom)
        assert found
        return [line for line in found[1].split("|") if line]

    def picture(self, page: Path, *, dark: bool) -> Path:
        """Return a picture of the page in the light or the dark."""
        file = self.folder / f"{page.stem}-{'dark' if dark else 'light'}.png"
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        self.run(page, "--hide-scrollbars", "--window-size=900,1200", scheme, f"--screenshot={file}")
        return file
