"""The ways to a printer: TCP, serial, USB and the system's spoolers, each as a wire that never blocks."""

from printers.link.address import Address, connector, parse

__all__ = ["Address", "connector", "parse"]
