"""A desktop's portal for global shortcuts, as another library writes it (dbus-python): run by the system's own Python.

``fake_portal.py MODE``: ``gives`` all keys but that of ``recall`` and its own key for ``start``; ``refuses`` what the
user is asked. It says what it was asked as lines of JSON, and ``strike ACT AT`` or ``release ACT AT`` on its input
press a key.
"""

# ruff: noqa: N802, T201 - the portal's own names; it speaks to the test that started it

import json
import os
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


class Request(dbus.service.Object):
    """What a call is answered by."""

    @dbus.service.signal("org.freedesktop.portal.Request", signature="ua{sv}")
    def Response(self, code, results):
        pass


class Session(dbus.service.Object):
    """Open until it is closed."""

    @dbus.service.method("org.freedesktop.portal.Session", in_signature="", out_signature="")
    def Close(self):
        say(closed=True)


def say(**told):
    print(json.dumps(told), flush=True)


class Portal(dbus.service.Object):
    """The one object."""

    def __init__(self, bus, mode):
        super().__init__(bus, PATH)
        self.bus, self.mode, self.session, self.typed = bus, mode, None, ""

    def _later(self, sender, options, code, results):
        path = f"{PATH}/request/{sender.lstrip(':').replace('.', '_')}/{options['handle_token']}"
        request = Request(self.bus, path)
        GLib.timeout_add(20, lambda: request.Response(dbus.UInt32(code), dbus.Dictionary(results, signature="sv")))
        return dbus.ObjectPath(path)

    @dbus.service.method(SHORTCUTS, in_signature="a{sv}", out_signature="o", sender_keyword="sender")
    def CreateSession(self, options, sender=None):
        self.session = f"{PATH}/session/{sender.lstrip(':').replace('.', '_')}/{options['session_handle_token']}"
        Session(self.bus, self.session)
        return self._later(sender, options, 0, {"session_handle": dbus.String(self.session)})

    @dbus.service.method(SHORTCUTS, in_signature="oa(sa{sv})sa{sv}", out_signature="o", sender_keyword="sender")
    def BindShortcuts(self, session, shortcuts, parent, options, sender=None):
        asked = {str(name): {str(key): str(value) for key, value in told.items()} for name, told in shortcuts}
        say(session=session == self.session, asked=asked)
        given = [
            (name, {"trigger_description": "Super+1" if name == "start" else told["preferred_trigger"]})
            for name, told in asked.items()
            if name != "recall"
        ]
        results = {"shortcuts": dbus.Array(given, signature="(sa{sv})")}
        return self._later(sender, options, 1 if self.mode == "refuses" else 0, results)

    @dbus.service.signal(SHORTCUTS, signature="osta{sv}")
    def Activated(self, session, name, at, options):
        pass

    @dbus.service.signal(SHORTCUTS, signature="osta{sv}")
    def Deactivated(self, session, name, at, options):
        pass

    def told(self, channel, _condition):
        self.typed += os.read(channel.fileno(), 4096).decode()
        *lines, self.typed = self.typed.split("\n")
        for word, name, at in map(str.split, lines):
            signal = self.Activated if word == "strike" else self.Deactivated
            signal(dbus.ObjectPath(self.session), name, dbus.UInt64(int(at)), dbus.Dictionary({}, signature="sv"))
        return bool(lines)


def main():
    DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    name = dbus.service.BusName(NAME, bus)
    portal = Portal(bus, sys.argv[1])
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, portal.told)
    say(ready=name.get_name())
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
