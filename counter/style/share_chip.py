"""The chip that says whether the hall's file is reached, on the bar and in the supervisor's window alike."""

from PySide6.QtWidgets import QLabel

from counter import screen_text
from counter.desk.act_answers import CLOCKS
from counter.localise import Localiser
from counter.style import style
from shared.faults import Kind
from shared.store.live.thread import ShareState

_SLOW = frozenset({Kind.SLOW, Kind.BUSY})


def share_chip(label: QLabel, share: ShareState | None, localiser: Localiser) -> None:
    """Words, colours and the screen reader's words of the share's state."""
    p, s = style.colours(), style.sizes()
    ink, ground, text = p.good, p.good_soft, localiser.translate(screen_text.SHARE_OK)
    if share is None:
        ink, ground, text = p.quiet, p.card, localiser.translate(screen_text.SHARE_WAIT)
    elif not share.ok:
        word = screen_text.SHARE_HELD if share.kind is Kind.HELD else screen_text.SHARE_GONE
        ink, ground, text = p.danger, p.danger_soft, localiser.translate(word, time=localiser.time(share.since))
    elif share.kind in _SLOW:
        ink, ground, text = p.warn, p.warn_soft, localiser.translate(screen_text.SHARE_SLOW)
    elif share.kind in CLOCKS:
        ink, ground, text = p.danger, p.danger_soft, localiser.translate(screen_text.SHARE_CLOCK)
    label.setText(text)
    label.setToolTip(localiser.text(share.sentence) if share else "")
    label.setAccessibleName(f"{localiser.translate(screen_text.SAY_SHARE)}: {text}")
    label.setStyleSheet(
        f"color: {ink}; background: {ground}; border: 1px solid {ink}; border-radius: {s.radius}px;"
        f"padding: 1px 8px; font-size: {s.small}px; font-weight: 700;"
    )
