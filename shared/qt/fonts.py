"""The bundled font: Atkinson Hyperlegible Next (OFL), made for readers with low vision.

Without any font Qt draws nothing and reports nothing, so the programs have their own and say if it is missing.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from shared.faults import EnvironmentFault, Kind

FOLDER = Path(__file__).parent.parent / "assets" / "fonts"
FAMILY = "Atkinson Hyperlegible Next"


def load(folder: Path = FOLDER) -> tuple[str, ...]:
    """Make the bundled fonts known to Qt and answer their families. Refuses a folder without fonts."""
    families: dict[str, None] = {}
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ()))
    if not families:
        raise EnvironmentFault(
            Kind.DEVICE, f"There are no fonts in {folder}.", "Install Antrean again: its fonts are part of it."
        )
    return tuple(families)


def tabular(font: QFont) -> QFont:
    """The same font with digits of one width."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def use(app: QGuiApplication) -> None:
    """Load the bundled fonts and make them the application's."""
    families = load()
    base = next((f for f in families if f == FAMILY), families[0])
    font = app.font()
    font.setFamilies([base])
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    app.setFont(font)
