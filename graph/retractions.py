"""Retractions: papers that a table says are retracted are shown as such and never count.

The table is the CSV file of the Retraction Watch database that Crossref publishes, or any CSV with
its columns ``OriginalPaperDOI``, ``OriginalPaperPubMedID`` and ``RetractionNature``
(https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Evidence
from substancekg.graph.papers import identifiers

DOI_COLUMN, PMID_COLUMN, NATURE_COLUMN = (
    "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature",
)  # fmt: skip
_RETRACTED, _REINSTATED = "retraction", "reinstatement"
_FIELD_LIMIT = 1 << 24


def read_retractions(path: Path) -> frozenset[str]:
    """Return the identifiers (``doi:...``, ``pmid:...``) of retracted papers.

    Corrections and expressions of concern retract nothing, and a paper that was reinstated is not
    retracted. Bytes that are not UTF-8, which the published file is known to have in names, are
    replaced. An empty answer is that of a table without retractions.

    :raises EvidenceError: if the file cannot be read or lacks a column
    """
    retracted: set[str] = set()
    reinstated: set[str] = set()
    limit = csv.field_size_limit(_FIELD_LIMIT)
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = {DOI_COLUMN, PMID_COLUMN, NATURE_COLUMN} - set(rows.fieldnames or ())
            if missing:
                raise EvidenceError(path, 1, f"lacks the columns {', '.join(sorted(missing))}")
            for row in rows:
                nature = (row[NATURE_COLUMN] or "").strip().lower()
                names = _names(row[DOI_COLUMN] or "", row[PMID_COLUMN] or "")
                if nature == _RETRACTED:
                    retracted |= names
                elif nature == _REINSTATED:
                    reinstated |= names
    except OSError as error:
        raise EvidenceError(path, None, f"cannot be read ({error.strerror or error})") from error
    except csv.Error as error:
        raise EvidenceError(path, None, f"is not CSV ({error})") from error
    finally:
        csv.field_size_limit(limit)
    return frozenset(retracted - reinstated)


def _names(doi: str, pmid: str) -> set[str]:
    """Return identifiers of a row; ``0`` and ``unavailable`` stand for none."""
    names = set()
    found = re.search(r"10\.\d{4,9}/\S+", doi)
    if found:
        names.add(f"doi:{found.group().lower()}")
    number = pmid.strip().removesuffix(".0")
    if number.isdecimal() and number.strip("0"):
        names.add(f"pmid:{number}")
    return names


def mark_retracted(evidence: Iterable[Evidence], retracted: frozenset[str]) -> Iterator[Evidence]:
    """Yield the evidence in its order, citations of retracted papers marked."""
    for record in evidence:
        known = record.citation.retracted or retracted.isdisjoint(identifiers(record.citation))
        yield (
            record if known else replace(record, citation=replace(record.citation, retracted=True))
        )
