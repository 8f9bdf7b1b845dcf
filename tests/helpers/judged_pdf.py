"""A judge of PDFs that is not ours: every rule of PDF/UA-1 that a program can check."""

from page import ValidationProfile, validate_pdf_bytes


def judge_pdf_ua(pdf: bytes) -> int:
    """Fails with what is wrong with it; answers how many pages it has."""
    found = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    assert found.is_compliant, [str(failure) for failure in found.failures]
    assert found.rules.passed > 100
    return found.document.page_count
