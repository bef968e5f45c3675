"""What runs in the child process: `python -m accounts.files.isolated`, an order and a file on standard input.

The order is one line of JSON: what to read, and the limits. The answer is JSON on standard output.
"""

import json
import sys
from typing import Any

from .limits import Limits, restrain
from .problems import FileRefused

UNREADABLE = "This file is damaged or incomplete: open it where it came from, save it afresh and send that."


def main() -> int:
    """Read the order and the file, do the one, answer with the result or the refusal."""
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    restrain(memory_bytes=limits.memory_bytes, cpu_seconds=limits.cpu_seconds)
    answer = _answer(order, sys.stdin.buffer.read(), limits)
    sys.stdout.write(json.dumps(answer, separators=(",", ":")))
    return 0


def _answer(order: dict[str, Any], data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return {"result": _read(order, data, limits)}
    except FileRefused as refusal:
        return {"refused": [(p.row, p.column, p.message) for p in refusal.problems]}
    except MemoryError:
        raise
    except Exception as error:  # a damaged file breaks a parser in ways nobody can list
        print(type(error).__name__, file=sys.stderr)  # noqa: T201 (its kind only: the text may hold names)
        return {"refused": [(None, None, UNREADABLE)]}


def _read(order: dict[str, Any], data: bytes, limits: Limits) -> Any:
    if order["read"] == "workbook":
        from .workbook import rows

        return list(rows(data, limits))
    from .xml_records import read

    return read(data, order["spec"], order["encoding"], limits)


if __name__ == "__main__":
    sys.exit(main())
