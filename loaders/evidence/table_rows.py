"""The rows of the project's own table of evidence: columns, identifiers, file and line.

Required columns: ``subject predicate object direction study_type`` and at least one way to open the
source in ``pmid``, ``pmcid``, ``doi``, ``url`` or ``source``. All others are optional; their order
is free. Lines that start with ``#`` are comments. What each column holds is said in
:data:`COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from substancekg.errors import EvidenceError
from substancekg.loaders.evidence.rows import lines, shown

REQUIRED = ("subject", "predicate", "object", "direction", "study_type")
COLUMNS: Mapping[str, str] = {
    "subject": "name or CURIE of the entity that the finding is about",
    "predicate": "relation, one of the vocabulary's",
    "object": "name or CURIE of the other end",
    "subject_type": "entity type of a subject that the lexicon lacks; empty otherwise",
    "object_type": "entity type of an object that the lexicon lacks; empty otherwise",
    "direction": "supports or refutes",
    "aspect": "what of the object was measured, one of the vocabulary's aspects; may be empty",
    "context": "circumstances in free words: dose, phase, group",
    "system": "in what it was measured: human, rat in vivo, in vitro ...",
    "finding": "one line with the figures, in your own words",
    "study_type": "meta-analysis, randomized trial, observational, survey, case report, "
    "animal study, in vitro, review ...",
    "pmid": "PubMed identifier, digits only",
    "pmcid": "PubMed Central identifier, PMC and digits",
    "doi": "DOI, from 10. on",
    "year": "of publication, four digits",
    "title": "of the paper, as its record shows it",
    "authors": "separated by |",
    "journal": "name",
    "url": "address of the source where there is no identifier",
    "source": "name and version of a database where there is no paper",
    "quote": "the sentence, for machine-read evidence",
    "section": "of the paper that the sentence stands in",
    "certainty": "asserted or hedged; empty is asserted",
    "evidence_class": "curated, machine-read or ontology; empty is curated",
    "retracted": "yes when the paper is retracted",
    "provider": "table or database with version and licence; empty is the table itself",
    "checked_at": "address where the row's author read the source",
}
_PATTERNS = {
    "pmid": (re.compile(r"[1-9]\d{0,8}"), "digits only"),
    "pmcid": (re.compile(r"PMC[1-9]\d{0,9}"), "PMC and digits"),
    "doi": (re.compile(r"10\.\d{4,9}/\S+"), "from 10. on, without https://doi.org/"),
    "year": (re.compile(r"(1[6-9]|20)\d\d"), "four digits"),
    "url": (re.compile(r"https?://[^\s<>\"]+"), "an http or https address"),
    "checked_at": (re.compile(r"https?://[^\s<>\"]+"), "an http or https address"),
    "retracted": (re.compile(r"yes|no"), "yes, no or empty"),
}

Complain = Callable[[EvidenceError], None]


def table_rows(
    path: Traversable | Path, *, on_problem: Complain | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield ``(line number, row)`` of an evidence table, cells stripped, absent columns empty.

    :param on_problem: is given the error of each line with too many or too few cells, and the
        line is left out
    :raises EvidenceError: if a required column is missing, one is unknown, or a line has too many
        or too few cells
    """
    where = shown(path)
    header: list[str] | None = None
    for number, line in lines(path):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            missing = [column for column in REQUIRED if column not in cells]
            unknown = [cell for cell in cells if cell not in COLUMNS]
            if missing:
                raise EvidenceError(where, number, f"no column {', '.join(missing)}; "
                                    f"required: {', '.join(REQUIRED)} (tab-separated)")  # fmt: skip
            if unknown:
                reason = f"unknown column {', '.join(unknown)}; known: {', '.join(COLUMNS)}"
                raise EvidenceError(where, number, reason)
            if len(set(cells)) != len(cells):
                raise EvidenceError(where, number, "a column stands twice in the header")
            header = cells
            continue
        if len(cells) != len(header):
            reason = f"{len(cells)} cells, the header has {len(header)}"
            problem = EvidenceError(where, number, reason)
            if on_problem is None:
                raise problem
            on_problem(problem)
            continue
        row = dict.fromkeys(COLUMNS, "")
        row.update(zip(header, cells, strict=True))
        yield number, row
    if header is None:
        raise EvidenceError(where, None, f"empty table; expected columns {', '.join(REQUIRED)}")


def check_identifiers(row: Mapping[str, str]) -> None:
    """Check the form of every identifier of a row, and that there is at least one.

    :raises ValueError: naming column, value and the form expected
    """
    for column, (pattern, form) in _PATTERNS.items():
        value = row[column]
        if value and not pattern.fullmatch(value):
            raise ValueError(f"{column} {value!r}: expected {form}")
    if not any(row[column] for column in ("pmid", "pmcid", "doi", "url", "source")):
        raise ValueError("no source: give pmid, pmcid, doi, url or source")
