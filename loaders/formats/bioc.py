"""BioC: passages with offsets and annotations, in XML or JSON, as PubTator and PMC deliver them.

The text is laid out so that the offsets of the file hold in it; where the file's offsets overlap,
passages follow each other and their annotations move along. Passages of references, funding and
the like stay in the text, but are no blocks. Format: Comeau et al. 2013, doi:10.1093/database/bat064
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Block, BlockKind, Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.bioc_records import (
    GAP,
    BioCPassage,
    BioCRecord,
    json_records,
    xml_record,
)
from substancekg.loaders.formats.grounding import Grounder
from substancekg.loaders.formats.papers import bare_doi, partial_date, pmc_id
from substancekg.loaders.formats.pubtator import paper_ids, place_mentions
from substancekg.loaders.formats.sections import is_skipped, section_kind
from substancekg.loaders.formats.xml import iter_elements, root_name
from substancekg.loaders.sources import Source

_HEADING = re.compile(r"(?:abstract_)?title(?:_(\d))?|.*_title(?:_(\d))?")
_NOT_READ = frozenset({"ref", "footnote", "table_footnote", "journal", "formula"})


def sniff_xml(head: bytes, name: str) -> int:
    """Return 90 for XML whose root is a collection with a BioC element."""
    if root_name(head) == "collection":
        marks = (b"BioC", b"<source", b"<document", b"<key", b"<date")
        return 90 if any(mark in head for mark in marks) else 50
    return 70 if root_name(head) == "document" and b"<passage" in head else 0


def sniff_json(head: bytes, name: str) -> int:
    """Return 95 for JSON that names passages or a list of PubTator's documents."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return 0
    if b'"passages"' in head or b'"PubTator3"' in head:
        return 95
    return 70 if b'"documents"' in head or b'"infons"' in head else 0


def read_bioc_xml(source: Source) -> Iterator[Document]:
    """Yield one document a ``document`` element, in the order of the file.

    :raises LoaderError: if the XML is damaged, or holds no document with words
    """
    yield from _documents(source, map(xml_record, iter_elements(source, "document")), "bioc-xml")


def read_bioc_json(source: Source) -> Iterator[Document]:
    """Yield one document a record, in the order of the file.

    Collections, PubTator's export (``{"PubTator3": [...]}``), lists and one record a line are read.

    :raises LoaderError: if the JSON is damaged, or holds no document with words
    """
    yield from _documents(source, json_records(source), "bioc-json")


def _documents(source: Source, records: Iterable[BioCRecord], name: str) -> Iterator[Document]:
    grounder = Grounder(source.lexicon)
    found = False
    for record in records:
        document = _document(source, record, grounder, name)
        if document is not None:
            found = True
            yield document
    if not found:
        raise source.error("no BioC document with words in it")


def _document(
    source: Source, record: BioCRecord, grounder: Grounder, format_name: str
) -> Document | None:
    parts: list[str] = []
    length = 0
    blocks: list[Block] = []
    headings: list[tuple[int, Span]] = []
    mentions: list[tuple[int, int, str, str, str]] = []
    for passage in record.passages:
        gap = passage.offset - length
        if not (0 if not parts else 1) <= gap <= GAP:
            gap = 2 if parts else 0
        parts.append("\n" * gap)
        start = length + gap
        parts.append(passage.text)
        length = start + len(passage.text)
        moved = start - passage.offset
        found = _blocks(passage, start, headings)
        blocks.extend(found)
        if found:
            mentions.extend(
                (begin + moved, end + moved, words, kind, identifier)
                for begin, end, words, kind, identifier in passage.annotations
            )
    text = "".join(parts)
    if not blocks:
        return None
    title = next((b.span.of(text) for b in blocks if b.kind is BlockKind.TITLE), "")
    details = _details(record)
    document = make_document(
        source,
        format_name,
        text,
        tuple(blocks),
        id=record.id or details["pmid"] or details["pmcid"],
        title=" ".join(title.split()),
        authors=_authors(record),
        **details,
    )
    return replace(document, mentions=place_mentions(text, mentions, grounder))


def _blocks(passage: BioCPassage, start: int, headings: list[tuple[int, Span]]) -> list[Block]:
    """Return the blocks of a passage, none for one that is not to be read."""
    kind = passage.infons.get("type", "").lower()
    section_type = passage.infons.get("section_type", "")
    if kind in _NOT_READ or is_skipped(section_type) or is_skipped(kind.split("_")[0]):
        return []
    section = section_kind(section_type)
    if section in ("", "other"):
        section = {"front": "title"}.get(kind) or section_kind(kind.split("_")[0]) or "other"
    if section == "abstract":  # structured abstracts name their part in another infon
        part = section_kind(passage.infons.get("section", ""))
        section = part if part not in ("", "other", "title") else section
    if "table" in kind and "caption" not in kind:
        section = "table"
    elif "caption" in kind:
        section = "caption"
    around = tuple(span for _, span in headings)
    if section == "table" and "\t" in passage.text and "title" not in kind:
        return _rows(passage.text, start, around)
    words = passage.text.strip()
    if not words:
        return []
    begin = start + len(passage.text) - len(passage.text.lstrip())
    span = Span(begin, begin + len(words))
    heading = _HEADING.fullmatch(kind)
    if kind in ("title", "front") or (section == "title" and not headings):
        return [Block(BlockKind.TITLE, span, section="title")]
    if heading and section not in ("caption", "table"):
        level = int(heading[1] or heading[2] or 1)
        while headings and headings[-1][0] >= level:
            headings.pop()
        block = Block(
            BlockKind.HEADING, span, level, tuple(s for _, s in headings), _named(words, section)
        )
        headings.append((level, span))
        return [block]
    return [Block(BlockKind.PARAGRAPH, span, headings=around, section=section)]


def _named(words: str, section: str) -> str:
    kind = section_kind(words)
    return kind if section in ("abstract", "other") and kind != "other" else section


def _rows(text: str, start: int, around: tuple[Span, ...]) -> list[Block]:
    rows = []
    for line in re.finditer(r"[^\r\n]+", text):
        cells = []
        for cell in re.finditer(r"[^\t]+", line.group()):
            words = cell.group().strip()
            if words:
                at = start + line.start() + cell.start() + cell.group().index(words)
                cells.append(Span(at, at + len(words)))
        if cells:
            span = Span(cells[0].start, cells[-1].end)
            rows.append(
                Block(BlockKind.ROW, span, headings=around, section="table", cells=tuple(cells))
            )
    return rows


def _details(record: BioCRecord) -> dict[str, str]:
    """Return PMID, PMCID, DOI, date and journal as far as the record has them."""
    infons = dict(record.infons)
    for passage in record.passages[:1]:
        infons = {**passage.infons, **infons}
    found = {"pmid": "", "pmcid": "", "doi": "", **paper_ids(record.id)}
    for name in ("pmid", "article-id_pmid"):
        value = infons.get(name, "")
        found["pmid"] = found["pmid"] or (value if value.isdecimal() else "")
    for name in ("pmcid", "article-id_pmc", "article-id_pmcid"):
        found["pmcid"] = found["pmcid"] or pmc_id(infons.get(name, ""))
    for name in ("doi", "article-id_doi"):
        found["doi"] = found["doi"] or bare_doi(infons.get(name, ""))
    found["date"] = partial_date(infons.get("date", "") or infons.get("year", ""))
    found["site"] = infons.get("journal-title", "")
    return found


def _authors(record: BioCRecord) -> tuple[str, ...]:
    """Return the authors of ``name_0`` ... or of a list in the infon ``authors``."""
    infons = {**(record.passages[0].infons if record.passages else {}), **record.infons}
    names = []
    for index in range(500):
        value = infons.get(f"name_{index}")
        if value is None:
            break
        fields = dict(part.partition(":")[::2] for part in value.split(";") if ":" in part)
        names.append(f"{fields.get('given-names', '')} {fields.get('surname', '')}".strip())
    listed = [name.strip(" .") for name in infons.get("authors", "").split(",")]
    return tuple(name for name in names or listed if name)


XML_FORMAT = DocumentFormat(
    name="bioc-xml",
    description="BioC XML with passages and annotations (PubTator, PMC)",
    extensions=("bioc", "xml"),
    sniff=sniff_xml,
    read=read_bioc_xml,
    streamed=True,
)
JSON_FORMAT = DocumentFormat(
    name="bioc-json",
    description="BioC JSON with passages and annotations (PubTator, PMC), also one record a line",
    extensions=("json", "jsonl", "bioc.json"),
    sniff=sniff_json,
    read=read_bioc_json,
    streamed=True,
)
FORMATS = (XML_FORMAT, JSON_FORMAT)
