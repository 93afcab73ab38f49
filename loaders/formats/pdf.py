"""PDF: the text of its pages, for files that have one; scanned pages have none.

Needs the extra ``pdf`` (pypdf). Lines are joined to paragraphs, words parted at line ends are
joined, and page numbers and the lines that come back on every page are left out.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.formats.base import DocumentFormat, make_document
from substancekg.loaders.formats.layout import find_blocks
from substancekg.loaders.formats.markdown import iso_date
from substancekg.loaders.formats.rendering import TextBuilder, tidy
from substancekg.loaders.sources import Source

_PAGE_LIMIT = 2000  # pages of one file
_TEXT_LIMIT = 64 * 2**20  # characters of one file
_PARTED = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\r?\n\s*(?=[a-z])")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)


def sniff(head: bytes, name: str) -> int:
    """Return 100 for a file with the mark of PDF at its start."""
    return 100 if b"%PDF-" in head[:1024] else 0


def read_pdf(source: Source) -> Iterator[Document]:
    """Yield the one document of a PDF file.

    :raises LoaderError: if pypdf is not installed, the file is damaged or locked, or has no text
    """
    data = source.read()
    if not sniff(data[:1024], ""):
        raise source.error("no PDF file: it does not start with %PDF-")
    pages, about = _pages(data, source)
    text = _PARTED.sub("", "\n\n".join(_without_running_lines(pages)))
    builder = TextBuilder()
    title = tidy(about.get("/Title", ""))
    for block in find_blocks(text):
        if block.kind is BlockKind.ROW:
            builder.add_row([cell.of(text) for cell in block.cells])
        else:
            builder.add(block.kind, block.span.of(text), level=block.level)
    if not builder.blocks:
        raise source.error("holds no text; scanned pages must go through text recognition first")
    first = builder.blocks[0]
    if not title and first.kind is BlockKind.TITLE:
        title = first.span.of(builder.text)
    author = tidy(about.get("/Author", ""))
    yield make_document(
        source,
        FORMAT.name,
        builder.text,
        tuple(builder.blocks),
        title=title,
        authors=(author,) if author else (),
        date=_date(about.get("/CreationDate", "")),
    )


def _pages(data: bytes, source: Source) -> tuple[list[str], dict[str, str]]:
    """Return the text of each page and what the file says about itself."""
    try:
        import pypdf
    except ImportError as cause:
        raise source.error(
            "PDF files need pypdf; install it with: pip install 'substancekg[pdf]'"
        ) from cause
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity
    texts: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise source.error("locked by a password; save it without one")
        if len(reader.pages) > _PAGE_LIMIT:
            raise source.error(f"more than {_PAGE_LIMIT} pages; split it")
        size = 0
        for page in reader.pages:
            words = page.extract_text() or ""
            size += len(words)
            if size > _TEXT_LIMIT:
                raise source.error("more text than can be held; split it")
            texts.append(words.encode("utf-8", "replace").decode("utf-8"))
        about = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as cause:
        if type(cause).__module__.startswith("substancekg"):
            raise
        raise source.error(f"damaged or truncated PDF file ({cause})".replace("\n", " ")) from cause
    return texts, about


def _without_running_lines(pages: Sequence[str]) -> list[str]:
    """Return the pages without page numbers and without lines at their ends that come back."""
    lines = [[line for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(_shape(line) for page in lines for line in {*page[:2], *page[-2:]})
    often = max(3, len(pages) // 2)
    running = {shape for shape, count in edges.items() if count >= often}
    return [
        "\n".join(
            line
            for line in page.splitlines()
            if not _PAGE_NUMBER.fullmatch(line.strip()) and _shape(line) not in running
        )
        for page in pages
    ]


def _shape(line: str) -> str:
    """Return a line without its numbers, which differ from page to page."""
    return re.sub(r"\d+", "#", tidy(line).casefold())


def _date(words: str) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", words)
    return iso_date("-".join(found.groups())) if found else ""


FORMAT = DocumentFormat(
    name="pdf",
    description="PDF text (needs the extra: pip install 'substancekg[pdf]')",
    extensions=("pdf",),
    sniff=sniff,
    read=read_pdf,
)
FORMATS = (FORMAT,)
