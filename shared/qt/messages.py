"""Qt's own messages into Python's log: one line each, from whatever thread they come.

A handler is called on Qt's render and loader threads too; it touches nothing but ``logging``, which is safe there.
"""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger("antrean.qt")
_NO_SCREEN = "This plugin does not support"
"""What the offscreen platform (tests, demo) says about functions of a window manager; it needs no action."""


def to_log(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """One message of Qt as one line of the log."""
    category = getattr(context, "category", None) or "default"
    level = logging.DEBUG if message.startswith(_NO_SCREEN) else _LEVELS.get(kind, logging.WARNING)
    _log.log(level, "%s: %s", category, message)


def bridge() -> None:
    """Send Qt's messages to the log from now on."""
    qInstallMessageHandler(to_log)


def unbridge() -> None:
    """Give Qt its own handler back (before the interpreter ends)."""
    qInstallMessageHandler(None)
