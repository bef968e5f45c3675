"""The default broker: kombu's folders of message files, made safe for several processes.

kombu writes a message in the place where readers look for it, so a reader may find it half written and stop
over it; and it keeps every message that was read. Here a message appears whole or not at all, folders are
their owner's alone, and what was read goes after a day.
"""

import contextlib
import json
import os
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem, virtual

KEEP_SECONDS = 24 * 60 * 60
TIDY_EVERY_SECONDS = 60 * 60


class Channel(filesystem.Channel):
    """A channel over folders that it makes itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._tidied = 0.0
        for folder in (self.data_folder_in, self.data_folder_out, self.processed_folder, self.control_folder):
            Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)

    def _put(self, *message: Any, **kwargs: Any) -> None:
        """Write beside, then rename: the name ends in `.part` until the message is whole."""
        queue, payload = message
        name = Path(self.data_folder_out) / f"{time.time_ns()}_{uuid.uuid4()}.{queue}.msg"
        part = name.with_name(f"{name.name}.part")
        part.write_text(json.dumps(payload), encoding="utf-8")
        part.rename(name)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        self._tidy()
        message: dict[str, Any] = super()._get(queue)
        return message

    def _tidy(self) -> None:
        """Drop messages read more than a day ago."""
        now = time.time()
        if now - self._tidied < TIDY_EVERY_SECONDS:
            return
        self._tidied = now
        for entry in os.scandir(self.processed_folder):
            # Another worker may be tidying too.
            with contextlib.suppress(FileNotFoundError):
                if now - entry.stat().st_mtime > KEEP_SECONDS:
                    os.remove(entry.path)


class Transport(filesystem.Transport):
    """What Celery is told to use: `config.file_broker:Transport`."""

    Channel = Channel

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Each connection looks for itself which queues its folders have; kombu's memory is the process's."""
        super().__init__(*args, **kwargs)
        self.state = virtual.BrokerState()
