"""The registry of document formats: which one a file is in, and its documents.

A format is chosen by the content first, then by the extension; a name given by the user wins over
both. Other packages add formats through the entry point group ``substancekg.loaders``: each entry
point is a :class:`~substancekg.loaders.formats.base.DocumentFormat`.
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType

from substancekg.errors import LoaderError
from substancekg.loaders.documents import Document
from substancekg.loaders.formats.base import DocumentFormat
from substancekg.loaders.sources import Source, open_path, open_stdin
from substancekg.ontology.lexicon import Lexicon

logger = logging.getLogger(__name__)

ENTRY_POINT_GROUP = "substancekg.loaders"
BUILT_IN = ("pubtator", "pubmed", "jats", "bioc", "pdf", "claims_table", "html", "markdown",
    "text")  # fmt: skip
"""Modules of the built-in formats; where two formats are equally likely the earlier one is taken."""
STDIN = "-"


@cache
def formats() -> Mapping[str, DocumentFormat]:
    """Return the known formats by name: the built-in ones, then those of other packages."""
    found: dict[str, DocumentFormat] = {}
    for module in BUILT_IN:
        imported = import_module(f"substancekg.loaders.formats.{module}")
        found.update((item.name, item) for item in imported.FORMATS)
    for point in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda point: point.name):
        try:
            other = point.load()
        except Exception as cause:  # noqa: BLE001 - a broken plug-in must not stop the others
            logger.warning("format %s of %s cannot be loaded: %s", point.name, point.value, cause)
            continue
        if isinstance(other, DocumentFormat):
            found.setdefault(other.name, other)
        else:
            logger.warning("format %s of %s is no DocumentFormat", point.name, point.value)
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
    score, by_extension, _, best = max(scored, key=lambda entry: entry[:3])
    sure = 50
    if score < sure:
        named = [item for _, matches, _, item in scored if matches]
        if named:
            return named[0]
    if score == 0 and not by_extension:
        what = f" for {'.' + source.extension!r}" if source.extension else ""
        raise source.error(
            f"no format known{what}, and its content is none either; known: "
            + ", ".join(sorted(formats()))
        )
    return best


def load(
    source: str | Path, *, format: str | None = None, lexicon: Lexicon | None = None
) -> Iterator[Document]:
    """Yield the documents of a file, of standard input (``-``) or of an http(s) URL.

    A file may hold many records (PubTator, PubMed ...); they are yielded one at a time in the
    order of the file, in bounded memory.

    :param format: name of the format; by default it is recognised
    :param lexicon: where identifiers of given mentions are looked up; by default the shipped one
    :raises LoaderError: on the first ``next`` or later, for anything that cannot be read
    """
    chosen = format_named(format, str(source)) if format else None
    opened = (
        open_stdin(lexicon=lexicon) if source == STDIN else open_path(Path(source), lexicon=lexicon)
    )
    with opened.stream:
        if not opened.head.strip():
            raise opened.error("empty: there is nothing to read")
        yield from (chosen or detect_format(opened)).read(opened)


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
                if file.is_file() and not _hidden(file.relative_to(path))
            )  # fmt: skip
            if not files:
                raise LoaderError(path, "a folder without any file to read")
            found.extend(map(str, files))
        elif path.exists():
            found.append(text)
        else:
            raise LoaderError(path, "no such file or folder")
    return list(dict.fromkeys(found))


def is_url(source: str) -> bool:
    """Whether a source is an http or https URL."""
    return source.lower().startswith(("http://", "https://"))


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
