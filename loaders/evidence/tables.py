"""Evidence read from, and written to, the project's own table: one finding of one source a row.

The table is tab-separated UTF-8; its columns are those of
:data:`substancekg.loaders.evidence.table_rows.COLUMNS`.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from substancekg.errors import EvidenceError, OutputError, UnknownNameError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.knowledge_graph import SearchedTable
from substancekg.loaders.evidence.rows import shown
from substancekg.loaders.evidence.study_types import study_grade
from substancekg.loaders.evidence.table_rows import (
    COLUMNS,
    Complain,
    check_identifiers,
    table_rows,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade
from substancekg.ontology.vocabulary import aspects, entity_types, predicate

FROM_DOCUMENT = "document"
"""Source of entities that are not in the lexicon but came with a document's own mentions."""
Word = TypeVar("Word", Direction, Certainty, EvidenceClass)


def read_evidence_table(
    path: Traversable | Path,
    lexicon: Lexicon,
    *,
    provider: str = "",
    on_problem: Complain | None = None,
) -> Iterator[Evidence]:
    """Yield the evidence of a table, plain or gzip-compressed, in its order.

    The table is streamed; memory does not grow with it.

    :param provider: what to name as provider of rows that name none; the file's name by default
    :param on_problem: is given each bad row's error, and the row is left out; without it the first
        bad row is raised. An unknown header or an unreadable file is always raised.
    :raises EvidenceError: with file and line, when something is wrong
    """
    where = shown(path)
    provider = provider or where.name
    reader = RowReader(lexicon, provider)
    for number, row in table_rows(path, on_problem=on_problem):
        try:
            yield reader.evidence(row)
        except (UnknownNameError, ValueError) as cause:
            problem = EvidenceError(where, number, str(cause))
            if on_problem is None:
                raise problem from cause
            on_problem(problem)


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """A table that was read as a whole.

    :ivar searched: its name, version (a hash of its bytes) and number of records, for the record of
        what a build looked up
    """

    evidence: tuple[Evidence, ...]
    searched: SearchedTable


def read_evidence_file(
    path: Traversable | Path,
    lexicon: Lexicon,
    *,
    provider: str = "",
    on_problem: Complain | None = None,
) -> EvidenceTable:
    """Return a whole table with its version; parameters and errors as :func:`read_evidence_table`.

    The table is named after its file, without ``.tsv`` and ``.gz``.
    """
    evidence = tuple(read_evidence_table(path, lexicon, provider=provider, on_problem=on_problem))
    newest = max((record.citation.year for record in evidence), default="")
    return EvidenceTable(
        evidence, SearchedTable(table_name(path), content_version(path), len(evidence), newest)
    )


def table_name(path: Traversable | Path) -> str:
    """Return the name of a table: that of its file, without ``.tsv`` and ``.gz``."""
    return path.name.removesuffix(".gz").removesuffix(".tsv")


def content_version(path: Traversable | Path) -> str:
    """Return the version of a table: the first 12 hexadecimal digits of its SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()[:12]


class RowReader:
    """Turns rows into evidence; names are looked up once each."""

    def __init__(self, lexicon: Lexicon, provider: str) -> None:
        self.provider = provider
        self.resolve = cache(lexicon.resolve)
        self.grade: Callable[[str], Grade] = cache(study_grade)

    def evidence(self, row: Mapping[str, str]) -> Evidence:
        """Return the evidence of one row.

        :raises ValueError: if a value is malformed
        :raises UnknownNameError: if a name is not known
        """
        check_identifiers(row)
        relation = predicate(row["predicate"])
        subject, obj = (self._end(row[end], row[f"{end}_type"]) for end in ("subject", "object"))
        if not relation.allows(subject.type, obj.type):
            raise ValueError(
                f"{relation.name} does not go from {subject.type} ({subject.label}) "
                f"to {obj.type} ({obj.label})"
            )
        aspect = row["aspect"]
        if aspect and aspect not in aspects():
            raise ValueError(
                f"unknown aspect {aspect!r}; known: {', '.join(aspects())}; "
                "circumstances in free words go into the column context"
            )
        return Evidence(
            subject=subject,
            predicate=relation.name,
            object=obj,
            direction=_member(Direction, row, "direction"),
            citation=row_citation(row),
            grade=self.grade(row["study_type"]),
            evidence_class=_member(EvidenceClass, row, "evidence_class", EvidenceClass.CURATED),
            aspect=aspect,
            system=row["system"],
            finding=row["finding"],
            study_type=row["study_type"].lower(),
            quote=row["quote"],
            section=row["section"],
            certainty=_member(Certainty, row, "certainty", Certainty.ASSERTED),
            provider=row["provider"] or self.provider,
            context=row["context"],
        )

    def _end(self, name: str, type_name: str) -> Entity:
        """Return the entity of a name; one that the lexicon lacks must come with its type."""
        try:
            return self.resolve(name)
        except UnknownNameError:
            if not type_name:
                raise
        if type_name not in entity_types():
            near = difflib.get_close_matches(type_name, list(entity_types()), n=2)
            raise UnknownNameError("entity type", type_name, near)
        curie = name if re.fullmatch(r"[A-Za-z][\w.]*:[^\s:]+", name) else ""
        return Entity(name, type_name, curie, source=FROM_DOCUMENT)


def row_citation(row: Mapping[str, str]) -> Citation:
    """Return the citation of a row; the address falls back to where its author read it."""
    return Citation(
        pmid=row["pmid"],
        pmcid=row["pmcid"],
        doi=row["doi"],
        title=row["title"],
        year=row["year"],
        authors=tuple(name.strip() for name in row["authors"].split("|") if name.strip()),
        journal=row["journal"],
        url=row["url"] or row["checked_at"],
        source=row["source"],
        retracted=row["retracted"] == "yes",
    )


def write_evidence_table(
    path: Path, evidence: Iterable[Evidence], *, comments: Iterable[str] = ()
) -> int:
    """Write evidence as a table that :func:`read_evidence_table` reads back; return its rows.

    Rows keep their order; memory does not grow with them. White space inside a value becomes
    one blank, as cells hold one line. The file is replaced as a whole, or not at all.

    :param comments: lines for the top of the file, such as provider and licence
    :raises OutputError: if the file cannot be written
    """
    columns = [column for column in COLUMNS if column != "checked_at"]
    part = path.with_name(path.name + ".part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            for comment in comments:
                out.write(f"# {_cell(comment)}\n")
            out.write("\t".join(columns) + "\n")
            for record in evidence:
                row = evidence_row(record)
                out.write("\t".join(_cell(row[column]) for column in columns) + "\n")
                count += 1
        part.replace(path)
    except OSError as cause:
        raise OutputError(path, f"cannot be written ({cause.strerror or cause})") from cause
    finally:
        part.unlink(missing_ok=True)
    return count


def evidence_row(record: Evidence) -> dict[str, str]:
    """Return a record as a row of :data:`COLUMNS` (without ``checked_at``)."""
    paper = record.citation
    return {
        "subject": record.subject.label,
        "predicate": record.predicate,
        "object": record.object.label,
        "subject_type": _declared_type(record.subject),
        "object_type": _declared_type(record.object),
        "direction": record.direction.value,
        "aspect": record.aspect,
        "context": record.context,
        "system": record.system,
        "finding": record.finding,
        "study_type": record.study_type,
        "pmid": paper.pmid,
        "pmcid": paper.pmcid,
        "doi": paper.doi,
        "year": paper.year,
        "title": paper.title,
        "authors": "|".join(paper.authors),
        "journal": paper.journal,
        "url": paper.url,
        "source": paper.source,
        "quote": record.quote,
        "section": record.section,
        "certainty": "" if record.certainty is Certainty.ASSERTED else record.certainty.value,
        "evidence_class": record.evidence_class.value,
        "retracted": "yes" if paper.retracted else "",
        "provider": record.provider,
    }


def _declared_type(entity: Entity) -> str:
    """Return the type of an entity that a document brought, so that the table can be read alone."""
    return entity.type if entity.source == FROM_DOCUMENT else ""


def _cell(value: str) -> str:
    """Return a value as one cell: white space, line ends and tabs as single blanks."""
    return " ".join(value.split())


def _member(
    kind: type[Word], row: Mapping[str, str], column: str, default: Word | None = None
) -> Word:
    """Return the member of an enumeration that a cell names."""
    value = row[column]
    if not value and default is not None:
        return default
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{column} {value!r}: expected {' or '.join(kind)}") from None
