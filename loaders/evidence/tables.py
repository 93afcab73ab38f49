"""The project's own table of evidence: one finding of one source a row, tab-separated, UTF-8.

Required columns: ``subject predicate object direction study_type`` and at least one way to open the
source in ``pmid``, ``pmcid``, ``doi``, ``url`` or ``source``. All others are optional; their order
is free. Lines that start with ``#`` are comments. What each column holds is said in
:data:`COLUMNS`.
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
from substancekg.loaders.evidence.rows import lines, shown
from substancekg.loaders.evidence.study_types import study_grade
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade
from substancekg.ontology.vocabulary import aspects, entity_types, predicate

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

FROM_DOCUMENT = "document"
"""Source of entities that are not in the lexicon but came with a document's own mentions."""
Word = TypeVar("Word", Direction, Certainty, EvidenceClass)
Complain = Callable[[EvidenceError], None]


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
