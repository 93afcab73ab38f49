"""Tables of claims: what a curator read in documents, row by row, as a document of its own.

Nothing is read from its text: each row is one assertion. Its quote is the cell ``quote`` where
that is filled, and the row written as a statement otherwise, so that quotes can be checked against
the text like those of any document. Rows are counted as spreadsheets do, the header being row 1.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from substancekg.errors import UnknownNameError
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.loaders.documents import Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.encoding import decode, is_binary
from substancekg.loaders.formats.rendering import TextBuilder, tidy
from substancekg.loaders.sources import Source
from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.identifiers import standard_curie
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Certainty, Polarity
from substancekg.ontology.vocabulary import Predicate, aspects, entity_types, predicate, predicates

REQUIRED = ("subject", "predicate", "object")
OPTIONAL = (
    "polarity", "certainty", "aspect", "attribution", "quote", "source", "locator",
    "subject_type", "object_type", "subject_id", "object_id", "note",
)  # fmt: skip
_SHOWN_ERRORS = 3
_ROW_LIMIT = 1_000_000
_RULE = "claims-table"
_Wrong = Callable[[str, str], None]  # column, reason
_Term = TypeVar("_Term", Polarity, Certainty)

TEMPLATE = (
    "\t".join((*REQUIRED, *OPTIONAL))
    + "\nvalerian\timproves\tsleep quality\taffirmed\thedged\t\t\t"
    "Valerian may improve sleep quality.\thttps://example.org/valerian\tparagraph 2\t\t\t\t\t"
    "replace this row by your own\n"
)


def sniff(head: bytes, name: str) -> int:
    """Return 80 for a table with the columns of claims; evidence tables have other ones."""
    if is_binary(head):
        return 0
    first = head.decode("utf-8-sig", "ignore").lstrip().partition("\n")[0]
    cells = set(_header_cells(first, _delimiter(first)))
    evidence = {"direction", "study_type", "pmid"} & cells
    return 80 if cells.issuperset(REQUIRED) and not evidence else 0


def read_claims_table(source: Source) -> Iterator[Document]:
    """Yield the one document of a table, with an assertion a row in the order of the rows.

    Names are those of the lexicon; another name needs its type (column ``subject_type`` or
    ``object_type``) or a CURIE (``subject_id``, ``object_id``). Blank rows and rows that start
    with ``#`` are passed over.

    :raises LoaderError: with row and column of the first errors, if any row is wrong
    """
    written = decode(source.read(), source)
    rows = _rows(written, source)
    problems: list[str] = []
    claims = []
    for number, row in rows:
        claim = _claim(number, row, source.lexicon, problems)
        if claim is not None:
            claims.append(claim)
    if problems:
        more = len(problems) - _SHOWN_ERRORS
        also = f"; and {more} more" if more > 0 else ""
        raise source.error("; ".join(problems[:_SHOWN_ERRORS]) + also)
    if not claims:
        raise source.error("a table without any claim; fill rows below its header")
    yield _document(source, claims)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One row whose cells are all right."""

    subject: Entity
    predicate: Predicate
    object: Entity
    polarity: Polarity
    certainty: Certainty
    row: Mapping[str, str]


def _delimiter(header: str) -> str:
    return max("\t,;", key=header.count)


def _header_cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"').strip().lower() for cell in line.split(delimiter)]


def _rows(written: str, source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells of each row that is not blank, by column."""
    first = written.lstrip().partition("\n")[0]
    reader = csv.reader(
        io.StringIO(written.lstrip("\n\r"), newline=""), delimiter=_delimiter(first), strict=True
    )
    columns: list[str] = []
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if number > _ROW_LIMIT:
                raise source.error(f"more than {_ROW_LIMIT} rows; split it")
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if not columns:
                columns = _columns(cells, source)
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                raise source.error(
                    f"row {number}: {len(cells)} cells, the header has {len(columns)}"
                )
            padded = [*cells, *[""] * (len(columns) - len(cells))]
            yield (
                number,
                {column: tidy(cell) for column, cell in zip(columns, padded, strict=False)},
            )
    except csv.Error as cause:
        raise source.error(f"row {number + 1}: not a table that can be read ({cause})") from cause


def _columns(cells: Sequence[str], source: Source) -> list[str]:
    columns = [cell.strip().lower().replace(" ", "_") for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise source.error(
            f"row 1: column {missing[0]!r} is missing; needed: {', '.join(REQUIRED)}"
        )
    for name in columns:
        if name not in (*REQUIRED, *OPTIONAL):
            near = difflib.get_close_matches(name, (*REQUIRED, *OPTIONAL), n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(OPTIONAL)}"
            raise source.error(f"row 1: unknown column {name!r}; {hint}")
        if columns.count(name) > 1:
            raise source.error(f"row 1: column {name!r} stands twice")
    return columns


def _claim(
    number: int, row: Mapping[str, str], lexicon: Lexicon, problems: list[str]
) -> _Claim | None:
    """Return the claim of a row; ``None`` when it is wrong, which ``problems`` then says."""
    before = len(problems)

    def wrong(column: str, reason: str) -> None:
        problems.append(f"row {number}, column {column}: {reason}")

    subject = _entity(row, "subject", lexicon, wrong)
    target = _entity(row, "object", lexicon, wrong)
    relation = _predicate(row["predicate"], wrong)
    polarity = _member(Polarity, row.get("polarity", ""), "polarity", wrong)
    certainty = _member(Certainty, row.get("certainty", ""), "certainty", wrong)
    aspect = row.get("aspect", "")
    if aspect and aspect not in aspects():
        near = difflib.get_close_matches(aspect, list(aspects()), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(aspects())}"
        wrong("aspect", f"unknown aspect {aspect!r}; {hint}")
    if subject and target and relation and not relation.allows(subject.type, target.type):
        wrong(
            "predicate",
            f"{relation.name} does not go from {subject.type} ({subject.label}) to "
            f"{target.type} ({target.label})",
        )
    if len(problems) > before or not (subject and target and relation and polarity and certainty):
        return None
    return _Claim(subject, relation, target, polarity, certainty, row)


def _entity(row: Mapping[str, str], column: str, lexicon: Lexicon, wrong: _Wrong) -> Entity | None:
    name, identifier = row[column], row.get(f"{column}_id", "")
    type_name = row.get(f"{column}_type", "")
    if not name and not identifier:
        wrong(column, "empty; every claim needs one")
        return None
    if type_name and type_name not in entity_types():
        near = difflib.get_close_matches(type_name, list(entity_types()), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(entity_types())}"
        wrong(f"{column}_type", f"unknown type {type_name!r}; {hint}")
        return None
    curie = standard_curie(identifier) if identifier else None
    if identifier and curie is None:
        wrong(f"{column}_id", f"{identifier!r} is no known kind of identifier (CHEBI:6956 is one)")
        return None
    known = lexicon.get(curie) if curie else lexicon.get(name)
    if known is not None:
        return known
    if type_name and slugify(name):
        return Entity(name, type_name, curie or "", source="document")
    try:
        return lexicon.resolve(name)
    except UnknownNameError as error:
        wrong(column, f"{error}; else fill the column {column}_type")
        return None


def _predicate(name: str, wrong: _Wrong) -> Predicate | None:
    wanted = re.sub(r"[\s-]+", "_", name.strip().lower())
    for item in predicates().values():
        if name.strip().lower() in (item.label, item.reading) or wanted == item.name:
            return item
    try:
        return predicate(wanted)
    except UnknownNameError as error:
        wrong("predicate", str(error) if name else "empty; every claim needs one")
        return None


def _member(kind: type[_Term], word: str, column: str, wrong: _Wrong) -> _Term | None:
    if not word:
        return next(iter(kind))
    try:
        return kind(word.lower())
    except ValueError:
        wrong(column, f"{word!r}; expected " + " or ".join(kind))
        return None


def _document(source: Source, claims: Sequence[_Claim]) -> Document:
    builder = TextBuilder()
    rows = []
    for claim in claims:
        statement = f"{claim.subject.label} {claim.predicate.reading} {claim.object.label}"
        cells = [statement, claim.row.get("quote", ""), _reference(claim)]
        builder.add_row(cells)
        rows.append(builder.blocks[-1].cells)
    document = make_document(source, FORMAT.name, builder.text, tuple(builder.blocks))
    return replace(
        document,
        assertions=tuple(
            _assertion(claim, statement, quote, document.text, document.source)
            for claim, (statement, quote, _) in zip(claims, rows, strict=True)
        ),
    )


def _reference(claim: _Claim) -> str:
    return ", ".join(filter(None, (claim.row.get("source", ""), claim.row.get("locator", ""))))


def _assertion(
    claim: _Claim, statement: Span, quote: Span, text: str, document: SourceDocument
) -> Assertion:
    sentence = quote if quote.start < quote.end else statement
    subject_end = statement.start + len(claim.subject.label)
    in_statement = Span(statement.start, subject_end)
    trigger = Span(subject_end + 1, subject_end + 1 + len(claim.predicate.reading))
    object_start = statement.end - len(claim.object.label)
    subject = _mention(claim.subject, text, sentence) or in_statement
    target = _mention(claim.object, text, sentence) or Span(object_start, statement.end)
    reference = _reference(claim)
    return Assertion(
        document=document.key,
        document_id=document.id,
        sentence=sentence,
        quote=sentence.of(text),
        subject=claim.subject,
        subject_span=subject,
        subject_text=subject.of(text),
        predicate=claim.predicate.name,
        object=claim.object,
        object_span=target,
        object_text=target.of(text),
        trigger=trigger.of(text),
        trigger_span=trigger,
        rule=_RULE,
        polarity=claim.polarity,
        certainty=claim.certainty,
        aspect=claim.row.get("aspect", ""),
        attribution=claim.row.get("attribution", ""),
        headings=(reference,) if reference else (),
    )


def _mention(entity: Entity, text: str, sentence: Span) -> Span | None:
    """Return where a quote names an entity; ``None`` when it does not, or by another word."""
    quote = sentence.of(text)
    for name in sorted((entity.label, *entity.synonyms), key=lambda name: (-len(name), name)):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", quote, re.IGNORECASE)
        if found:
            return Span(sentence.start + found.start(), sentence.start + found.end())
    return None


FORMAT = DocumentFormat(
    name="claims-table",
    description="TSV or CSV of claims read by a curator: subject, predicate, object, quote ...",
    extensions=("tsv", "csv"),
    sniff=sniff,
    read=read_claims_table,
    template=TEMPLATE,
)
FORMATS = (FORMAT,)
