"""Profiles of python-escpos as seeds of capability records: 35 more models than we keep ourselves.

Its file is read without importing it: the import sets up the root logger and leaves a pickle in a temporary folder at
every start, and its connectors are never used (PRINTING.md 1.1-1.3).
"""

import difflib
import functools
import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.faults import EnvironmentFault, Kind

_FEWEST_COLUMNS = 24  # less is a customer display, no printer
_CODECS = {
    "CP437": "cp437", "CP850": "cp850", "CP852": "cp852", "CP858": "cp858", "CP860": "cp860", "CP863": "cp863",
    "CP865": "cp865", "CP866": "cp866", "CP1250": "cp1250", "CP1251": "cp1251", "CP1252": "cp1252", "CP1253": "cp1253",
    "CP1254": "cp1254", "CP1257": "cp1257", "CP737": "cp737", "CP857": "cp857", "CP862": "cp862", "CP864": "cp864",
    "CP874": "cp874", "ISO_8859-15": "iso8859_15", "ISO_8859-2": "iso8859_2",
}  # fmt: skip


@functools.cache
def profiles() -> Mapping[str, Mapping[str, Any]]:
    """The profiles of python-escpos by name."""
    package = importlib.util.find_spec("escpos")
    if package is None or package.origin is None:
        raise EnvironmentFault(Kind.DEVICE, "python-escpos is not installed.", "Run ./run setup again.")
    data = json.loads((Path(package.origin).parent / "capabilities.json").read_text(encoding="utf-8"))
    found: Mapping[str, Mapping[str, Any]] = data["profiles"]
    return {name: profile for name, profile in found.items() if profile["fonts"]["0"]["columns"] >= _FEWEST_COLUMNS}


def escpos_model(name: str) -> dict[str, Any]:
    """What a profile knows of a printer model; EnvironmentFault if there is no such profile."""
    known = profiles()
    if name not in known:
        nearest = [f"escpos:{near}" for near in difflib.get_close_matches(name, list(known), 3, 0.4)]
        hint = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        raise EnvironmentFault(
            Kind.DEVICE, f"python-escpos has no profile {name}.", f"{hint}`antrean printer list --models` names them."
        )
    profile = known[name]
    media = profile["media"]
    width = media["width"].get("pixels")
    narrow = profile["fonts"]["0"]["columns"] <= 35
    dots = width if isinstance(width, int) else (384 if narrow else 576)
    dpi = media.get("dpi")
    pages: dict[int, str] = {}
    for slot, page in sorted(profile["codePages"].items(), key=lambda pair: int(pair[0])):
        codec = _CODECS.get(page)
        if codec and codec not in pages.values():
            pages[int(slot)] = codec
    features = profile["features"]
    return {
        "name": profile["name"],
        "dots": dots,
        "dpi": dpi if isinstance(dpi, int) else 203,
        "paper_mm": 58 if dots <= 432 and narrow else 80,
        "columns": dots // 12,
        "columns_small": dots // 9,
        "pages": pages or {0: "cp437"},
        "native_qr": bool(features.get("qrCode")),
        "raster": bool(features.get("bitImageRaster")),
        "cutter": "partial" if features.get("paperPartCut") else "full" if features.get("paperFullCut") else "none",
    }
