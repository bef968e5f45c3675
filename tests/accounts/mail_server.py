"""A mail server for tests: it speaks SMTP on a socket and misbehaves where it is told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread


class MailServer:
    """Accepts messages into `inbox`; `refuse` maps a command to the answer it gets instead of yes.

    `hang_up_after_data`: takes the message and closes the line without a word.
    """

    def __init__(self) -> None:
        self.inbox: list[str] = []
        self.refuse: dict[str, str] = {}
        self.hang_up_after_data = False
        self.pause_after_data: Event | None = None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        # A call of our own wakes the thread that waits for one.
        self._open = False
        socket.create_connection(("127.0.0.1", self.port)).close()
        self._thread.join()
        self._socket.close()

    _open = True

    def _serve(self) -> None:
        while self._open:
            line, _ = self._socket.accept()
            # Whoever called may have been killed in the middle of a word.
            with suppress(ConnectionError), line, line.makefile("rwb") as talk:
                self._talk(talk)

    def _talk(self, talk: object) -> None:
        def say(words: str) -> None:
            talk.write(f"{words}\r\n".encode())  # type: ignore[attr-defined]
            talk.flush()  # type: ignore[attr-defined]

        if not self._open:
            return
        say("220 ready")
        for raw in talk:  # type: ignore[attr-defined]
            command = raw.decode().split(":")[0].split()[0].upper()
            if command in self.refuse:
                say(self.refuse[command])
            elif command == "DATA":
                say("354 go on")
                self.inbox.append(self._read_message(talk))
                if self.pause_after_data:
                    self.pause_after_data.wait(30)
                if self.hang_up_after_data:
                    return
                say("250 taken")
            elif command == "QUIT":
                say("221 bye")
                return
            else:
                say("250 yes")

    def _read_message(self, talk: object) -> str:
        lines = []
        for raw in talk:  # type: ignore[attr-defined]
            if raw == b".\r\n":
                break
            lines.append(raw.decode())
        return "".join(lines)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    try:
        yield server
    finally:
        server.close()
