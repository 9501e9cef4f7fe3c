"""A test kit for those who write packs. It needs pytest, which limberup itself does not.

The whole of `tests/test_pack.py` in a pack's project:

    from limberup.testing import PackContract

    class TestPack(PackContract):
        package = "limberup_pack_my_pack"

That is a test for each file, named after it, and for hook, rules and hidden characters. Who tests without classes has
`check_pack("limberup_pack_my_pack")`. With `pytest_plugins = ["limberup.testing"]` in a `conftest.py` the fixture
`limberup_catalog` has all exercises that are installed, to try rules with. Nothing is registered with pytest unasked.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from limberup.catalog import Catalog
from limberup.packs.contract import Held, everything, find_pack, hidden_problems, rule_problems

__all__ = ["PackContract", "check_pack", "limberup_catalog"]


class PackContract:
    """Holds a pack to all that `limberup packs check` knows, and to what shows only where it is installed."""

    package = ""
    """The package that the entry point names."""

    @pytest.fixture
    def pack(self) -> Held:
        """Return the pack as its hook gives it."""
        return _found(self.package)

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        """Make a test of each file."""
        if "pack_file" in metafunc.fixturenames:
            held = find_pack(self.package)
            metafunc.parametrize("pack_file", held.files(), ids=lambda file: _id(file, held))

    def test_hook_gives_the_pack(self, pack: Held) -> None:
        """The package is installed, its hook answers in time, and limberup takes up every pack that it gives."""
        _fail(problem for info in pack.infos() if info.pack is None for problem in info.problems)
        # One that can't be read at all has its reasons at its pack.toml.
        assert pack.folders

    def test_file(self, pack: Held, pack_file: Path) -> None:
        """Nothing is wrong with the file."""
        _fail(pack.check()[pack_file])

    def test_shown_whole(self, pack: Held, pack_file: Path) -> None:
        """No text has characters that could move the cursor, hide something or turn its order round."""
        _fail(hidden_problems(pack_file, pack.name(pack_file)))

    def test_rules_only_restrict(self, pack: Held) -> None:
        """Rules, where there are any, answer in time and alike for the same person, and loosen nothing."""
        _fail(rule_problems(pack))


def check_pack(package: str) -> None:
    """Fail with everything that is wrong with the pack of an installed package, a line each.

    Raises:
        pytest.fail.Exception: something is.
    """
    held = _found(package)
    found: list[object] = [problem for problems in held.check().values() for problem in problems]
    found += [problem for file in held.files() for problem in hidden_problems(file, held.name(file))]
    found += [problem for info in held.infos() if info.pack is None for problem in info.problems]
    _fail(dict.fromkeys([*map(str, found), *rule_problems(held)]))


@pytest.fixture(scope="session")
def limberup_catalog() -> Catalog:
    """Return the exercises of all installed packs."""
    return everything().catalog


def _found(package: str) -> Held:
    held = find_pack(package)
    _fail(filter(None, [held.problem]))
    return held


def _id(file: Path, held: Held) -> str:
    """Return a file's name within its pack, and with the pack's folder where there are several."""
    name = held.name(file)
    return name.partition("/")[2] if len(held.folders) == 1 else name


def _fail(problems: Iterable[object]) -> None:
    if lines := [str(problem) for problem in problems]:
        pytest.fail("\n".join(lines), pytrace=False)
