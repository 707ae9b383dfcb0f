"""Exports: a package in the formats that others read, with the ids of the TEI."""

from corpusnorm.exports.export import FORMATS, export
from corpusnorm.exports.works import Named, Paragraph, WorkText, read_works

__all__ = ["FORMATS", "Named", "Paragraph", "WorkText", "export", "read_works"]
