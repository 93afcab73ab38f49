"""JATS (PMC full text): articles with sections, lists, tables and captions.

References, formulas, acknowledgements, funding and the like are left out, and so are reference
numbers in the text. Tag set: https://jats.nlm.nih.gov/archiving/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.grids import table_rows
from substancekg.loaders.formats.papers import bare_doi, language_code, partial_date, pmc_id
from substancekg.loaders.formats.rendering import TextBuilder, tidy
from substancekg.loaders.formats.sections import is_skipped, section_kind
from substancekg.loaders.formats.xml import (
    all_text,
    child,
    child_text,
    children,
    iter_elements,
    local_name,
    root_name,
)
from substancekg.loaders.sources import Source

_SKIPPED = frozenset(
    {"ref-list", "ack", "fn-group", "fn", "notes", "glossary", "inline-formula", "disp-formula",
     "tex-math", "math", "graphic", "inline-graphic", "media", "supplementary-material", "label",
     "object-id", "permissions", "table-wrap-foot", "sec-meta", "kwd-group", "bio", "title",
     "journal-meta", "article-id", "alt-text", "long-desc", "code", "email", "ext-link-group"}
)  # fmt: skip
_BLOCKS = frozenset({"p", "verse-line", "speech", "attrib", "disp-quote-line"})
_OUTSIDE = ("graphical", "toc", "teaser", "video", "author-summary-graphic")
_EMPTY_BRACKETS = re.compile(r" ?[(\[][ ,;–—-]*[)\]]")
_SPACE_LEFT = re.compile(r" (?=[.,;:?!](?:\s|$))")  # where a reference number stood
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS = {"pmc-articleset": 100, "OAI-PMH": 90, "sub-article": 90}
_DEPTH = 100  # levels of elements; deeper ones are passed over


def sniff(head: bytes, name: str) -> int:
    """Return 90 or more for the root elements of JATS articles and sets of them."""
    root = root_name(head)
    if root == "article":  # a name that HTML has as well
        marks = (b"JATS", b"NLM//DTD", b"jats.nlm", b"article-type", b"<front", b"<body", b":body")
        return 95 if any(mark in head for mark in marks) else 30
    return _ROOTS.get(root, 0)


def read_jats(source: Source) -> Iterator[Document]:
    """Yield one document an article, in the order of the file.

    The text is title, abstract and body; every block knows its kind of section and the headings
    around it. Captions and tables stand where the file has them.

    :raises LoaderError: if the XML is damaged, or holds no article with words
    """
    found = False
    for article in iter_elements(source, "article"):
        document = _document(source, article)
        if document is not None:
            found = True
            yield document
    if not found:
        raise source.error("no JATS article with words in it")


def _document(source: Source, article: etree._Element) -> Document | None:
    meta = child(article, "front/article-meta")
    meta = child(article, "front-stub") if meta is None else meta
    builder = TextBuilder()
    title = ""
    if meta is not None:
        title_element = child(meta, "title-group/article-title")
        title = "" if title_element is None else _words(title_element)
        builder.add(BlockKind.TITLE, title, section="title")
        for abstract in children(meta, "abstract"):
            if not any(kind in abstract.get("abstract-type", "") for kind in _OUTSIDE):
                _Body(builder, "abstract", 2).add(abstract)
                builder.close_headings(1)
    for name in ("body", "floats-group"):
        for part in children(article, name):
            _Body(builder, "other", 1).add(part)
            builder.close_headings(1)
    if not builder.blocks:
        return None
    ids = _identifiers(meta)
    document = make_document(
        source,
        FORMAT.name,
        builder.text,
        tuple(builder.blocks),
        id=ids["pmcid"] or ids["pmid"] or "",
        title=title,
        date=_date(meta),
        authors=_authors(meta),
        site=child_text(article, "front/journal-meta/journal-title-group/journal-title")
        or child_text(article, "front/journal-meta/journal-title"),
        language=language_code(article.get(_LANG, "")),
        **ids,
    )
    kind = article.get("article-type", "").replace("-", " ").strip()
    return replace(document, publication_types=(kind,) if kind else ())


class _Body:
    """Appends the blocks of an abstract or body.

    :ivar section: kind of section outside any section that says its own
    :ivar level: level of the headings of its outermost sections
    """

    def __init__(self, builder: TextBuilder, section: str, level: int) -> None:
        self._builder, self._section, self._level = builder, section, level

    def add(self, element: etree._Element) -> None:
        self._children(element, self._section, self._level, 0, 0)

    def _children(
        self, element: etree._Element, section: str, level: int, items: int, depth: int
    ) -> None:
        """Append the blocks below an element; ``items`` is the depth of lists around it."""
        if depth > _DEPTH:
            return
        for part in element:
            name = local_name(part)
            if name in _SKIPPED or not name:
                continue
            if name == "sec":
                self._section_of(part, section, level, depth)
            elif name in _BLOCKS:
                self._paragraph(part, section, level, items, depth)
            elif name in ("table-wrap", "fig", "boxed-text"):
                self._float(part, name, section, level, depth)
            elif name == "list":
                self._children(part, section, level, items + 1, depth + 1)
            elif name == "def-item":
                term, meaning = child_text(part, "term"), child_text(part, "def")
                self._builder.add(
                    BlockKind.ITEM, f"{term}: {meaning}", level=items + 1, section=section
                )
            elif name == "table":
                for cells in table_rows(part, _words):
                    self._builder.add_row(cells, section="table")
            else:
                self._children(part, section, level, items, depth + 1)

    def _section_of(self, element: etree._Element, section: str, level: int, depth: int) -> None:
        title_element = child(element, "title")
        title = _words(title_element) if title_element is not None else ""
        if is_skipped(title) or is_skipped(element.get("sec-type", "")):
            return
        known = section_kind(
            element.get("sec-type", "").split("|")[0].replace("intro", "introduction")
        )
        if known in ("", "other"):
            known = section_kind(title)
        inner = known if known not in ("", "other") else section
        self._builder.close_headings(level)
        self._builder.add(BlockKind.HEADING, title, level=level, section=inner)
        self._children(element, inner, level + 1, 0, depth + 1)
        self._builder.close_headings(level)

    def _paragraph(
        self, element: etree._Element, section: str, level: int, items: int, depth: int
    ) -> None:
        """Append a paragraph or item; lists, tables and figures inside it come after it."""
        inside = [part for part in element if local_name(part) in _FLOATING]
        kind = BlockKind.ITEM if items else BlockKind.PARAGRAPH
        self._builder.add(kind, _words(element), level=items, section=section)
        for part in inside:
            holder = etree.Element("holder")
            holder.append(part)  # moved: the paragraph has been read
            self._children(holder, section, level, items, depth + 1)

    def _float(
        self, element: etree._Element, name: str, section: str, level: int, depth: int
    ) -> None:
        if name == "boxed-text":
            self._children(element, section, level, 0, depth + 1)
            return
        for caption in children(element, "caption"):
            words = tidy(" ".join(_words(part) for part in caption))
            self._builder.add(BlockKind.PARAGRAPH, words, section="caption")
        for part in element.iter("{*}table"):
            for cells in table_rows(part, _words):
                self._builder.add_row(cells, section="table")


_FLOATING = frozenset({"list", "def-list", "table-wrap", "fig", "boxed-text", "disp-quote"})


def _words(element: etree._Element) -> str:
    """Return the words of a paragraph or title without reference numbers, formulas and floats."""
    parts: list[str] = [element.text or ""]
    _collect(element, parts, 0)
    return _SPACE_LEFT.sub("", _EMPTY_BRACKETS.sub("", tidy("".join(parts))))


def _collect(element: etree._Element, parts: list[str], depth: int) -> None:
    for part in element:
        name = local_name(part)
        if name == "xref" and part.get("ref-type") in ("bibr", "fn", "table-fn", "corresp", "aff"):
            cited = all_text(part)
            if any(char.isalpha() for char in cited) and part.get("ref-type") == "bibr":
                parts.append(cited)
        elif name == "sup" and child(part, "xref") is not None:
            pass  # reference numbers set high
        elif name == "break":
            parts.append(" ")
        elif name and name not in _SKIPPED and name not in _FLOATING and depth < _DEPTH:
            parts.append(part.text or "")
            _collect(part, parts, depth + 1)
            if name in _BLOCKS:
                parts.append(" ")
        parts.append(part.tail or "")


def _identifiers(meta: etree._Element | None) -> dict[str, str]:
    found = {"pmid": "", "pmcid": "", "doi": ""}
    for item in children(meta, "article-id") if meta is not None else ():
        kind, value = item.get("pub-id-type", ""), all_text(item)
        if kind == "pmid" and value.isdecimal():
            found["pmid"] = value
        elif kind in ("pmc", "pmcid", "pmcaid"):
            found["pmcid"] = found["pmcid"] or pmc_id(value)
        elif kind == "doi":
            found["doi"] = bare_doi(value)
    return found


def _date(meta: etree._Element | None) -> str:
    """Return the earliest date of publication that is given."""
    if meta is None:
        return ""
    dates = [
        partial_date(child_text(item, "year"), child_text(item, "month"), child_text(item, "day"))
        for item in children(meta, "pub-date")
    ]
    return min((date for date in dates if date), default="")


def _authors(meta: etree._Element | None) -> tuple[str, ...]:
    names = []
    for item in children(meta, "contrib-group/contrib") if meta is not None else ():
        if item.get("contrib-type", "author") == "author":
            parts = [child_text(item, "name/given-names"), child_text(item, "name/surname")]
            names.append(
                " ".join(part for part in parts if part)
                or child_text(item, "string-name")
                or child_text(item, "collab")
            )
    return tuple(name for name in names if name)


FORMAT = DocumentFormat(
    name="jats",
    description="JATS XML (PMC full text): sections, tables, captions; one article or a set",
    extensions=("nxml", "xml"),
    sniff=sniff,
    read=read_jats,
    streamed=True,
)
FORMATS = (FORMAT,)
