"""Who signed in on this PC: kept for its user alone, and what was changed by hand is not believed."""

import json
import os
from pathlib import Path

from shared.domain.words import Instant
from shared.store.offline.signed_in import SignedInHere

NOW = Instant(1_000)


def test_the_last_one_counts_until_their_time_is_over_or_they_sign_out(tmp_path: Path) -> None:
    here = SignedInHere(tmp_path, "hall", "cli")
    assert (here.session(NOW), here.officers(NOW)) == ("", ())
    here.keep("ANI", "first", Instant(2_000))
    here.path.with_suffix(f".{os.getpid()}").write_text("left by a program that was killed")
    here.keep("BUDI", "second", Instant(3_000))
    assert (here.session(NOW), here.session(NOW, "ANI"), here.officers(NOW)) == ("second", "first", ("BUDI", "ANI"))
    assert here.officers(Instant(2_000)) == ("BUDI",)
    assert here.session(Instant(2_000), "ANI") == ""
    here.forget("BUDI")
    assert (here.session(NOW), here.officers(NOW)) == ("first", ("ANI",))
    here.forget("BUDI")
    here.forget("ANI")
    assert (here.session(NOW), here.officers(NOW)) == ("", ())
    assert [path.name for path in tmp_path.iterdir()] == [here.path.name]


def test_what_was_changed_by_hand_is_left_out(tmp_path: Path) -> None:
    here = SignedInHere(tmp_path, "hall", "cli")
    sound = {"session": "s", "until": 2_000}
    for sessions in ([], {"ANI": "s"}, {"ANI": {"session": "s"}}, {"ANI": {"session": 1, "until": 2_000}}):
        here.path.write_text(json.dumps({"current": "ANI", "sessions": sessions}))
        assert (here.session(NOW), here.officers(NOW)) == ("", ())
    here.path.write_text(json.dumps({"current": 7, "sessions": {"ANI": sound}}))
    assert (here.session(NOW), here.officers(NOW)) == ("", ("ANI",))
    here.path.write_text("{")
    assert here.officers(NOW) == ()
