"""``antrean demo``: the real programs on a sample hall, as windows or driven without a screen."""

import json
import time
from pathlib import Path

import click

from shared.cli.common import Reply, json_option, plain, words
from shared.tools.demo import outcome_check, windows
from shared.tools.demo.headless import Play
from shared.tools.demo.setting import Setting


@click.command()
@click.option("--screen/--no-screen", default=None, help="Open windows, or drive the programs without a screen.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("demo-output"),
    show_default=True,
    help="The folder for everything that the demo makes.",
)
@click.option("--server", metavar="URL", help="Keep the hall on this PostgreSQL server, in a schema of its own.")
@json_option
def demo(screen: bool | None, folder: Path, server: str | None) -> Reply | int:
    """Show the whole hall at work: kiosk, two counters, display and an emulated printer.

    With a screen everything opens as windows and stays. Without one the same programs are driven by real touches,
    clicks and keys through a few dozen visits; pictures and tickets are kept.
    """
    on_screen = windows.has_screen() if screen is None else screen
    stage = Setting(folder, offscreen=not on_screen, server=server)
    if on_screen:
        return windows.show(stage)
    begun = time.monotonic()
    click.echo(
        words(
            {
                "id": "Satu pagi di MPP Sungai Rindang, tanpa layar:",
                "en": "A morning at MPP Sungai Rindang, without a screen:",
            }
        ),
        err=True,
    )
    told = Play(stage).perform()
    pictures, tickets = (sorted(place.glob("*.png")) for place in (stage.pictures, stage.tickets))
    seconds = round(time.monotonic() - begun)
    summary = {**plain(told), "pictures": len(pictures), "papers": len(tickets), "seconds": seconds}
    (stage.folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1), encoding="utf-8")
    lines = [
        words({"id": "Yang terjadi, menurut file antrean sendiri:", "en": "What happened, from the hall's own file:"}),
        *(f"  {line}" for line in outcome_check.lines(told)),
        words(
            {"id": f"{len(pictures)} gambar di {stage.pictures}", "en": f"{len(pictures)} pictures in {stage.pictures}"}
        ),
        words(
            {
                "id": f"{len(tickets)} tiket tercetak di {stage.tickets}",
                "en": f"{len(tickets)} printed tickets in {stage.tickets}",
            }
        ),
        words({"id": f"selesai dalam {seconds} detik", "en": f"done in {seconds} s"}),
    ]
    return Reply(summary, lines)
