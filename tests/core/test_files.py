"""Files that are whole or not there at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from limberup.files import locked, move_aside, move_new, read_plain, remove, write_new, write_whole
from limberup.problem import LimberupError, reason_of


@pytest.fixture
def umask() -> object:
    """Let nothing be masked, and put the mask back."""
    old = os.umask(0)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    """Return the permissions of a path."""
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "permission denied"),
        (OSError("Timed out"), "timed out"),
        (ValueError("embedded null byte"), "embedded null byte"),
    ],
)
def test_why_the_system_refused(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "f.toml"
    write_whole(path, "x = 1\n")
    assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b"), mode(path)) == (0o700, 0o700, 0o600)
    path.chmod(0o644)
    write_whole(path, "x = 2\n")
    assert mode(path) == 0o600
    assert write_new(tmp_path / "new", "")
    assert mode(tmp_path / "new") == 0o600
    with locked(tmp_path / "c" / ".lock"):
        assert (mode(tmp_path / "c"), mode(tmp_path / "c" / ".lock")) == (0o700, 0o600)


def test_a_file_is_replaced_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "f"
    for text in ("é\r\n\n\u2028", "", "x" * 200_000):
        write_whole(path, text)
        assert path.read_bytes() == text.encode()
    assert names(tmp_path) == ["f"]


def test_a_new_file_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "f"
    assert write_new(path, "one")
    assert not write_new(path, "two")
    assert path.read_text() == "one"
    (tmp_path / "link").symlink_to("gone")
    assert not write_new(tmp_path / "link", "three")
    assert not (tmp_path / "gone").exists()
    assert names(tmp_path) == ["f", "link"]


def test_of_many_that_write_the_same_new_file_one_succeeds(tmp_path: Path) -> None:
    won: list[int] = []
    barrier = threading.Barrier(8)

    def write(number: int) -> None:
        barrier.wait()
        if write_new(tmp_path / "f", str(number)):
            won.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [str(number) for number in won] == [(tmp_path / "f").read_text()]
    assert names(tmp_path) == ["f"]


@pytest.mark.parametrize("name", ["folder", "file/below", "n" * 300, "nul\x00", "loop/f"])
def test_what_cannot_be_written_is_told_and_nothing_is_left_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept").touch()
    (tmp_path / "file").write_text("kept")
    (tmp_path / "loop").symlink_to("loop")
    before = names(tmp_path)
    for write in (write_whole, write_new):
        try:
            written = write(tmp_path / name, "text")
        except LimberupError as error:
            (problem,) = error.problems
            assert problem.file.startswith(str(tmp_path))
            assert problem.what.startswith(("cannot be", "is a file, and limberup needs a folder"))
        else:
            assert (write, written) == (write_new, False)
    assert names(tmp_path) == before
    assert (tmp_path / "file").read_text() == "kept"
    assert names(tmp_path / "folder") == ["kept"]


def test_text_that_is_no_unicode_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "f"
    write_whole(path, "old")
    with pytest.raises(LimberupError, match="What was there before is unchanged"):
        write_whole(path, "half of \ud83d")
    assert (names(tmp_path), path.read_text()) == (["f"], "old")


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from limberup.files import write_new, write_whole
from limberup.problem import LimberupError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
for write in (write_whole, write_new):
    try:
        write(Path(sys.argv[1]) / ("f" if write is write_whole else "g"), "x" * 10_000)
    except LimberupError as error:
        sys.stdout.write(f"{error}\\n")
"""


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "f", "old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.count("cannot be written: file too large. What was there before is unchanged") == 2
    assert (names(tmp_path), (tmp_path / "f").read_text()) == (["f"], "old")


WRITER = """
import os, sys
from pathlib import Path
from limberup.files import write_whole
path = Path(sys.argv[1])
for number in range(1_000_000):
    os.write(1, b".")
    write_whole(path, f"{number % 10}" * 50_000)
"""


def test_a_process_killed_while_it_writes_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "f"
    for count in range(2, 32, 2):
        with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, bufsize=0) as writer:
            assert writer.stdout
            for _ in range(count):
                assert writer.stdout.read(1) == b"."
            writer.send_signal(signal.SIGKILL)
        text = path.read_text()
        assert len(text) == 50_000
        assert len(set(text)) == 1


def test_removing(tmp_path: Path) -> None:
    (tmp_path / "f").touch()
    remove(tmp_path / "f")
    remove(tmp_path / "f")
    assert names(tmp_path) == []
    (tmp_path / "folder").mkdir()
    with pytest.raises(LimberupError, match="cannot be removed"):
        remove(tmp_path / "folder")


COUNTER = """
import sys
from pathlib import Path
from limberup.files import locked, write_whole
path = Path(sys.argv[1])
for _ in range(60):
    with locked(path.with_name("lock")):
        write_whole(path, str(int(path.read_text()) + 1))
"""


def test_a_lock_lets_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_text("0")
    writers = [subprocess.Popen([sys.executable, "-c", COUNTER, path]) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert path.read_text() == "120"


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(LimberupError, match="cannot be written: is a directory"), locked(tmp_path / "lock"):
        pass


def test_where_the_system_has_no_locks_there_is_the_order_of_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with locked(tmp_path / "c" / ".lock"), locked(tmp_path / "c" / ".lock"):
        assert names(tmp_path / "c") == []


def test_where_there_are_no_hard_links_a_new_file_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert write_new(tmp_path / "f", "one")
    assert not write_new(tmp_path / "f", "two")
    assert (tmp_path / "f").read_text() == "one"
    assert names(tmp_path) == ["f"]


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "f", bytes(range(256)))
    assert (tmp_path / "f").read_bytes() == bytes(range(256))
    assert not write_new(tmp_path / "f", b"other")


def test_moving_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("one")
    assert move_new(tmp_path / "f", tmp_path / "new" / "g")
    assert (names(tmp_path), names(tmp_path / "new")) == (["new"], ["g"])
    (tmp_path / "f").write_text("two")
    (tmp_path / "link").symlink_to("gone")
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "new" / "g", tmp_path / "link", tmp_path / "empty"):
        assert not move_new(tmp_path / "f", place)
        assert not move_new(tmp_path / "new", place)
    assert ((tmp_path / "f").read_text(), (tmp_path / "new" / "g").read_text()) == ("two", "one")
    with pytest.raises(LimberupError, match="cannot be moved: no such file"):
        move_new(tmp_path / "gone", tmp_path / "h")


def test_what_is_moved_aside_gets_a_number_where_its_name_is_taken(tmp_path: Path) -> None:
    places = []
    for text in ("one", "two", "three"):
        (tmp_path / "f.toml").write_text(text)
        places.append(move_aside(tmp_path / "f.toml", tmp_path / "aside"))
    (tmp_path / "f.toml").symlink_to("gone")
    places.append(move_aside(tmp_path / "f.toml", tmp_path / "aside"))
    assert [place.name for place in places] == ["f.toml", "f.2.toml", "f.3.toml", "f.4.toml"]
    assert [place.read_text() for place in places[:3]] == ["one", "two", "three"]
    assert places[3].is_symlink()


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 10)
    assert read_plain(tmp_path / "f", 10) == b"x" * 10
    with pytest.raises(LimberupError, match="is larger than 0 kB"):
        read_plain(tmp_path / "f", 9)
    (tmp_path / "link").symlink_to("f")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "hole").open("wb") as stream:
        stream.truncate(2**40)
    for name, what in {
        "link": "is a link, and links are not followed here",
        "folder": "is a folder, not a file",
        "pipe": "is not a plain file",
        "hole": "is larger than 1000 kB",
        "gone": "there is no such file",
        "f/below": "cannot be read: not a directory",
        "nul\0": "cannot be read: embedded null byte",
    }.items():
        with pytest.raises(LimberupError, match=what):
            read_plain(tmp_path / name, 1_000_000)
    with pytest.raises(LimberupError, match="is not a plain file"):
        read_plain(Path("/dev/zero"), 10)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no files here that say nothing of their size")
def test_what_turns_out_to_be_too_large_or_broken_while_it_is_read_is_told() -> None:
    assert Path("/proc/self/maps").stat().st_size == 0
    with pytest.raises(LimberupError, match="is larger than 1 kB"):
        read_plain(Path("/proc/self/maps"), 1000)
    with pytest.raises(LimberupError, match="cannot be read: input/output error"):
        read_plain(Path("/proc/self/mem"), 1000)
