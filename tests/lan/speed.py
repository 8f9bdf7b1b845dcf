"""``python -m tests.lan.speed``: operations on real shares beside a bare transaction; docs/performance-lan.md.

``python -m bench.performance`` puts that table at the end of docs/performance.md.
"""

import json
import sys

from tests.lan.bed.bed import ROOT, RUN, Bed, missing

OUT = ROOT / "docs" / "performance-lan.md"


def measure(kind: str, repeat: int) -> dict[str, dict[str, float]]:
    """The table of one kind of share, measured on host 1 while host 2 stands by."""
    bed = Bed(kind, 2)
    try:
        bed.start()
        bed.run(1, "mkdir -p /mnt/share/ops")
        told = bed.antrean(1, f"bench ops --repeat {repeat} --folder /mnt/share/ops --json", 400)
        return json.loads(next(line for line in told.splitlines() if line.startswith("{")))["operations"]
    finally:
        bed.stop()


def main() -> int:
    """Measure both kinds and write."""
    why = missing()
    if why:
        sys.stderr.write(f"SKIPPED LOUDLY: no real share was measured, because {why}\n")
        return 3
    RUN.mkdir(parents=True, exist_ok=True)
    parts = [
        "## On a real share",
        "",
        "`python -m tests.lan.speed`: `antrean bench ops` on a host of the LAN bed (all on one",
        "machine): each operation beside a bare transaction on the same share, opened by the same recipe. Target for",
        "issue and next: 1.5 at most.",
        "",
    ]
    for kind in ("cifs", "nfs"):
        found = measure(kind, int(sys.argv[1]) if len(sys.argv) > 1 else 60)
        parts += [f"{kind}:", "", "| operation | ms | bare, ms | ratio |", "|---|---:|---:|---:|"]
        for name, row in found.items():
            parts.append(f"| {name} | {row['ms']:.1f} | {row['baseline_ms']:.1f} | {row['ratio']:.2f} |")
        parts.append("")
    OUT.write_text("\n".join(parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
