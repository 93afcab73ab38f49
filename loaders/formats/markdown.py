"""Markdown: CommonMark with tables, and the title of a YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from substancekg.loaders.documents import Document
from substancekg.loaders.formats.backmatter import without_back_matter
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.contents import mark_contents
from substancekg.loaders.formats.encoding import decode, is_binary
from substancekg.loaders.formats.markup import add_markup, parse_markup
from substancekg.loaders.formats.rendering import tidy
from substancekg.loaders.formats.titles import render_titled, title_of
from substancekg.loaders.sources import Source

PAGE_LIMIT = 16 * 2**20  # bytes of one file
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|date|lang|language|site|url)[ \t]*:[ \t]*(.+?)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNS = re.compile(
    rb"^(#{1,6} \S|\s{0,3}```|\s*[-*] \[[ x]\]|\|\s*:?-{3,}|\[[^\]\n]+\]\(\S+\))", re.MULTILINE
)


def sniff(head: bytes, name: str) -> int:
    """Return 40 for text with several signs of Markdown: less than a file's extension says."""
    if is_binary(head):
        return 0
    return 40 if len(_SIGNS.findall(head)) > 1 else 0


def read_markdown(source: Source) -> Iterator[Document]:
    """Yield the one document of a Markdown file; HTML inside it is read as a page's is.

    :raises LoaderError: if it is empty, binary, too large or in an encoding not recognised
    """
    written = decode(source.read(PAGE_LIMIT), source)
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(written)
    if front:
        fields = {name.lower(): value.strip("\"'") for name, value in _FIELD.findall(front[1])}
        written = written[front.end() :]
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(written)
    title = tidy(fields.get("title", ""))
    tree = parse_markup(page or "<p></p>", source)
    builder = render_titled(title, lambda empty: add_markup(empty, tree))
    text = builder.text
    if not text:
        raise source.error("empty: there is nothing to read")
    author = tidy(fields.get("author", ""))
    yield make_document(
        source,
        FORMAT.name,
        text,
        mark_contents(text, without_back_matter(text, builder.blocks)),
        title=title or title_of(text, builder.blocks),
        date=iso_date(fields.get("date", "")),
        language=fields.get("lang", fields.get("language", ""))[:2].lower(),
        authors=(author,) if author else (),
        site=tidy(fields.get("site", "")),
    )


def iso_date(words: str) -> str:
    """Return a date as far as it is written in ISO 8601; empty for any other form.

    >>> iso_date("2021-05-03T10:00:00Z"), iso_date("2021"), iso_date("May 3rd")
    ('2021-05-03', '2021', '')
    """
    match = re.match(r"\d{4}(-(0\d|1[0-2])(-[0-3]\d)?)?(?![\d-])", words.strip())
    return match.group() if match else ""


FORMAT = DocumentFormat(
    name="markdown",
    description="Markdown with tables and front matter",
    extensions=("md", "markdown", "mdown"),
    sniff=sniff,
    read=read_markdown,
)
FORMATS = (FORMAT,)
