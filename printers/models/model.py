"""What a printer model can do: small records in ``printers/models/*.toml``, and what a probe found out.

Never decided by what a printer says of itself: clones answer with other makers' names (PRINTING.md 3.4).
``escpos:NAME`` takes width and code pages from a profile of python-escpos and is careful about the rest.
"""

import dataclasses
import difflib
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources
from typing import Any, cast

from printers.models.escpos_profiles import escpos_model
from shared.domain.hall_data.hall import Printer as PrinterData
from shared.domain.hall_data.printers_check import CUTS
from shared.faults import EnvironmentFault, Kind, UsageFault

DEFAULT = "generic-80"


class Answer(StrEnum):
    """The questions that a printer may be able to answer."""

    EOT = "eot"  # DLE EOT 1-4, at once, even offline
    EOT20 = "eot20"  # DLE EOT 20, kiosk mechanisms of Custom
    ASB = "asb"  # GS a, by itself at each change
    GSR = "gsr"  # GS r 1, in order with the data
    MARKER = "marker"  # GS ( H fn 48, in order with the data, with our id
    IDENT = "ident"  # GS I
    CLEAR = "clear"  # DLE DC4 8, empties its buffers and says so
    RECOVER = "recover"  # DLE ENQ 2, after a cutter error


@dataclass(frozen=True, slots=True)
class HallOverrides:
    """What a hall knows better of its printer than the model's record; None leaves the record as it is."""

    qr: bool | None = None
    cut: str | None = None
    pages: Mapping[int, str] = field(default_factory=dict[int, str])
    fence: str | None = None
    speed: float | None = None
    feed: float | None = None
    presenter: bool | None = None
    retract_seconds: int | None = None

    @classmethod
    def of(cls, data: PrinterData) -> "HallOverrides":
        """From the hall's data, which were checked when they were read."""
        return cls(
            data.qr, data.cut, data.pages, data.fence, data.speed, data.feed, data.presenter, data.retract_seconds
        )


AS_RECORDED = HallOverrides()


@dataclass(frozen=True, slots=True)
class Model:
    """One model's capabilities. Lengths in dots unless the name says mm."""

    code: str
    name: str
    dots: int  # printable width
    dpi: int = 203
    paper_mm: int = 80
    columns: int = 48  # font A, 12 x 24 dots
    columns_small: int = 64  # font B, 9 x 17 dots
    dots_58: int = 384  # printable width with 58 mm paper and its guide
    pages: Mapping[int, str] = field(default_factory=lambda: {0: "cp437"})  # slot of ESC t -> Python codec
    native_qr: bool = False
    raster: bool = True
    cutter: str = "partial"  # one of CUTS
    feed_to_cut_mm: float = 14.0  # from the head to the knife or the tear bar
    near_end: bool = False  # has a near-end sensor
    smoothing: bool = False
    answers: frozenset[Answer] = frozenset()
    keeps_buffer: bool = False  # prints the rest after a new roll; others may forget what they hold
    sure: bool = False  # these answers are known of this model: no answer is then a fault
    band_rows: int = 64
    chunk: int = 4096
    baud: int | None = None  # of the serial line that it hangs on; set by at_speed, never by a record
    speed_mm: float = 100.0  # per second
    bad_multiple: int = 0  # loses step after a picture whose height is a multiple of this
    presenter: bool = False  # holds a cut ticket in its outlet until GS e lets it out, and feels when it is taken
    present_steps: int = 12  # how far it holds a ticket out: steps of 7 mm with most, of 0.6 mm with some
    retract_seconds: int | None = None  # a ticket that nobody took is drawn back in; None pushes it out
    fence: str | None = None  # one of FENCES, where the hall says so in place of the probe

    @property
    def dots_per_mm(self) -> float:
        """Dots in a millimetre."""
        return self.dpi / 25.4

    def on_paper(self, width_mm: int | None) -> "Model":
        """This model with another paper width than its own: 58 mm in an 80 mm printer."""
        if width_mm is None or width_mm == self.paper_mm:
            return self
        if width_mm == 58 and self.paper_mm == 80:
            ratio = self.dots_58 / self.dots
            return dataclasses.replace(
                self,
                dots=self.dots_58,
                paper_mm=58,
                columns=self.dots_58 // 12,
                columns_small=int(self.columns_small * ratio),
            )
        raise UsageFault(
            f"{self.name} takes {self.paper_mm} mm paper, not {width_mm} mm.",
            "Write width_mm = 58 or 80 as the paper in the printer is, or choose another model.",
        )

    def at_speed(self, baud: int | None) -> "Model":
        """This model on a serial line: picture bands that take a quarter of a second, with a question in between."""
        if baud is None:
            return self
        rows = int(baud / 40 / (self.dots / 8))
        return dataclasses.replace(self, band_rows=max(2, min(self.band_rows, rows)), baud=baud)

    def answering(self, answers: frozenset[Answer]) -> "Model":
        """This model with the answers that a probe of this very printer found; a fence that the hall chose is kept."""
        return dataclasses.replace(self, answers=_fenced(answers, self.fence), sure=True)

    def overridden_by(self, own: HallOverrides) -> "Model":
        """This model as a hall's file describes the very printer."""
        fence = own.fence or self.fence
        return dataclasses.replace(
            self,
            native_qr=self.native_qr if own.qr is None else own.qr,
            cutter=own.cut or self.cutter,
            pages=own.pages or self.pages,
            fence=fence,
            answers=_fenced(self.answers, fence),
            speed_mm=own.speed or self.speed_mm,
            feed_to_cut_mm=self.feed_to_cut_mm if own.feed is None else own.feed,
            presenter=self.presenter if own.presenter is None else own.presenter,
            retract_seconds=own.retract_seconds or self.retract_seconds,
        )


def _fenced(answers: frozenset[Answer], fence: str | None) -> frozenset[Answer]:
    """The answers with the one fence that the hall chose."""
    if fence is None:
        return answers
    chosen = {"marker": {Answer.MARKER}, "gsr": {Answer.GSR}}.get(fence, set[Answer]())
    return answers - {Answer.MARKER, Answer.GSR} | chosen


def codes() -> tuple[str, ...]:
    """The models with a record of their own."""
    folder = resources.files("printers.models")
    return tuple(sorted(entry.name[:-5] for entry in folder.iterdir() if entry.name.endswith(".toml")))


@functools.cache
def model(code: str) -> Model:
    """A model's record, or a python-escpos profile as ``escpos:TM-T88V``; EnvironmentFault for an unknown one."""
    if code.startswith("escpos:"):
        return Model(code=code, **escpos_model(code.removeprefix("escpos:")))
    known = codes()
    if code not in known:
        nearest = tuple(difflib.get_close_matches(code.lower(), known, 3, 0.4))
        hint = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        raise _unknown(f"No printer model is called {code}.", hint)
    text = (resources.files("printers.models") / f"{code}.toml").read_text(encoding="utf-8")
    return parse(code, text)


def _unknown(sentence: str, hint: str) -> EnvironmentFault:
    return EnvironmentFault(Kind.DEVICE, sentence, f"{hint}`antrean printer list --models` names them all.")


def parse(code: str, text: str) -> Model:
    """A model from its record's text; UsageFault names the key that is wrong."""
    facts: dict[str, Any] = tomllib.loads(text)
    keys = {known.name for known in dataclasses.fields(Model)} - {"code"}
    for key in facts:
        if key not in keys:
            raise UsageFault(f"printers/models/{code}.toml: there is no key {key}.", "The keys are: " + ", ".join(keys))
    if "answers" in facts:
        facts["answers"] = frozenset(Answer(word) for word in facts["answers"])
    if "pages" in facts:
        pages = cast("dict[str, str]", facts["pages"])
        facts["pages"] = {int(slot): codec for slot, codec in pages.items()}
    known = Model(code=code, **facts)
    if known.cutter not in CUTS:
        raise UsageFault(f"printers/models/{code}.toml: cutter = {known.cutter!r}.", f"Write one of {', '.join(CUTS)}.")
    return known
