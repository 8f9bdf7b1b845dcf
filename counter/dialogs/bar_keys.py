"""Which keys of the whole desktop are the bar's: the usual ones, as the hall says, as this PC says."""

from collections.abc import Mapping

from counter import visit_text
from counter.desk.act_answers import act_word, plain
from counter.desk.acts import Act
from counter.desk.desk_model import DeskModel
from counter.desk.message import Tone, Until
from counter.hotkeys.desktop_keys import DesktopKeys, KeyState
from counter.preferences import Preferences
from shared.domain.hall_data.key_names import USUAL, HotkeyAct


class BarKeys:
    """Takes the keys when the hall is known, and anew when it or this PC says otherwise."""

    def __init__(self, desk: DeskModel, habits: Preferences, keys: DesktopKeys) -> None:
        self._desk, self._habits = desk, habits
        self.keys = keys
        keys.words = lambda act: desk.localiser.translate(act_word(Act(act.replace("-", "_"))))
        self._of_hall: Mapping[HotkeyAct, str] | None = None
        self._held: tuple[str, ...] = ()
        desk.hall_changed.connect(self._hall_came)
        desk.view_changed.connect(self._say_held)
        self._hall_came()

    def use(self, wanted: Mapping[str, str] | None) -> None:
        """Keys by act for this PC from now on; None for those of the hall."""
        usual = self._usual()
        own = {} if wanted is None else {act: key for act, key in wanted.items() if key != usual.get(act, "")}
        self._habits.keep_hotkeys(own)
        self.keys.use({**usual, **own})

    def close(self) -> None:
        """Give every key back."""
        self.keys.close()

    def _usual(self) -> dict[str, str]:
        hall = self._desk.hall
        return dict(USUAL) | ({str(act): key for act, key in hall.hotkeys.items()} if hall else {})

    def _hall_came(self) -> None:
        hall = self._desk.hall
        if hall is None or hall.hotkeys == self._of_hall:
            return
        self._of_hall = hall.hotkeys
        self.keys.use({**self._usual(), **self._habits.hotkeys()})
        self._held = tuple(key.written for key in self.keys.keys if key.state is KeyState.HELD)

    def _say_held(self) -> None:
        """Once, when the officer sits and nothing else is being said."""
        desk, view = self._desk, self._desk.view
        if self._held and desk.busy is None and view is not None and (view.officer or "") == desk.officer:
            held, self._held = ", ".join(self._held), ()
            desk.notices.show(plain(Tone.WARN, visit_text.KEYS_HELD, until=Until.PRESS, keys=held))
