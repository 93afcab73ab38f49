"""Assertions as rows: what ``substancekg extract`` prints."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from substancekg.files import replacing
from substancekg.graph.assertions import Assertion

ASSERTION_COLUMNS = (
    "doc", "start", "end", "text", "subject", "subject_id", "subject_type", "subject_start",
    "subject_end", "predicate", "object", "object_id", "object_type", "object_start", "object_end",
    "polarity", "certainty", "aspect", "attribution", "trigger", "trigger_start", "trigger_end",
    "rule",
)  # fmt: skip


def assertion_row(assertion: Assertion) -> dict[str, str | int]:
    """Return an assertion as a row with :data:`ASSERTION_COLUMNS`, in that order.

    Offsets count code points of the document's text from 0, end-exclusive.
    """
    return {
        "doc": assertion.document_id,
        "start": assertion.sentence.start,
        "end": assertion.sentence.end,
        "text": assertion.quote,
        "subject": assertion.subject.label,
        "subject_id": assertion.subject.id,
        "subject_type": assertion.subject.type,
        "subject_start": assertion.subject_span.start,
        "subject_end": assertion.subject_span.end,
        "predicate": assertion.predicate,
        "object": assertion.object.label,
        "object_id": assertion.object.id,
        "object_type": assertion.object.type,
        "object_start": assertion.object_span.start,
        "object_end": assertion.object_span.end,
        "polarity": assertion.polarity.value,
        "certainty": assertion.certainty.value,
        "aspect": assertion.aspect,
        "attribution": assertion.attribution,
        "trigger": assertion.trigger,
        "trigger_start": assertion.trigger_span.start,
        "trigger_end": assertion.trigger_span.end,
        "rule": assertion.rule,
    }


TABLE_COLUMNS = (
    "doc", "subject", "predicate", "object", "polarity", "certainty", "aspect", "trigger", "text",
)  # fmt: skip


def write_assertions(
    assertions: Iterable[Assertion], format_name: str, path: Path | None = None
) -> None:
    """Write assertions as they come: ``jsonl``, ``csv`` (all columns) or ``table`` (tab-separated).

    :param path: a file that is replaced as a whole; ``None`` or ``-`` is stdout
    :raises OutputError: if the file cannot be written
    """
    whole = nullcontext(None) if path is None or str(path) == "-" else replacing(path)
    with whole as fresh:
        if fresh is None:
            _write(assertions, format_name, sys.stdout)
            return
        with fresh.open("w", encoding="utf-8", newline="") as out:
            _write(assertions, format_name, out)


def _write(assertions: Iterable[Assertion], format_name: str, out: TextIO) -> None:
    found = iter(assertions)
    first = list(islice(found, 1))  # nothing is written, no header either, when reading fails
    rows = map(assertion_row, chain(first, found))
    if format_name == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    if format_name == "csv":
        writer = csv.DictWriter(out, ASSERTION_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return
    out.write("\t".join(TABLE_COLUMNS) + "\n")
    for row in rows:
        cells = (" ".join(str(row[column]).split()) for column in TABLE_COLUMNS)
        out.write("\t".join(cell if cell.isprintable() else _plain(cell) for cell in cells) + "\n")


def _plain(cell: str) -> str:
    """Return a cell without control characters, which must not reach a terminal."""
    return "".join(char if char.isprintable() else " " for char in cell)
