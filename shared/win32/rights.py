"""Objects that all users of a PC share: without this Windows lets only whoever made one use it."""

# pyright: reportAttributeAccessIssue=false, reportUnknownMemberType=false
# Windows' part of ctypes is unknown on the machine where this is checked.

import ctypes
import functools
from typing import Any

from shared.win32.kernel import DWORD


class Attributes(ctypes.Structure):
    """``SECURITY_ATTRIBUTES``."""

    _fields_ = (("length", DWORD), ("descriptor", ctypes.c_void_p), ("inherit", ctypes.c_int))


@functools.cache
def everybody() -> Any:
    """With an empty list of rules, which allows everything to everybody."""
    library, descriptor = ctypes.WinDLL("advapi32"), ctypes.create_string_buffer(64)
    library.InitializeSecurityDescriptor(descriptor, 1)
    library.SetSecurityDescriptorDacl(descriptor, True, None, False)
    made = Attributes(ctypes.sizeof(Attributes), ctypes.addressof(descriptor), False)
    made.keeps = descriptor  # as long as the attributes
    return ctypes.pointer(made)
