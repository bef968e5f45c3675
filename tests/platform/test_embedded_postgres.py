"""The private PostgreSQL: real servers, in folders of their own."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from config import embedded_postgres
from config.embedded_postgres import OWNER, WEB, place, running, start, stop
from config.postgres_binaries import EmbeddedPostgresError
from tests.platform.processes import ROOT, answers, ask, forget


@pytest.fixture
def data_dir(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    yield folder
    stop(folder)
    forget(folder)


def server_pid(data_dir):
    return int((next(place(data_dir).home.glob("[0-9]*")) / "postmaster.pid").read_text().split()[0])


def account(here):
    """Whom the server runs as, where that is not ourselves."""
    assert here.account
    return here.account


def give(path, owner):
    os.chown(path, owner.pw_uid, owner.pw_gid)


def line_of(child):
    assert child.stdout
    return child.stdout.readline()


def test_a_first_start_makes_ordinary_roles_and_the_owners_database(data_dir):
    assert start(data_dir, fast=True)
    roles = (
        "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcanlogin from pg_roles where rolname = '{}'"
    )
    assert ask(data_dir, roles.format(OWNER)) == (OWNER, False, False, True, True)
    assert ask(data_dir, roles.format(WEB)) == (WEB, False, False, False, True)
    assert ask(data_dir, "select pg_get_userbyid(datdba) from pg_database where datname = 'waymark'") == (
        OWNER,
    )
    assert ask(data_dir, "select current_setting('listen_addresses'), current_setting('fsync')") == (
        "",
        "off",
    )
    assert ask(
        data_dir, "select pg_encoding_to_char(encoding) from pg_database where datname = 'waymark'"
    ) == ("UTF8",)
    assert ask(data_dir, "select lower('ÉÀ')") == ("éà",)
    assert ask(data_dir, "select current_setting('server_version_num')::int >= 150000") == (True,)


def test_a_second_start_finds_it_running_and_the_data_outlive_a_stop(data_dir):
    assert start(data_dir, fast=True)
    with psycopg.connect(
        host=str(place(data_dir).socket_dir), port=5432, user=OWNER, dbname="waymark"
    ) as owner:
        owner.execute("create table kept as select 7 as it")
    assert not start(data_dir, fast=True)
    stop(data_dir)
    assert not answers(data_dir)
    stop(data_dir)
    assert start(data_dir)
    assert ask(data_dir, "select it from kept", OWNER) == (7,)
    assert ask(data_dir, "select current_setting('fsync')") == ("on",), "speed is asked for at every start"


def test_after_a_kill_it_starts_again(data_dir):
    start(data_dir, fast=True)
    os.kill(server_pid(data_dir), signal.SIGKILL)
    assert start(data_dir, fast=True)
    assert answers(data_dir)


def test_half_made_data_are_made_anew(data_dir):
    start(data_dir, fast=True)
    stop(data_dir)
    cluster = next(place(data_dir).home.glob("[0-9]*"))
    cluster.rename(cluster.with_name(f"{cluster.name}.new"))
    (cluster.with_name(f"{cluster.name}.new") / "PG_VERSION").unlink()
    assert start(data_dir, fast=True)
    assert answers(data_dir)


def test_data_of_another_major_version_are_refused_in_a_sentence(data_dir):
    here = place(data_dir)
    (here.home / "99").mkdir(parents=True)
    if here.home.parent == embedded_postgres.ROOT_HOME:
        here.pointer.write_text(f"{here.home}\n")
        give(here.home, account(here))
    with pytest.raises(
        EmbeddedPostgresError, match=r"were made by PostgreSQL 99, which is not here any more"
    ):
        start(data_dir)


def test_no_programs_at_all_are_told_in_a_sentence(data_dir, monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(EmbeddedPostgresError, match=r"No PostgreSQL 15 or later was found"):
        start(data_dir)


def test_a_folder_somebody_else_made_is_refused(data_dir, monkeypatch, tmp_path):
    """With a long path the socket lies in a folder whose name others can guess."""
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder for somebody else")
    here = place(data_dir)
    nobody = pwd.getpwnam("nobody" if account(here).pw_name != "nobody" else "daemon")
    here.home.parent.mkdir(exist_ok=True)
    here.home.mkdir()
    here.pointer.write_text(f"{here.home}\n")
    here.socket_dir.mkdir()
    give(here.socket_dir, nobody)
    give(here.home, account(here))
    with pytest.raises(EmbeddedPostgresError, match="belongs to somebody else"):
        start(data_dir)


def test_a_deleted_folder_made_again_is_empty_and_the_old_data_are_kept_aside(data_dir, capfd):
    start(data_dir)
    shutil.rmtree(data_dir)
    data_dir.mkdir(mode=0o700)
    with running(data_dir):
        assert answers(data_dir)
        assert ask(data_dir, "select count(*) from pg_tables where schemaname = 'public'") == (0,)
    if os.geteuid() == 0:
        assert "its database was moved to" in capfd.readouterr().err
        assert len(list(embedded_postgres.ROOT_HOME.glob(f"{place(data_dir).home.name}.old-*"))) == 1


HOLD = """
import sys, time
sys.path.insert(0, {root!r})
from pathlib import Path
from config.command_line import stop_on_signals
from config.embedded_postgres import running
stop_on_signals()
with running(Path({data_dir!r}), fast=True):
    print("up", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def hold(data_dir):
    """Other processes that use the database until they are told to go."""
    children = []

    def begin():
        script = HOLD.format(root=str(ROOT), data_dir=str(data_dir))
        child = subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        children.append(child)
        assert line_of(child) == "up\n"
        return child

    yield begin
    for child in children:
        child.kill()
        child.communicate()


def test_the_last_of_several_processes_stops_it(data_dir, hold):
    first, second = hold(), hold()
    first.communicate("go\n")
    assert answers(data_dir), "the one who started it has left; the other still needs it"
    second.communicate("go\n")
    assert not answers(data_dir)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_it_too(data_dir, hold, number):
    child = hold()
    child.send_signal(number)
    child.wait(20)
    assert not answers(data_dir)


def test_a_killed_process_leaves_it_to_the_next(data_dir, hold):
    child = hold()
    child.kill()
    child.wait()
    assert answers(data_dir)
    with running(data_dir, fast=True):
        assert answers(data_dir)
    assert not answers(data_dir)


def test_many_at_once_on_a_new_folder_agree(data_dir, hold):
    script = HOLD.format(root=str(ROOT), data_dir=str(data_dir))
    several = [
        subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    try:
        assert [line_of(child) for child in several] == ["up\n"] * 4
        time.sleep(0.1)
        assert answers(data_dir)
    finally:
        for child in several:
            child.communicate("go\n")
    assert [child.returncode for child in several] == [0] * 4
    assert not answers(data_dir)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as somebody else")
def test_as_root_no_mode_is_changed_and_nothing_but_a_pointer_lies_in_the_folder(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / "data"
    folder.mkdir(mode=0o700)
    try:
        with running(folder, fast=True):
            pid = server_pid(folder)
            assert os.stat(f"/proc/{pid}").st_uid == account(place(folder)).pw_uid != 0
        assert closed.stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_mode & 0o777 == 0o700
        assert sorted(path.name for path in folder.iterdir()) == [
            "postgres.gate",
            "postgres.path",
            "postgres.users",
        ]
    finally:
        shutil.rmtree(place(folder).home)


def test_an_ordinary_account_runs_it_itself(tmp_path):
    """As root, by way of an unprivileged account that has the programs but no folder of root's."""
    if os.geteuid() != 0:
        pytest.skip("this run is by an ordinary account already: all the other tests show it")
    nobody = pwd.getpwnam("nobody")
    # pytest's own folders are closed to others.
    code, folder = (Path(tempfile.mkdtemp(prefix="waymark-", dir="/var/tmp")) for _ in range(2))
    code.chmod(0o755)
    try:
        shutil.copytree(ROOT / "config", code / "config", ignore=shutil.ignore_patterns("__pycache__"))
        give(folder, nobody)
        found, _ = embedded_postgres.binaries(folder, private_copy=embedded_postgres.ROOT_HOME)
        script = HOLD.replace("from config.command_line import stop_on_signals\n", "").replace(
            "stop_on_signals()\n", ""
        )
        python = shutil.which("python3", path="/usr/bin") or sys.executable
        done = subprocess.run(
            [python, "-c", script.format(root=str(code), data_dir=str(folder))],
            env={"PATH": "/usr/bin:/bin", "PG_BIN": str(found)},
            input="go\n",
            text=True,
            capture_output=True,
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            cwd="/",
        )
        assert (done.stdout, done.returncode) == ("up\n", 0), done.stderr
        assert (folder / "postgres").stat().st_uid == nobody.pw_uid
    finally:
        shutil.rmtree(code)
        shutil.rmtree(folder)
