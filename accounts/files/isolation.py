"""Workbooks and XML are taken apart in a process of their own, with little memory and time.

A file built to exhaust its reader then ends that process, and the person who sent it gets a sentence; the
server goes on serving. The process is given the file and nothing else: no settings, no secrets, no database.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .limits import LIMITS, Limits
from .problems import FileRefused, Problem

ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
GAVE_UP = (
    "This file could not be read with the memory and time one file may use: it is damaged, or built to do "
    "harm. Save the list afresh as CSV and send that."
)


def read_workbook(data: bytes, *, name: str, limits: Limits = LIMITS) -> Iterator[tuple[int, list[str]]]:
    """The rows of a workbook's first sheet with something visible on it, with their numbers."""
    yield from in_child({"read": "workbook"}, data, name=name, limits=limits)


def in_child(job: dict[str, Any], data: bytes, *, name: str, limits: Limits = LIMITS) -> Any:
    """Do a job of `isolated` on a file in a child process; its refusal, or its death, is ours."""
    order = json.dumps(job | {"limits": asdict(limits)}).encode() + b"\n"
    try:
        done = subprocess.run(  # our own module, under our own interpreter
            [sys.executable, "-s", "-m", "accounts.files.isolated"],
            input=order + data,
            capture_output=True,
            timeout=limits.wall_seconds,
            cwd=ROOT,
            env={key: os.environ[key] for key in PASSED_ON if key in os.environ} | {"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(GAVE_UP, name=name) from None
    if done.returncode:
        raise FileRefused(GAVE_UP, name=name)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise FileRefused([Problem(*problem) for problem in answer["refused"]], name=name)
    return answer["result"]


def read_records(
    data: bytes,
    *,
    name: str,
    record: str,
    texts: tuple[str, ...],
    groups: tuple[str, ...] = (),
    head: tuple[str, ...] = (),
    otherwise: str,
    encoding: str | None = None,
    limits: Limits = LIMITS,
) -> dict[str, Any]:
    """Chosen elements of an XML file, and nothing else of it.

    `record` is the path from the root to one record, `texts` and `groups` are paths below it, `head` paths
    from the root. `otherwise` says what to send where the root is another. The answer is
    `{"head": {path: text}, "records": [{path: text, …, group's path: [{name: text}, …]}, …]}`.
    """
    spec = {"record": record, "texts": texts, "groups": groups, "head": head, "otherwise": otherwise}
    job = {"read": "xml", "spec": spec, "encoding": encoding}
    result: dict[str, Any] = in_child(job, data, name=name, limits=limits)
    return result
