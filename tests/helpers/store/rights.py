"""Who may do what: the one table that every path into the hall is held against.

It is written by hand, from `docs/security.md`, and knows nothing of the product's own: who changes one changes both.
"""

from shared.domain.hall_data.staff import Role

_TABLE = """
act              officer lead supervisor technician  kiosk counter display pc
issue               x      x      x          .         x      .      .     .
check_in            x      x      x          .         x      .      .     .
next                x      x      x          .         .      .      .     .
call                x      x      x          .         .      .      .     .
recall              x      x      x          .         .      .      .     .
start               x      x      x          .         .      .      .     .
finish              x      x      x          .         .      .      .     .
no_show             x      x      x          .         .      .      .     .
hold                x      x      x          .         .      .      .     .
resume              x      x      x          .         .      .      .     .
return              x      x      x          .         .      .      .     .
transfer            x      x      x          .         .      .      .     .
cancel              x      x      x          .         x      .      .     .
serve               x      x      x          .         .      .      .     .
visit_note          x      x      x          .         .      .      .     .
rejoin              x      x      x          .         .      .      .     .
add_step            x      x      x          .         .      .      .     .
reorder             x      x      x          .         .      .      .     .
continue_at         x      x      x          .         .      .      .     .
open_counter        x      x      x          .         .      .      .     .
close_counter       x      x      x          .         .      .      .     .
break               x      x      x          .         .      .      .     .
end_break           x      x      x          .         .      .      .     .
undo                x      x      x          .         .      .      .     .
note                x      x      x          x         x      x      x     .
own_pin             x      x      x          x         .      .      .     .
printer_ready       x      x      x          x         .      .      .     .
enter_forms         x      x      x          .         .      .      .     .
bring_back          .      x      x          .         .      .      .     .
disturb_service     .      x      x          .         .      .      .     .
restore_service     .      x      x          .         .      .      .     .
book                .      x      x          .         .      .      .     .
move_booking        .      x      x          .         .      .      .     .
cancel_booking      .      x      x          .         .      .      .     .
move_officer        .      x      x          .         .      .      .     .
accept_help         .      x      x          x         .      .      .     .
acknowledge         .      x      x          x         .      .      .     .
today               .      .      x          .         .      .      .     .
announce            .      .      x          .         .      .      .     .
pause_hall          .      .      x          .         .      .      .     .
resume_hall         .      .      x          .         .      .      .     .
open_day            .      .      x          .         .      .      .     .
close_day           .      .      x          .         .      .      .     .
apply_hall          .      .      x          .         .      .      .     .
officers            .      .      x          .         .      .      .     .
devices             .      .      x          .         .      .      .     .
take_survey         .      .      x          .         .      .      .     .
remove_survey       .      .      x          .         .      .      .     .
follow_up           .      .      x          .         .      .      .     .
restore             .      .      x          x         .      .      .     .
archive             .      .      x          x         .      .      .     .
lease               .      .      .          .         x      .      .     .
settle              .      .      .          .         x      .      .     .
"""
_HEAD, *_ROWS = (line.split() for line in _TABLE.strip().splitlines())
_MAY = {row[0]: {who for who, mark in zip(_HEAD[1:], row[1:], strict=True) if mark == "x"} for row in _ROWS}

OF_PROGRAMS = frozenset({"lease", "settle"})
"""What no person does: a kiosk's own dealings with its numbers."""
ACTS_OF_PEOPLE = tuple(act for act in _MAY if act not in OF_PROGRAMS)
ANYBODY = frozenset({"request_help", "rate", "answer_survey"})
"""What nobody is ever refused."""


def may(who: Role | str | None, act: str) -> bool:
    """What the table says of a role, or of a kind of device that acts by itself; None is nobody."""
    return act in ANYBODY or (who is not None and str(who) in _MAY[act])


def acts_of(who: Role | str) -> frozenset[str]:
    """The column of a role or of a kind of device."""
    return frozenset(act for act, those in _MAY.items() if str(who) in those)
