"""From a tree of HTML-like elements to blocks of text.

Used for web pages (trafilatura's body elements and plain HTML) and for rendered Markdown. The
walk is iterative, so that deep nesting does no harm.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from substancekg.loaders.documents import BlockKind
from substancekg.loaders.formats.grids import is_key_value_table, table_rows
from substancekg.loaders.formats.lines import ends_sentence
from substancekg.loaders.formats.rendering import TextBuilder, key_value_cells, tidy
from substancekg.loaders.sources import Source

_Element = etree._Element

# trafilatura's names (after TEI) and those of HTML
_SAME = {
    "item": "li", "list": "ul", "ol": "ul", "menu": "ul", "row": "tr", "cell": "td", "th": "td",
    "lb": "br", "quote": "blockquote", "ab": "p",
}  # fmt: skip
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
     "form", "button", "select", "textarea", "nav", "aside", "footer", "head-meta", "graphic",
     "img", "video", "audio", "map", "dialog"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "hi", "i", "ins", "kbd", "label", "mark", "q", "ref", "s", "samp", "small", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "u2028"}
)  # fmt: skip
_BREAK = "\u2028"
_CITATION = re.compile(r"(?<=\S)\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|citation needed|edit|[a-z])\]")
_BULLET = re.compile(r"[•‣◦▪●·–—*-]\s+")
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:x0*)?[01]?[0-9a-f];"
)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_LONG_CELL = 400  # characters; longer cells are the columns of a page, not data


def parse_markup(page: str, source: Source) -> HtmlElement:
    """Return the tree of a page, without comments; signs that XML cannot hold are left out.

    :raises LoaderError: if the page has no element
    """
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = _XML_DECLARATION.sub("", _UNFIT.sub("", page), count=1)
        return document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as cause:
        raise source.error(f"markup that cannot be read ({cause})") from cause


def add_markup(builder: TextBuilder, root: _Element) -> None:
    """Append the blocks of everything below ``root``; menus, scripts and forms are left out.

    Headings, list items, table lines (the first is the header) and ``Term: definition`` items
    keep their structure; all else is paragraphs.
    """
    _Walk(builder, root).run()


class _Walk:
    """One walk; the buffer holds the words since the last block boundary."""

    def __init__(self, builder: TextBuilder, root: _Element) -> None:
        self._builder, self._root = builder, root
        self._buffer: list[str] = []
        self._contexts: list[tuple[str, int]] = []  # tag, level
        self._lists = 0
        self._term = ""

    def run(self) -> None:
        walker = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event in ("comment", "pi"):
                self._buffer.append(element.tail or "")
                continue
            tag = _tag(element)
            if event == "start":
                if tag in _SKIPPED:
                    walker.skip_subtree()
                    continue
                if tag == "table" and not _is_layout(element):
                    self._table(element)
                    walker.skip_subtree()
                    continue
                self._start(tag)
                self._buffer.append(element.text or "")
            else:
                if tag not in _SKIPPED:
                    self._end(tag)
                if element is not self._root:
                    self._buffer.append(element.tail or "")
        self._flush()

    def _start(self, tag: str) -> None:
        if tag in _INLINE:
            return
        if tag == "br":
            self._buffer.append(_BREAK)
            return
        self._flush()
        if re.fullmatch(r"h[1-6]", tag):
            self._contexts.append(("heading", int(tag[1])))
        elif tag in ("ul", "dl"):
            self._lists += 1
        elif tag in ("li", "dt", "dd"):
            self._contexts.append((tag, max(self._lists, 1)))

    def _end(self, tag: str) -> None:
        if tag in _INLINE or tag == "br":
            return
        self._flush()
        if re.fullmatch(r"h[1-6]", tag) or tag in ("li", "dt", "dd"):
            self._contexts.pop()
        elif tag in ("ul", "dl"):
            self._lists -= 1
            self._term = ""

    def _table(self, table: _Element) -> None:
        self._flush()
        pairs = is_key_value_table(table)
        for cells in table_rows(table, _cell_text):
            filled = list(dict.fromkeys(cell for cell in cells if cell))
            if len(filled) < 2:
                self._builder.add(BlockKind.PARAGRAPH, filled[0])
            elif pairs:
                words = f"{cells[0].rstrip(': ')}: {cells[1]}"
                self._builder.add(BlockKind.ITEM, words, level=1)
            else:
                self._builder.add_row(cells)

    def _flush(self) -> None:
        """Turn the buffer into a block of the kind that the context says."""
        context, level = self._contexts[-1] if self._contexts else ("", 0)
        words = _CITATION.sub("", "".join(self._buffer))
        self._buffer.clear()
        if not words.strip():
            return
        if context == "heading":
            self._builder.add(BlockKind.HEADING, words.replace(_BREAK, " "), level=level)
        elif context == "dt":
            self._term = tidy(words.replace(_BREAK, " ")).rstrip(":")
        elif context == "dd" and self._term:
            words = f"{self._term}: {words.replace(_BREAK, ' ')}"
            self._builder.add(BlockKind.ITEM, words, level=level)
        elif context in ("li", "dd"):
            self._builder.add(BlockKind.ITEM, words.replace(_BREAK, " "), level=level)
        else:
            self._paragraph(words)

    def _paragraph(self, words: str) -> None:
        """Append a paragraph; forced line breaks part it, unless one falls inside a sentence."""
        lines: list[str] = []
        for line in words.split(_BREAK):
            line = tidy(line)
            if not line:
                lines.append("")
            elif lines and lines[-1] and not ends_sentence(lines[-1]) and line[0].islower():
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        lines = [line for line in lines if line]
        for line in lines:
            bullet = _BULLET.match(line)
            if bullet and len(lines) > 1:
                self._builder.add(BlockKind.ITEM, line[bullet.end() :], level=1)
            elif len(lines) > 1 and key_value_cells(line) and not ends_sentence(line):
                self._builder.add(BlockKind.ITEM, line, level=1)
            else:
                self._builder.add(BlockKind.PARAGRAPH, line)


def _cell_text(cell: _Element) -> str:
    return _CITATION.sub("", tidy(" ".join(str(part) for part in cell.itertext())))


def _tag(element: _Element) -> str:
    """Return an element's name as in HTML, in lower case and without name space."""
    if not isinstance(element.tag, str):
        return "comment"
    tag = element.tag.rpartition("}")[2].lower()
    rend = element.get("rend") or ""
    if tag == "head":
        return rend if re.fullmatch(r"h[1-6]", rend) else ("h2" if rend or element.text else "div")
    if tag == "item" and rend[:2] in ("dt", "dd"):
        return rend[:2]
    return _SAME.get(tag, tag)


def _is_layout(table: _Element) -> bool:
    """Whether a table only arranges a page: nested, of one column, or with whole texts as cells."""
    widest = 0
    for element in table.iter():
        tag = _tag(element)
        if tag == "table" and element is not table:
            return True
        if tag == "tr":
            widest = max(widest, sum(1 for cell in element if _tag(cell) == "td"))
        if tag == "td" and sum(map(len, element.itertext())) > _LONG_CELL:
            return True
    return widest < 2
