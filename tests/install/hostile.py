"""Packs that mean harm or were made without care, as wheels that pip installs like any other."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["HOSTILE", "Hostile", "build_wheel"]

HOOK = """
from limberup.packs import hookimpl, pack_from_package

@hookimpl
def limberup_packs():
    return [pack_from_package(__package__)]
"""

EXERCISE = """\
name = "{name}"
purpose = "For stairs."
kind = "strength"
position = "standing"
start_position = "Before a step"
side = "bilateral"
start = "1x5"
target = "2x10"
how = ["Stand.", "Step.", "Back."]
breathing = "Calmly."
"""

ROUTINE = 'name = "Up"\n[[step]]\ndo = "step-up"\n'


@dataclass(frozen=True)
class Hostile:
    """A pack that is not as it should be."""

    module: str = HOOK
    """Its `__init__.py`."""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """More files of the package; an empty text takes one of the usual three away."""
    told: str = ""
    """What `limberup packs` says of it, in part; "" where nothing is wrong with it but its words."""
    used: bool = False
    """Whether something of it may be used all the same."""
    metadata: str = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    entries: str = "[limberup.packs]\n{id} = {package}\n"
    others: Mapping[str, str | bytes] = field(default_factory=dict)
    """Files beside the package."""


def _pack(id_: str = "{id}", **more: str) -> str:
    lines = {"id": f'"{id_}"', "name": '"Stairs"', "api": "1", **more}
    return "[pack]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items())


def _exercise(**more: str) -> str:
    text = EXERCISE.replace("{name}", "Step up")
    for key, value in more.items():
        rows = [f"{key} = {value}" if row.startswith(f"{key} = ") else row for row in text.splitlines()]
        text = "\n".join(rows if f"{key} = {value}" in rows else [*rows, f"{key} = {value}"]) + "\n"
    return text


def _hook(body: str) -> str:
    return HOOK.replace("return [pack_from_package(__package__)]", body)


def _rules(body: str) -> str:
    rules = "from limberup.packs.rules import Answer, Rule, exclude, modify\n@hookimpl\ndef limberup_rules():\n"
    return f"import time\n{HOOK}\n{body}\n{rules}    return [Rule('bad', judge)]\n"


ACTS = "[@click=app.quit]quit[/] [bold red]now[/] [link=http://example.org]here[/link]"
ESCAPES = r"\u001b[2J\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u0007\u009b31m\u0000\b\r"
BIDI = r"\u202egnihton\u202c \u2066x\u2069 \u200f"
HIDDEN = r"a\u200bb\u200dc\ufeffd\u00ade\U000e0041"
STACKED = "a" + r"\u0301" * 60

FAILS = "cannot be used"

HOSTILE: dict[str, Hostile] = {
    # Code that does not come to its end
    "raises": Hostile("raise RuntimeError('no luck\\n\\x1b[31m')", told="RuntimeError: no luck [31m"),
    "exits": Hostile("raise SystemExit(3)", told="SystemExit: 3"),
    "interrupts": Hostile("raise KeyboardInterrupt", told="KeyboardInterrupt"),
    "own-base": Hostile("class Odd(BaseException): pass\nraise Odd('base')", told="Odd: base"),
    "mute": Hostile("class Mute(Exception):\n def __str__(self): raise self\nraise Mute", told="Mute"),
    "group": Hostile("raise BaseExceptionGroup('all', [SystemExit(1), ValueError('x')])", told="BaseExceptionGroup"),
    "needs-more": Hostile("import there_is_no_such_module", told="No module named 'there_is_no_such_module'"),
    "no-python": Hostile("def (", told="SyntaxError"),
    "null-bytes": Hostile("x = 1\n\0\n", told=FAILS),
    "too-deep": Hostile("def f(): f()\nf()", told="RecursionError"),
    "hangs": Hostile("while True: pass", told="longer than 3 seconds"),
    "sleeps": Hostile("import time\n" + _hook("time.sleep(3600)"), told="longer than 3 seconds"),
    "waits-in-c": Hostile("import re\nre.match('(a*)*b', 'a' * 60)", told="longer than 3 seconds"),
    "ends": Hostile("import os\nos._exit(0)", told="ended without an answer"),
    "aborts": Hostile("import os\nos.abort()", told="ended without an answer"),
    "crashes": Hostile("import ctypes\nctypes.string_at(0)", told="ended without an answer"),
    # Asked for and not touched, as bytes of zeros are: filling it takes longer than a pack has on a busy machine.
    "eats": Hostile("x = [bytes(10**7) for _ in range(10**5)]", told="MemoryError"),
    "forks": Hostile("import os\nwhile True: os.fork()", told="PermissionError"),
    "forks-in-c": Hostile(
        "import ctypes\nctypes.CDLL(None).fork()\nraise ValueError('twice')", told="ValueError: twice"
    ),
    "starts": Hostile("import subprocess\nsubprocess.run(['true'])", told="PermissionError"),
    "calls-home": Hostile("import socket\nsocket.create_connection(('192.0.2.1', 80))", told="PermissionError"),
    "writes": Hostile("open('/tmp/limberup-was-here', 'w').write('x' * 10)", told=FAILS),
    "noisy": Hostile(
        "import os, sys\nprint('NOISE')\nsys.stderr.write('NOISE')\n"
        'for number in range(50):\n try: os.write(number, b\'[{"folders":["/etc"]}]\\n\')\n except OSError: pass\n'
        + HOOK,
        told="something that is no answer",
    ),
    "changes-us": Hostile(
        "import limberup.packs.manager as m, limberup.safety.gate as g\nm.load = g.gate = None\n" + HOOK, used=True
    ),
    "takes-names": Hostile("import sys\nsys.modules['limberup.catalog'] = None\nsys.path.clear()\n" + HOOK, used=True),
    # Hooks
    "no-hook": Hostile("", told="missing or gave no pack"),
    "other-hook": Hostile(HOOK.replace("limberup_packs", "limberup_drills"), told="unknown hook"),
    "more-wanted": Hostile(HOOK.replace("packs()", "packs(more)"), told="PluginValidationError"),
    "hook-raises": Hostile(_hook("raise OSError('hook')"), told="OSError: hook"),
    "gives-none": Hostile(_hook("return None"), told="missing or gave no pack"),
    "gives-number": Hostile(_hook("return 3"), told="TypeError"),
    "gives-words": Hostile(_hook("return ['x', '/etc']"), told="gave str instead"),
    "gives-endless": Hostile(_hook("return iter(lambda: pack_from_package(__package__), 0)"), told=FAILS),
    "gives-many": Hostile(_hook("return [pack_from_package(__package__)] * 1000"), told="at most 100"),
    "gives-nowhere": Hostile(
        "from pathlib import Path\nfrom limberup.packs import PackFolder\n"
        + _hook("return [PackFolder(Path('/nowhere'))]"),
        told="pack.toml",
    ),
    "gives-devices": Hostile(
        "from pathlib import Path\nfrom limberup.packs import PackFolder\n"
        + _hook("return [PackFolder(Path('/dev'))]"),
        told="pack.toml",
    ),
    # Words and numbers of its own
    "api-2": Hostile(files={"pack.toml": _pack(api="2")}, told="written for pack interface 2"),
    "no-api": Hostile(files={"pack.toml": '[pack]\nid = "{id}"\nname = "x"\n'}, told="api is missing"),
    "no-toml": Hostile(files={"pack.toml": ""}, told="pack.toml"),
    "thief": Hostile(files={"pack.toml": _pack("glutes")}, told="another pack with the id 'glutes'"),
    "twin-a": Hostile(files={"pack.toml": _pack("twin")}, used=True),
    "twin-b": Hostile(files={"pack.toml": _pack("twin")}, told="another pack with the id 'twin'"),
    "path-id": Hostile(files={"pack.toml": _pack("../../etc/passwd")}, told="characters that can't stand there"),
    "long-id": Hostile(files={"pack.toml": _pack("x" * 10_000)}, told="at most"),
    "long-name": Hostile(files={"pack.toml": _pack(name=f'"{"n" * 10_000}"')}, told="at most"),
    "wrong-types": Hostile(
        files={
            "pack.toml": _pack(),
            "exercises/step-up.toml": _exercise(
                name="3", how="{ a = 1 }", start="[1]", tags='"FLR"', kind="1979-05-27"
            ),
        },
        told="name: must be a text",
        used=True,
    ),
    "no-numbers": Hostile(
        files={"exercises/step-up.toml": _exercise(tempo="[nan, inf]", from_week="9223372036854775807")},
        told="step-up.toml",
        used=True,
    ),
    "huge-number": Hostile(
        files={"exercises/step-up.toml": _exercise(from_week="9" * 5000)}, told="too large", used=True
    ),
    "huge-dose": Hostile(files={"exercises/step-up.toml": _exercise(start='"99999x99999"')}, told="start", used=True),
    "figure": Hostile(
        files={
            "exercises/step-up.toml": _exercise() + '[figure]\nview = "side"\nbase = "x"\n[figure.frames]\na = nan\n'
        },
        told="figure",
        used=True,
    ),
    "circle": Hostile(
        files={
            "exercises/step-up.toml": _exercise(easier='"two"'),
            "exercises/two.toml": _exercise(easier='"step-up"', harder='"two"'),
        },
        used=True,
    ),
    "odd-file-names": Hostile(
        files={
            "exercises/x\x1b[31m.toml": _exercise(),
            "exercises/..toml": _exercise(),
            "exercises/CON.toml": _exercise(),
        },
        told="its name may hold only",
        used=True,
    ),
    "long-routine": Hostile(
        files={"routines/up.toml": ROUTINE + '[[step]]\ndo = "step-up"\n' * 20_000}, told="up.toml", used=True
    ),
    "many-files": Hostile(
        files={f"guides/g{number}.toml": "x" for number in range(2_001)}, told="at most 2000 are read", used=True
    ),
    "megabytes": Hostile(
        files={"exercises/step-up.toml": "# " + "x" * 50_000_000 + "\n" + _exercise()}, told="larger than", used=True
    ),
    "big-pack-file": Hostile(files={"pack.toml": _pack() + "#" * 2_000_000}, told="larger than"),
    "nested": Hostile(
        files={"exercises/step-up.toml": f"a = {'[' * 50_000}{']' * 50_000}\n"}, told="nested too deeply", used=True
    ),
    "nested-tables": Hostile(
        files={"exercises/step-up.toml": f"[{'a.' * 20_000}a]\n" + _exercise()}, told="step-up.toml", used=True
    ),
    "binary": Hostile(files={"exercises/step-up.toml": bytes(range(256)) * 64}, told="not UTF-8", used=True),
    "binary-pack": Hostile(files={"pack.toml": b"\xff\xfe\0[pack]"}, told="not UTF-8"),
    "utf-16": Hostile(files={"exercises/step-up.toml": _exercise().encode("utf-16")}, told="not UTF-8", used=True),
    # What is shown
    "acts": Hostile(
        files={"pack.toml": _pack(name=f'"{ACTS}"'), "exercises/step-up.toml": _exercise(name=f'"{ACTS[:50]}"')},
        used=True,
    ),
    "escapes": Hostile(
        files={
            "pack.toml": _pack(name=f'"Esc {ESCAPES}"', summary=f'"{ESCAPES}"', authors=f'["{ESCAPES}"]'),
            "exercises/step-up.toml": _exercise(name=f'"Esc {ESCAPES}"', purpose=f'"p {ESCAPES}"'),
            "routines/up.toml": ROUTINE.replace("Up", f"Up {ESCAPES}"),
            "guides/read.toml": f'title = "Read {ESCAPES}"\nbody = "b {ESCAPES}"\n',
        },
        told="guides/read.toml",
        used=True,
    ),
    "bidi": Hostile(
        files={"pack.toml": _pack(name=f'"B {BIDI}"'), "exercises/step-up.toml": _exercise(name=f'"B {BIDI}"')},
        used=True,
    ),
    "hidden": Hostile(files={"exercises/step-up.toml": _exercise(name=f'"{HIDDEN}"')}, used=True),
    "stacked": Hostile(files={"exercises/step-up.toml": _exercise(name=f'"{STACKED}"')}, used=True),
    "bad-keys": Hostile(
        files={"exercises/step-up.toml": _exercise() + f'"{ESCAPES}" = 1\n'}, told="there is no key", used=True
    ),
    # Rules
    "rule-raises": Hostile(_rules("def judge(facts, exercise): raise ValueError('rule')"), told="ValueError: rule"),
    "rule-hangs": Hostile(_rules("def judge(facts, exercise): time.sleep(3600)"), told="longer than 3 seconds"),
    "rule-allows": Hostile(
        _rules("def judge(facts, exercise): return Answer('allow', 'all is well')"), told="can't give"
    ),
    "rule-rubbish": Hostile(_rules("def judge(facts, exercise): return object()"), told="and no answer"),
    "rules-toml": Hostile(files={"rules.toml": "[[rule]]\nallow = ['glutes/glute-bridge']\n"}, told="rules.toml"),
    # The distribution
    "liar": Hostile(metadata="Metadata-Version: 2.1\nName: limberup\nVersion: 99.\x1b[31m9\n", told="is not"),
    "needs-newer": Hostile(
        metadata="Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nRequires-Dist: limberup>=99\n", used=True
    ),
    "path-entry": Hostile(entries="[limberup.packs]\n../../x\x1b[31m = {package}\n", used=True),
    "no-module": Hostile(
        entries="[limberup.packs]\n{id} = there_is_no_such_module:at.all\n", told="ModuleNotFoundError"
    ),
    "names-us": Hostile(entries="[limberup.packs]\nglutes = {package}\n", used=True),
}
"""Each with a name that its distribution, package and pack are called by."""


def package_of(name: str) -> str:
    """Return what the package of a hostile pack is called."""
    return f"hostile_{name.replace('-', '_')}"


def build_wheel(name: str, folder: Path) -> Path:
    """Write the wheel of one of `HOSTILE`, and return where."""
    hostile = HOSTILE[name]
    package, id_ = package_of(name), f"hostile-{name}"
    usual = {"pack.toml": _pack(), "exercises/step-up.toml": _exercise(), "routines/up.toml": ROUTINE}
    info = f"{package}-1.0.dist-info"

    def filled(text: str | bytes) -> str | bytes:
        return text.replace("{id}", id_).replace("{package}", package) if isinstance(text, str) else text

    members: dict[str, str | bytes] = {
        f"{package}/{path}": filled(text) for path, text in {**usual, **hostile.files}.items() if text
    }
    members[f"{package}/__init__.py"] = hostile.module
    members |= {f"{info}/METADATA": hostile.metadata.replace("{name}", package),
                f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                f"{info}/entry_points.txt": filled(hostile.entries)}  # fmt: skip
    members[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*members, f"{info}/RECORD"])
    path = folder / f"{package}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path
