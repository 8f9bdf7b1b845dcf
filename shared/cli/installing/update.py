"""``antrean update``: newer versions over the share, without internet."""

import secrets
from pathlib import Path
from typing import Any

import click

from shared import launcher
from shared.cli.common import DONE, ENVIRONMENT, Reply, hall_folder, hall_option, json_option, opened, told
from shared.faults import EnvironmentFault, UsageFault
from shared.setup.own_pc import put
from shared.store.device_key import fingerprint
from shared.store.live_program import this_version
from shared.updates import fetching, manifest, publishing, switching


@click.group()
def update() -> None:
    """Newer versions over the share: put one there, copy it to this PC, see who runs what.

    A version is signed by who made it; a PC takes those whose key is in the file update-keys beside its antrean.conf.
    """


@update.command("key")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def key_(file: Path) -> Reply:
    """Make the key that signs versions, in FILE: keep it away from the hall. Says the public half, which PCs trust."""
    if file.exists():
        raise UsageFault(f"{file} is there already.", "Name another file; a key is never written over.")
    put(file, f"{secrets.token_hex(32)}\n", secret=True)
    made = manifest.key_of(file)
    public = made.public.hex()
    lines = [
        f"{file}: the private key. Whoever has it can put programs on every PC: keep it safe.",
        f"public key: {public}",
    ]
    lines.append(
        "  On each PC, as one line of the file update-keys beside antrean.conf (the package built with --key has it)."
    )
    return Reply({"file": str(file), "public": public, "fingerprint": fingerprint(made.id)}, lines)


@update.command()
@hall_option
@click.option(
    "--key", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The private key that signs it."
)
@click.option(
    "--tree",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The version's folder; the one of this PC if missing.",
)
@click.option("--version", metavar="VERSION", help="Its version, where the folder's name does not say it.")
@click.option(
    "--for",
    "kind",
    type=click.Choice(["linux", "windows"]),
    default=manifest.platform(),
    show_default=True,
    help="The PCs it is for.",
)
@json_option
def publish(hall: str | None, key: Path, tree: Path | None, version: str | None, kind: str) -> Reply:
    """Put a version into the hall's folder, signed, for all PCs to fetch."""
    folder = hall_folder(hall)
    made = publishing.publish(
        tree or _own_tree(),
        folder,
        manifest.key_of(key),
        version or (tree or _own_tree()).name,
        kind,
        lambda _at, _of: None,
    )
    line = f"{folder / manifest.FOLDER / made.version}: {len(made.files)} files, {made.total / 1e6:.0f} MB, signed."
    return Reply({"version": made.version, "files": len(made.files), "bytes": made.total}, [line])


def _own_tree() -> Path:
    installed = switching.installed_folder()
    there = launcher.versions(installed) if installed is not None else {}
    if this_version() not in there:
        raise UsageFault(
            "Which version is to be published is not known.", "Add --tree FOLDER, as /opt/antrean/versions/0.2.0."
        )
    return there[this_version()]


@update.command()
@hall_option
@click.option("--quiet", is_flag=True, help="Say nothing where there is nothing to do.")
@json_option
def fetch(hall: str | None, quiet: bool) -> Reply:
    """Copy the newest version from the hall's folder to this PC and check it; programs go over at an idle moment."""
    folder = hall_folder(hall)
    newest, trouble = _newest(folder)
    installed = switching.installed_folder()
    if newest is None:
        fetching.tell_ready(folder, _have(installed), trouble.sentence if trouble else "")
        if trouble is not None:
            raise trouble
        return Reply({"fetched": None}, [] if quiet else ["There is no newer version in the hall's folder."])
    try:
        place = fetching.fetch(folder, newest, installed, lambda _at, _of: None)
    except EnvironmentFault as fault:
        fetching.tell_ready(folder, _have(installed), fault.sentence)
        raise
    fetching.tell_ready(folder, _have(installed))
    return Reply({"fetched": newest.version, "folder": str(place)}, [f"{newest.version} is on this PC: {place}"])


def _newest(folder: Path) -> tuple[manifest.Manifest | None, EnvironmentFault | None]:
    """The newest one that this PC takes; what is wrong with the newest that it does not."""
    trouble: EnvironmentFault | None = None
    refused = launcher.read_choice().refused
    for found in fetching.offered(folder):
        if launcher.rank(found.version) <= launcher.rank(this_version()):
            break
        if found.manifest is not None and found.version not in refused:
            return found.manifest, trouble
        trouble = trouble or found.why_not
    return None, trouble


def _have(installed: Path | None) -> tuple[str, ...]:
    return (
        tuple(sorted(launcher.versions(installed), key=launcher.rank)) if installed is not None else (this_version(),)
    )


@update.command()
@hall_option
@json_option
def status(hall: str | None) -> Reply:
    """Who runs which version, which versions are in the hall's folder, and what keeps a PC from them."""
    with opened(hall) as file:
        programs = file.live_programs()
        folder = file.folder
    offered = fetching.offered(folder)
    have = fetching.ready(folder)
    data: dict[str, Any] = {
        "this_pc": this_version(),
        "programs": [{"device": one.device, "pc": one.pc, "version": one.version} for one in programs],
        "offered": [
            {"version": one.version, "trouble": one.why_not.sentence if one.why_not else None} for one in offered
        ],
        "pcs": {
            pc: {"versions": list(versions), "trouble": trouble or None} for pc, (versions, trouble) in have.items()
        },
        "refused_here": launcher.read_choice().refused,
    }
    lines = [
        f"this PC: {this_version()}",
        *(f"{one.device:8}  {one.pc:20}  runs {one.version or '?'}" for one in programs),
    ]
    lines += [
        f"in the hall's folder: {one.version}" + (f"  ({told(one.why_not.sentence)})" if one.why_not else "")
        for one in offered
    ]
    lines += [
        f"{pc:20}  has {', '.join(versions)}" + (f"  ({told(trouble)})" if trouble else "")
        for pc, (versions, trouble) in have.items()
    ]
    lines += [f"not used on this PC: {version} ({why})" for version, why in launcher.read_choice().refused.items()]
    return Reply(data, lines)


@update.command()
@click.argument("version")
@json_option
def use(version: str) -> Reply:
    """Start VERSION on this PC from now on, also an older one; as long as it knows the hall's file."""
    installed = switching.installed_folder()
    there = launcher.versions(installed) if installed is not None else {}
    if version not in there:
        raise UsageFault(
            f"Version {version} is not on this PC.",
            f"Use one of {', '.join(there) or this_version()}; or: antrean update fetch.",
        )
    choice = launcher.read_choice()
    own = installed is not None and there[version].parent == installed
    kept = {name: why for name, why in choice.refused.items() if name != version}
    written = launcher.write_choice(
        launcher.VersionChoice(use="" if own else version, before=choice.use, trial=not own, refused=kept)
    )
    line = (
        f"{version} is started from now on." if written else "This cannot be kept: this PC's own folder takes no files."
    )
    return Reply({"version": version, "kept": written}, [line], DONE if written else ENVIRONMENT)
