"""Files kept whole or not at all, and given back only as they were kept."""

from datetime import UTC, datetime
from hashlib import sha256
from os import utime
from pathlib import Path

import pytest

from accounts.files.kept import read_whole, sweep, write_whole

CONTENT = b"UPN,Forename\n"
HASH = sha256(CONTENT).hexdigest()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rosters" / "one"
    write_whole(path, CONTENT)
    assert read_whole(path, HASH) == CONTENT
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "one", CONTENT)
    assert list(tmp_path.iterdir()) == [tmp_path / "one"]


def test_what_is_gone_or_changed_is_not_given_back(tmp_path: Path) -> None:
    assert read_whole(tmp_path / "one", HASH) is None
    (tmp_path / "one").write_bytes(CONTENT + b"1,Zo\n")
    assert read_whole(tmp_path / "one", HASH) is None


def test_a_sweep_takes_what_is_older_and_no_more(tmp_path: Path) -> None:
    sweep(tmp_path / "none", before=datetime(2026, 1, 1, tzinfo=UTC))
    for name, day in (("old", 1), ("new", 3)):
        (tmp_path / name).touch()
        written = datetime(2026, 1, day, tzinfo=UTC).timestamp()
        utime(tmp_path / name, (written, written))
    sweep(tmp_path, before=datetime(2026, 1, 2, tzinfo=UTC))
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_file_that_another_sweep_has_just_removed_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")  # listed, and not there when it is looked at
    sweep(tmp_path, before=datetime(2026, 1, 2, tzinfo=UTC))
