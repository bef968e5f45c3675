"""Jobs reach a real worker, through files by default and through Redis where REDIS_URL names one."""

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

from config.celery_settings import celery_settings

ROOT = Path(__file__).resolve().parent.parent.parent


def application(redis_url, data_dir):
    """An application of its own with the product's settings."""
    app = Celery("probe", set_as_current=False)
    chosen = celery_settings(redis_url, data_dir)
    app.conf.update({name.removeprefix("CELERY_").lower(): value for name, value in chosen.items()})
    return app


def wait_for(condition, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def lines(path):
    return path.read_text().split() if path.exists() else []


@pytest.fixture
def queue(tmp_path):
    """An application to send with, and a way to start workers that read what it sends."""
    app = application(settings.REDIS_URL, tmp_path)
    if settings.REDIS_URL:
        with app.connection_for_write() as connection:
            connection.channel().client.flushdb()
    workers = []

    def worker():
        command = [sys.executable, "-m", "celery", "-A", "tests.platform.queue_app", "worker"]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(tmp_path),
            "DATABASE_URL": "",
            "DATABASE_URL_FILE": "",
            "REDIS_URL": settings.REDIS_URL,
        }
        with open(tmp_path / "worker.log", "a") as log:
            child = subprocess.Popen(
                [*command, "--concurrency=1", "--without-gossip", "--without-mingle", "--loglevel=INFO"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        workers.append(child)
        return child

    yield app, worker
    for child in workers:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


@pytest.mark.queue
def test_a_job_reaches_a_worker_once_and_a_plain_kill_is_a_tidy_end(queue, tmp_path):
    app, worker = queue
    child = worker()
    for _ in range(3):
        app.send_task("tests.note", kwargs={"path": str(tmp_path / "ran")})
    assert wait_for(lambda: len(lines(tmp_path / "ran")) == 3), (tmp_path / "worker.log").read_text()
    child.terminate()
    assert child.wait(30) == 0
    assert len(lines(tmp_path / "ran")) == 3


@pytest.mark.queue
def test_a_job_whose_process_is_killed_runs_again(queue, tmp_path):
    app, worker = queue
    worker()
    app.send_task("tests.linger", kwargs={"path": str(tmp_path / "ran")})
    assert wait_for(lambda: len(lines(tmp_path / "ran")) == 1), (tmp_path / "worker.log").read_text()
    os.kill(int(lines(tmp_path / "ran")[0]), signal.SIGKILL)
    assert wait_for(lambda: len(lines(tmp_path / "ran")) == 2), (tmp_path / "worker.log").read_text()


@pytest.mark.queue
def test_a_job_whose_whole_worker_is_killed_comes_back_to_the_next(queue, tmp_path):
    if not settings.REDIS_URL:
        pytest.skip("files have no one to give it back: the sweeper rings again, by the job's row")
    app, worker = queue
    child = worker()
    app.send_task("tests.linger", kwargs={"path": str(tmp_path / "ran")})
    assert wait_for(lambda: len(lines(tmp_path / "ran")) == 1), (tmp_path / "worker.log").read_text()
    os.killpg(child.pid, signal.SIGKILL)
    worker()
    assert wait_for(lambda: len(lines(tmp_path / "ran")) == 2, 45), (tmp_path / "worker.log").read_text()


def test_a_redis_that_takes_the_call_and_never_answers_does_not_hold_a_request_up(tmp_path):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        app = application(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", tmp_path)
        began = time.monotonic()
        with pytest.raises(OperationalError):
            app.send_task("tests.note", kwargs={"path": "x"})
        assert time.monotonic() - began < 12
        app.close()


def test_a_redis_that_is_not_there_is_told_at_once(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        app = application(f"redis://127.0.0.1:{taken.getsockname()[1]}/0", tmp_path)
        began = time.monotonic()
        with pytest.raises(OperationalError):
            app.send_task("tests.note", kwargs={"path": "x"})
        assert time.monotonic() - began < 5
        app.close()


@pytest.fixture
def files(tmp_path):
    """Connections to the file broker, as from several processes."""
    options = celery_settings("", tmp_path / "deep" / "data")["CELERY_BROKER_TRANSPORT_OPTIONS"]
    made = []

    def connect():
        made.append(Connection(transport="config.file_broker:Transport", transport_options=options))
        return made[-1].SimpleQueue("bell")

    yield connect, tmp_path / "deep" / "data" / "broker"
    for connection in made:
        connection.release()


def test_messages_lie_in_folders_of_their_owners_alone_and_go_after_a_day(files):
    connect, folder = files
    queue = connect()
    queue.put({"job": 7})
    assert queue.get(timeout=5).payload == {"job": 7}
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {
        "messages": 0o700,
        "processed": 0o700,
        "control": 0o700,
    }
    (old,) = (folder / "processed").iterdir()
    os.utime(old, (time.time() - 90_000,) * 2)
    again = connect()
    again.put({"job": 8})
    assert again.get(timeout=5).payload == {"job": 8}
    assert old not in list((folder / "processed").iterdir())
    assert len(list((folder / "processed").iterdir())) == 1


def test_no_reader_finds_half_a_message(files):
    """Large messages, written and read at the same time: all arrive, each once, each whole."""
    connect, folder = files
    writers, reader = [connect() for _ in range(3)], connect()
    text = "x" * 200_000

    def write(queue, first):
        for number in range(first, first + 20):
            queue.put({"number": number, "text": text})

    threads = [threading.Thread(target=write, args=(queue, 100 * at)) for at, queue in enumerate(writers)]
    for thread in threads:
        thread.start()
    got = [reader.get(timeout=20) for _ in range(60)]
    for thread in threads:
        thread.join()
    assert sorted(message.payload["number"] for message in got) == [
        number for first in (0, 100, 200) for number in range(first, first + 20)
    ]
    assert {message.payload["text"] for message in got} == {text}
    assert list((folder / "messages").iterdir()) == []


def test_what_is_not_finished_is_not_found(files):
    connect, folder = files
    queue = connect()
    (folder / "messages" / "1_x.bell.msg.part").write_text('{"half')
    with pytest.raises(queue.Empty):
        queue.get_nowait()


def test_the_timetable_knows_these_jobs_and_nothing_else():
    schedule = celery_settings("", Path("x"))["CELERY_BEAT_SCHEDULE"]
    assert {entry["task"]: str(entry["schedule"]) for entry in schedule.values()} == {
        "reporting.sweep": "60",
        "reporting.schedule_due": "<crontab: */10 * * * * (m/h/dM/MY/d)>",
        "accounts.tidy": "<crontab: 10 4 * * * (m/h/dM/MY/d)>",
    }


def test_what_nobody_took_is_worth_nothing_once_the_next_has_come():
    """Else a weekend without a worker would leave some three thousand sweeps to be done on Monday."""
    schedule = celery_settings("", Path("x"))["CELERY_BEAT_SCHEDULE"]
    assert {name: entry["options"]["expires"] for name, entry in schedule.items()} == {
        "sweep": 60,
        "schedule_due": 10 * 60,
        "tidy": 24 * 60 * 60,
    }
