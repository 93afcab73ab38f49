"""The registry of document formats: which one a file is in, and its documents.

A format is chosen by the content first, then by the extension; a name given by the user wins over
both. Other packages add formats through the entry point group ``substancekg.loaders``: each entry
point is a :class:`~substancekg.loaders.formats.base.DocumentFormat`.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.formats.base import DocumentFormat
from substancekg.loaders.plugins import plugged_in
from substancekg.loaders.sources import (
    SIDECAR,
    Origin,
    Source,
    open_path,
    open_stdin,
    open_stream,
)
from substancekg.ontology.lexicon import Lexicon

if TYPE_CHECKING:
    from substancekg.loaders.fetch import FetchPolicy, Snapshot

logger = logging.getLogger(__name__)

ENTRY_POINT_GROUP = "substancekg.loaders"
BUILT_IN = ("pubtator", "pubmed", "jats", "bioc", "pdf", "claims_table", "html", "markdown",
    "text")  # fmt: skip
"""Modules of the built-in formats; where two formats are equally likely the earlier one is taken."""
SURE = 50
"""Score from which a format that recognises the content is taken, whatever the extension says."""

STDIN = "-"


@cache
def formats() -> Mapping[str, DocumentFormat]:
    """Return the known formats by name: the built-in ones, then those of other packages."""
    found: dict[str, DocumentFormat] = {}
    for module in BUILT_IN:
        imported = import_module(f"substancekg.loaders.formats.{module}")
        found.update((item.name, item) for item in imported.FORMATS)
    for other in plugged_in(ENTRY_POINT_GROUP, DocumentFormat):
        found.setdefault(other.name, other)
    return MappingProxyType(found)


def format_named(name: str, source: str = "--format") -> DocumentFormat:
    """Return a format by its name.

    :raises LoaderError: if there is none; the known ones are listed, the nearest first
    """
    known = formats()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ";"
    raise LoaderError(source, f"unknown format {name!r}{hint} known: {', '.join(sorted(known))}")


def detect_format(source: Source) -> DocumentFormat:
    """Return the format that a source is most likely in.

    :raises LoaderError: if no format knows its content or extension
    """
    scored = [
        (
            item.sniff(source.head, source.file_name),
            source.extension in item.extensions,
            -index,
            item,
        )
        for index, item in enumerate(formats().values())
    ]
    score, _, _, best = max(scored, key=lambda entry: entry[:3])
    if score >= SURE:
        return best
    named = [entry for entry in scored if entry[1]]
    if len({entry[3].name for entry in named}) == 1 or any(entry[0] for entry in named):
        return max(named, key=lambda entry: entry[:3])[3]
    if score and not named:
        return best
    what = f"{'.' + source.extension!r} file" if source.extension else "such content"
    raise source.error(f"no format known for this {what}; known: {', '.join(sorted(formats()))}")


def load(
    source: str | Path,
    *,
    format: str | None = None,
    lexicon: Lexicon | None = None,
    fetching: FetchPolicy | None = None,
    on_snapshot: Callable[[Snapshot], None] | None = None,
) -> Iterator[Document]:
    """Yield the documents of a file, of standard input (``-``) or of an http(s) URL.

    A file may hold many records (PubTator, PubMed ...); they are yielded one at a time in the
    order of the file, in bounded memory.

    :param format: name of the format; by default it is recognised
    :param lexicon: where identifiers of given mentions are looked up; by default the shipped one
    :param fetching: limits for URLs
    :param on_snapshot: called with the page of a URL before it is read, so that it can be kept; a
        kept page with its origin beside it gives the same document again
    :raises LoaderError: on the first ``next`` or later, for anything that cannot be read
    """
    chosen = format_named(format, str(source)) if format else None
    opened = _open(source, lexicon, fetching, on_snapshot)
    with opened.stream:
        if not opened.head.strip():
            raise opened.error("empty: there is nothing to read")
        yield from (chosen or detect_format(opened)).read(opened)


def _open(
    source: str | Path,
    lexicon: Lexicon | None,
    fetching: FetchPolicy | None,
    on_snapshot: Callable[[Snapshot], None] | None,
) -> Source:
    if source == STDIN:
        return open_stdin(lexicon=lexicon)
    if not is_url(str(source)):
        path = Path(source)
        return open_path(path, origin=kept_origin(path), lexicon=lexicon)
    from substancekg.loaders.fetch import fetch  # its HTTP client is slow to import

    snapshot = fetch(str(source), fetching)
    if on_snapshot is not None:
        on_snapshot(snapshot)
    origin = Origin(snapshot.stem, snapshot.final_url, snapshot.charset, snapshot.media_type)
    return open_stream(
        io.BytesIO(snapshot.data), str(source), snapshot.file_name,
        location=snapshot.final_url, origin=origin, lexicon=lexicon,
    )  # fmt: skip


def kept_origin(path: Path) -> Origin:
    """Return where a kept page came from; an empty origin for an ordinary file.

    An origin whose hash is not that of the file is passed over, with a warning.
    """
    beside = path.with_name(path.name + SIDECAR)
    try:
        if not beside.is_file() or beside.stat().st_size > 2**20:
            return Origin()
        told = json.loads(beside.read_text(encoding="utf-8"))
        same = hashlib.sha256(path.read_bytes()).hexdigest() == told["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        same, told = False, {}
    if not same:
        logger.warning("%s: is not about the file beside it, and is passed over", beside)
        return Origin()
    values = (told.get(name) for name in ("id", "final_url", "charset", "media_type"))
    return Origin(*(value if isinstance(value, str) else "" for value in values))


def find_sources(arguments: Sequence[str | Path]) -> list[str]:
    """Return the files, URLs and ``-`` that arguments name; folders are searched for files.

    Files of a folder come sorted by path; hidden ones are left out.

    :raises LoaderError: if an argument does not exist, or a folder holds no file
    """
    found: list[str] = []
    for argument in arguments:
        text = str(argument)
        if text == STDIN or is_url(text):
            found.append(text)
            continue
        path = Path(argument)
        if path.is_dir():
            files = sorted(
                file for file in path.rglob("*")
                if file.is_file()
                and not _hidden(file.relative_to(path))
                and not file.name.endswith(SIDECAR)
            )  # fmt: skip
            if not files:
                raise LoaderError(path, "a folder without any file to read")
            found.extend(map(str, files))
        elif path.exists():
            found.append(text)
        elif "://" in text:
            raise LoaderError(text, "of URLs only http and https are read")
        else:
            raise LoaderError(path, "no such file or folder")
    return list(dict.fromkeys(found))


def is_url(source: str) -> bool:
    """Whether a source is an http or https URL."""
    return source.lower().startswith(("http://", "https://"))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
