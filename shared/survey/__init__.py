"""Questionnaires of the satisfaction survey (SKM), read from files as offices keep them."""

from shared.survey.skm_file import SkmFile, read

__all__ = ["SkmFile", "read"]
