"""Documents that are made by the program say what it does now; what the README shows runs."""

from shared import hall_doc


def test_the_hall_files_document_is_as_the_program_makes_it():
    assert hall_doc.FILE.read_text(encoding="utf-8") == hall_doc.document(), "run: .venv/bin/python -m shared.hall_doc"
