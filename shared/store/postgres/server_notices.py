"""LISTEN on a connection of its own: "look now" from the other programs of the hall, sent with their COMMIT.

It only says when to look: what is new is read from the cursor, after each reconnection too, and programs ask every
second all the same.
"""

import contextlib
import logging
import socket
import time

import psycopg

from shared.store.postgres import server_connection
from shared.store.postgres.server_address import ServerAddress
from shared.store.postgres.server_connection import ServerConnection, ask

_log = logging.getLogger("antrean.store")
AGAIN_SECONDS = 5.0


class ServerNotices:
    """The notices of one hall.

    Attributes:
        ears: Readable when something came in, or when the connection broke; None while there is none.
        deaf_until: When it is tried again to listen (monotonic seconds); 0.0 while it listens.
        told: How many writes there were, as the last notice said; 0 while none came.
    """

    def __init__(self, address: ServerAddress, name: str, channel: str) -> None:
        self.ears: socket.socket | None = None
        self.deaf_until = 0.0
        self.told = 0
        self._address, self._name, self._channel = address, name, channel
        self._connection: ServerConnection | None = None
        self._listen()

    def heard(self) -> bool:
        """Whether somebody said "look now", or may have said it while nobody listened."""
        if self._connection is None:
            if time.monotonic() < self.deaf_until:
                return False
            self._listen()
            return self._connection is not None
        heard = False
        try:
            self._connection.pgconn.consume_input()
            while (notice := self._connection.pgconn.notifies()) is not None:
                heard, self.told = True, int(notice.extra or 0)
        except psycopg.Error as error:
            _log.debug("no notices for a while: %s", error)
            self.close()
            self.deaf_until = time.monotonic() + AGAIN_SECONDS
            return True  # what broke this may have broken more: look
        return heard

    def refresh(self) -> None:
        """Listen again, if the connection was lost."""
        if self._connection is None and time.monotonic() >= self.deaf_until:
            self._listen()

    def _listen(self) -> None:
        try:
            self._connection = server_connection.connect(self._address, f"antrean {self._name} listening")
            ask(self._connection, f"LISTEN {self._channel}")
        except (psycopg.Error, OSError) as error:  # a standby takes no LISTEN
            _log.debug("no notices: %s", error)
            self.close()
            self.deaf_until = time.monotonic() + AGAIN_SECONDS
            return
        self.ears = socket.socket(fileno=self._connection.fileno())
        self.ears.setblocking(False)
        self.deaf_until = 0.0

    def close(self) -> None:
        """Listen no more."""
        self.told = 0
        if self.ears is not None:
            self.ears.detach()  # the connection's own: it closes it
            self.ears = None
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error, OSError):
                self._connection.close()
            self._connection = None
