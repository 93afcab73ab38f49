"""The project's own table of evidence, so that it goes through the same checks and counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from substancekg.errors import UnknownNameError
from substancekg.graph.evidence import Evidence
from substancekg.loaders.evidence.importing import EvidenceFormat, ImportRun
from substancekg.loaders.evidence.table_rows import table_rows
from substancekg.loaders.evidence.tables import RowReader, content_version


def read(run: ImportRun) -> Iterator[Evidence]:
    """Yield the evidence of the rows, in the order of the file."""
    reader = RowReader(run.names.lexicon, run.provider)
    lexicon = run.names.lexicon
    known = cache(lexicon.get)
    for number, row in run.records(table_rows(run.path, on_problem=run.lost)):
        missing = [
            row[end]
            for end in ("subject", "object")
            if not row[f"{end}_type"] and known(row[end]) is None
        ]
        if missing:
            run.unmapped(missing[0])
            continue
        try:
            record = reader.evidence(row)
        except (UnknownNameError, ValueError) as cause:
            run.malformed(number, str(cause))
            continue
        for made in run.evidence(
            record.subject,
            record.predicate,
            record.object,
            [record.citation],
            study_type=record.study_type,
        ):
            yield replace(record, citation=made.citation)


def version(path: Path) -> str:
    """Return the hash of the file's bytes."""
    return content_version(path)


def sniff(head: str, name: str) -> int:
    """Return how sure it is that a file is a table of evidence of this project."""
    for line in head.split("\n"):
        if line.strip() and not line.startswith("#"):
            cells = {cell.strip() for cell in line.split("\t")}
            return 100 if {"subject", "predicate", "object", "direction"} <= cells else 0
    return 0


FORMAT = EvidenceFormat(
    name="table",
    title="evidence table",
    description="the project's own tab-separated table of evidence",
    licence="as its author states",
    homepage="",
    sniff=sniff,
    version=version,
    read=read,
)
