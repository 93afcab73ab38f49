"""Web pages: the main content with its structure, and what the page says about itself.

Content and metadata are found by trafilatura (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15);
where it finds next to nothing, as on very short pages, or less than half of what the page marks as
its main part, that part or the whole body is taken, menus and footers left out.
Scripts are never run and nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.backmatter import without_back_matter
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.contents import mark_contents
from substancekg.loaders.formats.encoding import decode, decode_named, is_binary
from substancekg.loaders.formats.grids import is_key_value_table
from substancekg.loaders.formats.markup import add_markup, parse_markup
from substancekg.loaders.formats.rendering import TextBuilder, tidy
from substancekg.loaders.formats.titles import render_titled, title_of
from substancekg.loaders.formats.xml import root_name
from substancekg.loaders.sources import Source

logger = logging.getLogger(__name__)

PAGE_LIMIT = 16 * 2**20  # bytes of one page
_TAGS = re.compile(
    rb"<(?:p|div|h[1-6]|body|head|ul|ol|table|article|section|br|meta)\b[^>]*>", re.IGNORECASE
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_AROUND = ("head", "header", "nav", "footer", "aside", "script", "style", "noscript", "form",
           "template", "svg", "button", "iframe")  # fmt: skip
_AROUND_NAMES = re.compile(
    r"\b(?:comments?|sidebar|menu|navbar|nav|breadcrumbs?|cookies?|newsletter|related|share|social|"
    r"footer|subscribe|advert|ads?|promo|popup|banner)\b"
)
_SHORT = 250  # characters; of pages with less the whole is read
_SHARE = 0.5  # of the main part that must have been found


def sniff(head: bytes, name: str) -> int:
    """Return 90 for a page that starts like one, 60 for a piece of HTML."""
    if is_binary(head):
        return 0
    stripped = head.lstrip()
    if root_name(head).lower() == "html" or stripped[:15].lower().startswith(b"<!doctype html"):
        return 90
    return 60 if stripped.startswith(b"<") and _TAGS.match(stripped) else 0


def read_html(source: Source) -> Iterator[Document]:
    """Yield the one document of a page: its main content as text.

    :raises LoaderError: if it is empty, too large, binary, or has no words to read
    """
    page = _decode(source.read(PAGE_LIMIT), source)
    if not page.strip() or "<" not in page:
        raise source.error("not HTML: no element in it; try --format text")
    tree = parse_markup(page, source)
    for table in list(tree.iter("table")):
        if is_key_value_table(table):
            _as_definitions(table)
    about, body = _extract(tree, source)
    builder = TextBuilder()
    if body is not None:
        builder = render_titled(about.title, lambda empty: add_markup(empty, body))
    whole = _main_element(tree)
    if whole is not None and len(builder) < max(_SHORT, _SHARE * _length(whole)):
        builder = render_titled(about.title, lambda empty: add_markup(empty, whole))
    if all(block.kind is BlockKind.TITLE for block in builder.blocks):
        raise source.error("no words to read in this page; it may need a browser to show")
    text = builder.text
    yield make_document(
        source,
        FORMAT.name,
        text,
        mark_contents(text, without_back_matter(text, builder.blocks)),
        title=about.title or title_of(text, builder.blocks),
        url=about.url,
        date=about.date,
        authors=about.authors,
        site=about.site,
        language=about.language,
    )


@dataclass(frozen=True, slots=True)
class _About:
    """What a page says about itself."""

    title: str = ""
    url: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    site: str = ""
    language: str = ""


def _decode(data: bytes, source: Source) -> str:
    """Return the page's text; the server's encoding comes before the page's own."""
    named = _META_CHARSET.search(data[:4096])
    if not source.origin.charset and named:
        text = decode_named(data, named[1].decode("ascii", "ignore"))
        if text is not None:
            return text
    return decode(data, source)


def _as_definitions(table: HtmlElement) -> None:
    """Turn a table of names and values into a list of definitions, where it stands."""
    items = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("th", "td")]
        names = ("dt", "dd") if len(cells) == 2 else ("dd",)
        for name, cell in zip(names, cells, strict=False):
            cell.tag = name
            cell.tail = None
            items.append(cell)
    tail = table.tail
    table.clear()
    table.tag, table.tail = "dl", tail
    table.extend(items)


def _extract(tree: HtmlElement, source: Source) -> tuple[_About, etree._Element | None]:
    """Return what the page says about itself, and trafilatura's body, ``None`` without one."""
    from trafilatura import bare_extraction  # slow to import, and only needed here

    language = (tree.get("lang") or "").split("-")[0].lower()
    title = tidy(tree.findtext(".//title") or "")
    try:
        found = bare_extraction(
            deepcopy(tree),  # it is changed
            url=source.origin.url or None,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as cause:  # noqa: BLE001 - hostile pages must not stop a build
        logger.warning("%s: main content not found (%s)", source.name, cause)
        found = None
    if found is None or isinstance(found, dict):
        return _About(title=title, language=language), None
    return (
        _About(
            title=tidy(found.title or title),
            url=_http(found.url),
            date=found.date or "",
            authors=tuple(name for name in map(tidy, (found.author or "").split(";")) if name),
            site=tidy(found.sitename or ""),
            language=language or (found.language or ""),
        ),
        found.body,
    )


def _http(url: str | None) -> str:
    return url if url and url.lower().startswith(("http://", "https://")) else ""


def _main_element(tree: HtmlElement) -> HtmlElement | None:
    """Return the part of a page that it marks as main, else its body, without what is around.

    Menus, headers, footers, comments and the like are taken out; ``None`` if no words are left.
    """
    around = list(tree.iter(*_AROUND))
    around += [
        element
        for element in tree.iter("div", "section", "ul", "ol", "p")
        if _AROUND_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}")
    ]
    most = _length(tree) / 2
    for element in around:
        inside = element.getparent() is not None and element is not tree
        if inside and (element.tag in _AROUND or _length(element) < most):
            element.drop_tree()
    marked = [element for element in tree.iter("main", "article") if _length(element)]
    longest = max(marked, key=_length, default=None)
    if longest is None or _length(longest) * 2 < _length(tree):
        longest = tree
    return longest if _length(longest) else None


def _length(element: HtmlElement) -> int:
    """Return the characters of an element's words, without white space around lines."""
    return sum(len(str(part).strip()) for part in element.itertext())


FORMAT = DocumentFormat(
    name="html",
    description="web pages: main content, title, author, site, date, canonical URL, language",
    extensions=("html", "htm", "xhtml"),
    sniff=sniff,
    read=read_html,
)
FORMATS = (FORMAT,)
