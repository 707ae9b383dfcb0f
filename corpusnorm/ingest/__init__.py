"""Ingest: files and records to documents, exactly reversibly."""

from corpusnorm.ingest.decode import Decoded, decode, encode
from corpusnorm.ingest.header import Header
from corpusnorm.ingest.records import Record, RecordFault, expand, read_records, write_file

__all__ = ["Decoded", "Header", "Record", "RecordFault", "decode", "encode", "expand", "read_records", "write_file"]
