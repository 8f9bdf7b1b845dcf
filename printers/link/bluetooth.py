"""Bluetooth printers by their address: a serial stream over the air (RFCOMM), without a device file to bind first."""

import contextlib
import errno
import socket
import sys
from typing import Any

from printers.link.stream import StreamWire
from printers.link.wire import device_fault

CONNECT_SECONDS = 6.0  # a paired printer that sleeps takes some
CHANNEL = 1  # where printers offer their serial port


class BluetoothConnector:
    """An address such as ``66:22:A1:5B:0C:9E`` and a channel."""

    baud: int | None = None
    answers = True

    def __init__(self, address: str, channel: int = CHANNEL) -> None:
        self.address = address
        self.channel = channel

    def open(self) -> StreamWire:
        """Connect within six seconds."""
        connection = self._socket()
        connection.settimeout(CONNECT_SECONDS)
        try:
            connection.connect((self.address, self.channel))
        except OSError as error:
            with contextlib.suppress(OSError):
                connection.close()
            raise self._fault(error) from None
        return StreamWire(connection)

    def _socket(self) -> Any:
        family: Any = getattr(socket, "AF_BLUETOOTH", None)
        if family is None or sys.platform != "linux":
            raise device_fault(
                "This Python knows no Bluetooth.",
                f"Use Debian's own python3; or `rfcomm bind 0 {self.address}` and write serial:/dev/rfcomm0.",
            )
        try:
            return socket.socket(family, socket.SOCK_STREAM, getattr(socket, "BTPROTO_RFCOMM", 3))
        except OSError as error:
            raise device_fault(
                f"This PC has no Bluetooth: {error.strerror}.", "Put in an adapter; `bluetoothctl show` must name it."
            ) from None

    def _fault(self, error: OSError) -> Exception:
        if error.errno == errno.EBUSY:
            return device_fault(f"Another PC or program holds {self.address}.", "Close it, or unpair the other PC.")
        if error.errno in {errno.ECONNREFUSED, errno.EACCES, errno.EPERM}:
            return device_fault(
                f"The Bluetooth printer {self.address} refuses this PC on channel {self.channel}.",
                f"Pair it once: `bluetoothctl pair {self.address}` (often 0000 or 1234); another channel: ?channel=2.",
            )
        return device_fault(
            f"The Bluetooth printer {self.address} does not answer ({error.strerror or 'no answer in time'}).",
            "Check that it is on and near, and its address on its self-test page.",
        )
