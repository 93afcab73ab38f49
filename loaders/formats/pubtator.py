"""PubTator: title, abstract and mentions, many records a file.

    1|t|Title
    1|a|Abstract
    1<TAB>start<TAB>end<TAB>mention<TAB>type<TAB>identifier

Offsets count code points of title, one character, abstract. Relations and other lines are passed
over. Format: https://www.ncbi.nlm.nih.gov/research/pubtator3/tutorial
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Block, BlockKind, Document, Mention
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.grounding import Grounder
from substancekg.loaders.sources import WHOLE_LIMIT, Source, size_words

logger = logging.getLogger(__name__)

_PASSAGE = re.compile(r"([^|\s][^|\t]{0,99})\|([a-zA-Z]{1,20})\|(.*)", re.DOTALL)
_SNIFFED = re.compile(rb"\s*(?:\xef\xbb\xbf)?[^|\s][^|\t\n]{0,99}\|(?:t|title)\|")
_NO_TEXT = frozenset({"", "-", "-No Abstract-", "null", "None"})
_NEAR = 300  # characters around a wrong offset in which the mention is looked for


def sniff(head: bytes, name: str) -> int:
    """Return 95 for a file that starts with a title line."""
    return 95 if _SNIFFED.match(head) else 0


@dataclass(slots=True)
class _Record:
    id: str
    line: int
    passages: list[tuple[str, str]] = field(default_factory=list)
    mentions: list[tuple[int, int, str, str, str]] = field(default_factory=list)


def read_pubtator(source: Source) -> Iterator[Document]:
    """Yield one document a record, in the order of the file, with the mentions that it brings.

    Mentions are ordered by start, of equal start the longer first; they may overlap. A mention
    whose offsets do not fit its words is moved to the nearest place of these words, or left out.
    Records without any text are passed over.

    :raises LoaderError: if no record is found, or a line is not UTF-8
    """
    grounder = Grounder(source.lexicon)
    found = False
    for record in _records(source):
        document = _document(source, record, grounder)
        if document is not None:
            found = True
            yield document
    if not found:
        raise source.error("no PubTator record with words in it: no line reads ID|t|TITLE")


def _records(source: Source) -> Iterator[_Record]:
    record: _Record | None = None
    size = 0
    for number, line in _lines(source):
        passage = _PASSAGE.fullmatch(line)
        if passage and "\t" not in line[: passage.start(3)]:
            identifier, kind, text = passage[1].strip(), passage[2].lower(), passage[3]
            starts = kind in ("t", "title")
            if record is not None and (starts or identifier != record.id):
                yield record
                record = None
            if record is None:
                record, size = _Record(identifier, number), 0
            record.passages.append((kind, text))
            size += len(text)
        elif record is not None and line.strip():
            cells = line.split("\t")
            mention = _mention_cells(cells)
            if mention is not None and cells[0].strip() == record.id:
                record.mentions.append(mention)
                size += len(line)
            elif len(cells) < 3:
                logger.warning("%s:%d: no PubTator line, passed over", source.name, number)
        if size > WHOLE_LIMIT:
            raise source.error(f"line {number}: a record larger than {size_words(WHOLE_LIMIT)}")
    if record is not None:
        yield record


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    number = 0
    while data := source.stream.readline(WHOLE_LIMIT):
        number += 1
        try:
            line = data.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as cause:
            raise source.error(f"line {number}: not UTF-8; save the file as UTF-8") from cause
        yield number, line.rstrip("\r\n")


def _mention_cells(cells: list[str]) -> tuple[int, int, str, str, str] | None:
    """Return start, end, words, type and identifier of a mention line; ``None`` for another."""
    if len(cells) < 5 or not (cells[1].strip().isdecimal() and cells[2].strip().isdecimal()):
        return None
    identifier = cells[5].strip() if len(cells) > 5 else ""
    return int(cells[1]), int(cells[2]), cells[3], cells[4].strip(), identifier


def _document(source: Source, record: _Record, grounder: Grounder) -> Document | None:
    texts = [text for _, text in record.passages]
    text = "\n".join(texts)
    blocks: list[Block] = []
    start = 0
    for kind, passage in record.passages:
        stripped = passage.strip()
        if stripped not in _NO_TEXT:
            begin = start + len(passage) - len(passage.lstrip())
            title = kind in ("t", "title")
            blocks.append(
                Block(
                    BlockKind.TITLE if title else BlockKind.PARAGRAPH,
                    Span(begin, begin + len(stripped)),
                    section="title" if title else "abstract",
                )
            )
        start += len(passage) + 1
    if not blocks:
        return None
    if len(blocks) == 2 and blocks[1].span.of(text)[:1].islower():
        # title and abstract were cut inside a sentence: they are read as one text
        whole = Span(blocks[0].span.start, blocks[1].span.end)
        blocks = [Block(BlockKind.PARAGRAPH, whole, section="abstract")]
    document = make_document(
        source,
        FORMAT.name,
        text,
        tuple(blocks),
        id=record.id,
        title=" ".join(texts[0].split()) if record.passages[0][0] in ("t", "title") else "",
        **paper_ids(record.id),
    )
    return replace(document, mentions=place_mentions(text, record.mentions, grounder))


def paper_ids(identifier: str) -> dict[str, str]:
    """Return the identifier of a record as ``pmid`` or ``pmcid``, if it has the form of one."""
    if re.fullmatch(r"[1-9]\d{0,7}", identifier):
        return {"pmid": identifier}
    if re.fullmatch(r"PMC\d+", identifier):
        return {"pmcid": identifier}
    return {}


def place_mentions(
    text: str, mentions: list[tuple[int, int, str, str, str]], grounder: Grounder
) -> tuple[Mention, ...]:
    """Return the mentions with their entities, ordered by start, of equal start longest first.

    :param mentions: start, end, words, type and identifier of each; words may be empty
    """
    placed: dict[tuple[int, int, str], Mention] = {}
    for start, end, words, type_name, identifier in mentions:
        span = _span_of(text, start, end, words)
        entity = grounder.entity(span.of(text), type_name, identifier) if span else None
        if span is not None and entity is not None:
            placed.setdefault((span.start, -span.end, entity.slug), Mention(span, entity, True))
    return tuple(placed[key] for key in sorted(placed))


def _span_of(text: str, start: int, end: int, words: str) -> Span | None:
    """Return where the words of a mention stand: at its offsets, or nearest to them."""
    if start < end <= len(text) and (not words or text[start:end].split() == words.split()):
        return Span(start, end)
    if not words:
        return None
    low = max(0, start - _NEAR)
    places = [
        match.start() + low for match in re.finditer(re.escape(words), text[low : end + _NEAR])
    ]
    if not places:
        return None
    nearest = min(places, key=lambda place: (abs(place - start), place))
    return Span(nearest, nearest + len(words))


FORMAT = DocumentFormat(
    name="pubtator",
    description="PubTator text (ID|t|, ID|a|, tab-separated mentions), any number of records",
    extensions=("pubtator", "pubtator.txt"),
    sniff=sniff,
    read=read_pubtator,
    streamed=True,
)
FORMATS = (FORMAT,)
