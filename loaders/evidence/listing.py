"""Evidence as people look through it: rows, single records in full, and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from substancekg.errors import UnknownNameError
from substancekg.graph.citations import citation_url, full_citation, short_citation
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.papers import independent_papers
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.vocabulary import predicate as predicate_named
from substancekg.ontology.vocabulary import predicate_descendants

SHORT_KEY = 8
"""Characters of a key that are shown; enough to tell a hundred thousand records apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A record in full, as a person reads it."""

    evidence: Evidence
    text: str


def evidence_rows(
    records: Iterable[Evidence],
    lexicon: Lexicon,
    *,
    about: str | None = None,
    predicate: str | None = None,
) -> list[dict[str, str]]:
    """Return records as rows, by subject, predicate, object and year, newest first.

    :param about: name of an entity that is to be at either end
    :param predicate: only this predicate and those below it
    :raises UnknownNameError: if the entity or the predicate is not known
    """
    wanted = lexicon.resolve(about).slug if about else ""
    kinds: frozenset[str] = frozenset()
    if predicate:
        kinds = frozenset({predicate_named(predicate).name, *predicate_descendants(predicate)})
    chosen = [
        record
        for record in records
        if (not wanted or wanted in (record.subject.slug, record.object.slug))
        and (not kinds or record.predicate in kinds)
    ]
    chosen.sort(key=_order)
    return [_row(record) for record in chosen]


def _order(record: Evidence) -> tuple[str, str, str, int, str]:
    year = int(record.citation.year) if record.citation.year.isdecimal() else 0
    return (record.subject.slug, record.predicate, record.object.slug, -year, record.key)


def _row(record: Evidence) -> dict[str, str]:
    return {
        "key": record.key[:SHORT_KEY],
        "subject": record.subject.label,
        "predicate": record.predicate,
        "object": record.object.label,
        "direction": record.direction.value,
        "aspect": record.aspect,
        "grade": record.grade.value,
        "system": record.system,
        "finding": record.finding or record.quote,
        "citation": short_citation(record.citation),
        "provider": record.provider,
    }


def find_evidence(records: Iterable[Evidence], which: str) -> list[Shown]:
    """Return the records whose key starts with ``which``, or whose paper has that identifier.

    A paper is named by its PMID (``PMID:`` may stand before it), PMCID or DOI.

    :raises UnknownNameError: if there is none
    """
    wanted = which.strip().lower().removeprefix("pmid:").removeprefix("doi:").strip()
    wanted = wanted.removeprefix("https://doi.org/")
    found = [
        record
        for record in records
        if wanted and (record.key.startswith(wanted) or wanted in _identifiers(record.citation))
    ]
    if not found:
        hint = "give the start of a key as evidence list shows it, a PMID, PMCID or DOI"
        raise UnknownNameError("evidence", which, hint=hint)
    return [Shown(record, evidence_text(record)) for record in sorted(found, key=_order)]


def _identifiers(paper: Citation) -> tuple[str, ...]:
    return tuple(name for name in (paper.pmid, paper.pmcid.lower(), paper.doi.lower()) if name)


def evidence_text(record: Evidence) -> str:
    """Return a record in full: the relation, then one line for each thing that it holds."""
    reading = predicate_named(record.predicate).reading
    aspect = f" ({record.aspect})" if record.aspect else ""
    lines = [
        f"{record.subject.label} {reading} {record.object.label}{aspect}",
        f"  {record.direction.value}; {record.grade.label}; {record.evidence_class.value}",
    ]
    details = (
        ("study", record.study_type),
        ("system", record.system),
        ("context", record.context),
        ("finding", record.finding),
        ("certainty", record.certainty.value if record.certainty == "hedged" else ""),
        ("quote", f'"{record.quote}"' if record.quote else ""),
        ("section", record.section),
        ("source", full_citation(record.citation)),
        ("address", citation_url(record.citation)),
        ("table", record.provider),
        ("key", record.key),
    )
    width = max(len(name) for name, _ in details)
    lines += [f"  {name:<{width}}  {value}" for name, value in details if value]
    return "\n".join(lines)


def evidence_stats(records: Iterable[Evidence]) -> list[tuple[str, str, int, int]]:
    """Return ``(by, value, records, papers)``: the whole first, then by table, class, grade ...

    Papers are independent ones; a record of a database without paper counts none.
    """
    kinds: tuple[tuple[str, Callable[[Evidence], str]], ...] = (
        ("all", lambda record: "records"),
        ("table", lambda record: record.provider),
        ("class", lambda record: record.evidence_class.value),
        ("grade", lambda record: record.grade.value),
        ("direction", lambda record: record.direction.value),
        ("predicate", lambda record: record.predicate),
    )
    counted: dict[str, dict[str, list[Citation]]] = {by: defaultdict(list) for by, _ in kinds}
    for record in records:
        for by, value in kinds:
            counted[by][value(record)].append(record.citation)
    return [
        (by, value, len(citations), independent_papers(set(citations)))
        for by, groups in counted.items()
        for value, citations in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
