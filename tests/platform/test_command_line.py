"""Commands as a person types them, with nothing set: each in a process of its own, on a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from django.db import ProgrammingError, connection
from psycopg import errors

from config import command_line, demo_environment
from tests.platform.processes import KEY, ROOT, answers, environment, forget, run, start

COUNT = "from accounts.models import School; print(School.objects.count())"
ADD = "from accounts.models import School; School.objects.create(urn='104723', name='Ashby High')"
STAY = "import sys, time; print('up', flush=True); time.sleep(60)"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    """A folder on which a first command has been run."""
    folder = tmp_path_factory.mktemp("installation") / "data"
    yield folder
    forget(folder)


def shell(folder, code):
    return run("manage.py", "shell", "--no-imports", "-c", code, DATA_DIR=str(folder))


def test_first_use_makes_the_database_and_later_ones_find_it(data_dir):
    first = shell(data_dir, ADD)
    assert (first.returncode, first.stdout) == (0, ""), first.stderr
    assert first.stderr.splitlines()[-1] == "Bringing the database up to date …"
    assert not answers(data_dir), "what a command started, it stops"
    again = shell(data_dir, COUNT)
    assert (again.returncode, again.stdout, again.stderr) == (0, "1\n", "")
    assert not answers(data_dir)


def test_two_at_once_on_a_new_folder_both_do_their_work(tmp_path):
    folder = tmp_path / "data"
    line = ("manage.py", "shell", "--no-imports", "-c", COUNT)
    both = [start(*line, DATA_DIR=str(folder)) for _ in range(2)]
    try:
        said = [child.communicate() for child in both]
        assert [out for out, _ in said] == ["0\n", "0\n"], said
        assert not answers(folder)
    finally:
        forget(folder)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 129)]
)
def test_a_command_that_is_stopped_stops_the_database(data_dir, number, status):
    child = start("manage.py", "shell", "--no-imports", "-c", STAY, DATA_DIR=str(data_dir))
    assert child.stdout
    assert child.stdout.readline() == "up\n"
    assert answers(data_dir)
    child.send_signal(number)
    assert child.communicate(timeout=30)[1].count("Traceback") == 0
    assert child.returncode == status
    assert not answers(data_dir)


def test_two_processes_of_runserver_share_the_database_and_leave_none_behind(data_dir):
    """It runs the site in a child of its own, which starts again whenever a file changes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = start("manage.py", "runserver", f"127.0.0.1:{port}", DATA_DIR=str(data_dir), DEBUG="True")
    try:
        assert fetched(f"http://127.0.0.1:{port}/readyz") == b"ready\n"
    finally:
        child.terminate()
        _, said = child.communicate(timeout=30)
    assert "Traceback" not in said
    assert gone(data_dir)


def fetched(address):
    """The page, as soon as the server is there."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own
                return answer.read()
        except urllib.error.URLError:
            time.sleep(0.1)
    return None


def gone(data_dir):
    """The child that served may need a moment longer than its parent."""
    for _ in range(100):
        if not answers(data_dir):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (("create_school", "--urn", "104723"), 2, "the following arguments are required: --name"),
        (("create_school", "--nonsense"), 2, "usage:"),
        (("nonsense",), 1, "Unknown command: 'nonsense'"),
        (("loaddata", "nowhere.json"), 1, "CommandError: No fixture named 'nowhere' found."),
    ],
)
def test_wrong_usage_is_2_and_what_is_refused_is_1_without_a_traceback(data_dir, command, status, said):
    done = run("manage.py", *command, DATA_DIR=str(data_dir))
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_told_in_a_line(tmp_path):
    settings = {"SECRET_KEY": KEY, "SITE_URL": "http://127.0.0.1:8000", "DATA_DIR": str(tmp_path)}
    url = "postgres://waymark_web@127.0.0.1:1/nowhere"
    done = run("manage.py", "shell", "--no-imports", "-c", COUNT, DATABASE_URL=url, **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [], "DATABASE_URL is set, so nothing is started"


def said_into(output, *command, **settings):
    """What a command says on standard error, and its status, with its output led somewhere."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, env=environment(**settings), stdout=output, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


def test_an_output_that_takes_nothing_is_told_in_a_line():
    with open("/dev/full", "w") as full:
        assert said_into(full, "help") == (1, "The output: No space left on device.\n")
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w") as nobody_reads:
        assert said_into(nobody_reads, "help") == (1, "The output: Broken pipe.\n")


def test_letters_that_the_terminal_lacks_are_written_as_numbers(data_dir):
    settings = {"DATA_DIR": str(data_dir), "PYTHONIOENCODING": "ascii"}
    done = run("manage.py", "create_school", "--urn", "104723", "--name", "Zoë’s", **settings)
    assert (done.returncode, done.stdout) == (0, "Updated Zo\\xeb\\u2019s (104723).\n")


def test_an_argument_that_is_no_text_is_refused(data_dir):
    done = run("manage.py", "create_school", "--urn", "104723", "--name", "\udcff", DATA_DIR=str(data_dir))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "\\udcff: this argument is no UTF-8 text.\n"


@pytest.mark.django_db
def test_a_database_that_nobody_migrated_is_told_in_a_line(tmp_path):
    here = connection.get_connection_params()
    options = f"host={quote(here.get('host', ''), safe='')}&port={here.get('port', 5432)}"
    who = f"{here['user']}:{quote(here.get('password') or '', safe='')}"
    settings = {"SECRET_KEY": KEY, "SITE_URL": "http://127.0.0.1:8000", "DATA_DIR": str(tmp_path)}
    add = ("create_school", "--urn", "104723", "--name", "Ashby High")
    done = run("manage.py", *add, DATABASE_URL=f"postgres://{who}@/postgres?{options}", **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert "run `python3 manage.py migrate`" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("cause", [errors.InsufficientPrivilege, errors.UndefinedColumn])
def test_what_migrating_would_put_right_is_told_in_a_line(cause):
    with pytest.raises(SystemExit, match=r"manage\.py migrate"), command_line.told_in_a_line():
        raise ProgrammingError from cause()


def test_a_fault_of_ours_is_not_taken_for_one_of_the_database():
    with pytest.raises(ProgrammingError), command_line.told_in_a_line():
        raise ProgrammingError from errors.SyntaxError()


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("migrate", True),
        ("benchmark8 --school 104723", True),
        ("check --database default", True),
        ("check", False),
        ("benchmark8 --help", False),
        ("help migrate", False),
        ("test tests/students", False),
        ("collectstatic --no-input", False),
        ("--version", False),
        ("", False),
    ],
)
def test_the_database_is_started_for_those_who_need_it(line, needs):
    assert command_line.needs_database(["manage.py", *line.split()]) is needs


def test_a_new_migration_is_noticed(monkeypatch, tmp_path):
    (tmp_path / "students" / "migrations").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("django==5.2.19\n")
    monkeypatch.setattr(command_line, "ROOT", tmp_path)
    seen = {command_line.migrations_digest()}
    (tmp_path / "students" / "migrations" / "0001_initial.py").write_text("operations = []\n")
    seen.add(command_line.migrations_digest())
    (tmp_path / "students" / "migrations" / "0001_initial.py").write_text("operations = [1]\n")
    seen.add(command_line.migrations_digest())
    (tmp_path / "requirements.lock").write_text("django==5.2.20\n")
    seen.add(command_line.migrations_digest())
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("postgres://web:p%40@db:5432/waymark", "postgres://web:p%40@db:5432/waymark_demo"),
        ("postgres://web@/waymark?host=/run/pg&port=1", "postgres://web@/waymark_demo?host=/run/pg&port=1"),
    ],
)
def test_the_demo_never_has_the_schools_own_database(url, expected):
    assert demo_environment.renamed(url) == expected


@pytest.mark.parametrize(
    ("arguments", "port"),
    [([], 8000), (["--port", "8080"], 8080), (["--port=9"], 9), (["--port", "x"], 8000)],
)
def test_the_demos_links_lead_to_the_port_it_has(arguments, port):
    assert demo_environment.port_of(arguments) == port
