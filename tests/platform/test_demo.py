"""The demo as a person starts it: one command, a site to look at, nothing left afterwards."""

import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.platform.processes import answers, forget, run, start

SECONDS_TO_LOAD = 120


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def fetched(address):
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own
        return answer.read().decode()


@pytest.fixture
def folder(tmp_path):
    yield tmp_path / "data"
    if (tmp_path / "data" / "demo").is_dir():
        forget(tmp_path / "data" / "demo")


def test_one_command_serves_a_school_and_stops_all_it_started(folder):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    # A database and an address of the installation's own are left alone.
    demo = start(
        "manage.py", "demo", "--port", str(port), DATA_DIR=str(folder), SITE_URL="https://real.example"
    )
    try:
        said = printed(demo, until=f"Waymark is at {address}/")
        assert "Ada Lowe" in said, "the log-ins are in what is printed"
        assert "ben@" in said
        assert fetched(f"{address}/readyz") == "ready\n"
        page = fetched(f"{address}/")
        assert 'name="login"' in page
        assert "font-family" in fetched(f"{address}/static/fonts.css")
        second = run("manage.py", "demo", "--port", str(free_port()), DATA_DIR=str(folder))
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr.splitlines()[-1] == "CommandError: A demo is already running here."
        assert [path.name for path in folder.iterdir()] == ["demo"]
        children = [
            path.parent.name for path in Path("/proc").glob("[0-9]*/stat") if parent_of(path) == demo.pid
        ]
        assert len(children) == 2
    finally:
        demo.send_signal(signal.SIGINT)
        _, said = demo.communicate(timeout=60)
    assert (demo.returncode, "Traceback" in said) == (0, False), said
    with pytest.raises(urllib.error.URLError):
        fetched(f"{address}/healthz")
    assert not answers(folder / "demo")
    assert not [pid for pid in children if Path("/proc", pid).exists()]


def test_a_port_that_is_taken_is_told_before_anything_is_loaded(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("manage.py", "demo", "--port", str(port), DATA_DIR=str(folder))
    assert (done.returncode, done.stdout) == (1, "")
    said = f"CommandError: Port {port} is in use: choose another, as in `demo --port 8080`."
    assert done.stderr.splitlines()[-1] == said
    assert not answers(folder / "demo")


def printed(child, *, until):
    """What the command printed up to this line."""
    began, lines = time.monotonic(), []
    while time.monotonic() - began < SECONDS_TO_LOAD:
        line = child.stdout.readline()
        lines.append(line)
        if line.startswith(until):
            return "".join(lines)
        assert line or child.poll() is None, child.stderr.read()
    raise AssertionError("".join(lines))


def parent_of(stat):
    """The parent of a process, from /proc."""
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
