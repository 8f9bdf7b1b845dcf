"""The ways to a printer: TCP, serial, USB and the system's spoolers, each as a wire that never blocks."""

from printers.link.address import Address, door, parse

__all__ = ["Address", "door", "parse"]
