"""The exact meaning of each figure stands in the documents, too, word for word."""

from pathlib import Path

from shared.domain.statistics.measures import MEASURES

PAGE = Path(__file__).parents[2] / "docs" / "reports.md"


def test_every_definition_stands_in_the_documents() -> None:
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    for measure in MEASURES:
        definition = measure.definition["en"].replace("{target}", "`rules.records.wait_target_minutes`")
        assert f"**{measure.name['en']}** ({measure.name['id']}): {definition}" in text, measure.key
