"""A line to a server that a test can cut, whatever goes over it."""

import socket
from contextlib import suppress
from threading import Event, Thread


class Proxy:
    """Passes all bytes between its own port of this computer and a server."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._open: list[socket.socket] = []
        self._cut, self._answers_lost = Event(), Event()
        Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Cut every line, and refuse new ones until `restore`."""
        self._cut.set()
        for each in self._open:
            _end(each)

    def lose_answers(self) -> None:
        """Let the server hear what is sent; its next answer is lost, and the lines are cut with it."""
        self._answers_lost.set()

    def restore(self) -> None:
        """Let new lines through again."""
        self._cut.clear()

    def close(self) -> None:
        """End every line for good."""
        self.cut()
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                desk = self._door.accept()[0]
                if self._cut.is_set():
                    desk.close()
                    continue
                server = socket.create_connection(self._server)
                self._open += [desk, server]
                if self._cut.is_set():  # meanwhile
                    self.cut()
                Thread(target=self._pass, args=(desk, server), daemon=True).start()
                Thread(target=self._pass, args=(server, desk, self._answers_lost), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, lost: Event | None = None) -> None:
        with suppress(OSError):
            while some := source.recv(65536):
                if lost is not None and lost.is_set():
                    lost.clear()
                    self.cut()
                    break
                target.sendall(some)
        _end(source)
        _end(target)


def _end(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
