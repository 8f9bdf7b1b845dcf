"""Qt's ``Property`` with a type that the type checker believes.

PySide6's stubs type every property as ``Property`` or ``Any``. At run time this is PySide6's own class; to the
checker it is a descriptor, so that ``view_model.page`` is a ``str`` there too. Properties are read-only for
QML: what QML wants changed goes through a slot.
"""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable

    class _Read(Generic[T]):
        @overload
        def __get__(self, instance: None, owner: type) -> "_Read[T]": ...
        @overload
        def __get__(self, instance: object, owner: type) -> T: ...
        def __get__(self, instance: object | None, owner: type) -> "T | _Read[T]": ...

    class Property:
        """``@Property(str, notify=changed)`` over a getter."""

        def __init__(
            self, kind: type | str, *, notify: Any = None, constant: bool = False, final: bool = False
        ) -> None: ...
        def __call__(self, getter: "Callable[[Any], T]") -> _Read[T]: ...  # noqa: D102

else:
    from PySide6.QtCore import Property

__all__ = ["Property"]
