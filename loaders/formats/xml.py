"""XML read record by record, without entities, network or unbounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from substancekg.loaders.sources import Source

_NAME = re.compile(rb"<(?:[\w.-]{1,80}:)?([\w.-]{1,80})")
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"))


def root_name(head: bytes) -> str:
    """Return the local name of the first element of a file; empty when it begins with none.

    Declarations, comments and white space before it are passed over, each byte looked at once.

    >>> root_name(b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "a.dtd"><x:article>')
    'article'
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8")
    at = len(head) - len(head.removeprefix(b"\xef\xbb\xbf").lstrip())
    while at < len(head):
        end = _past_declaration(head, at)
        if end == at:
            break
        at = end + len(head[end:]) - len(head[end:].lstrip())
    match = _NAME.match(head, at)
    return match[1].decode("ascii", "ignore") if match else ""


def _past_declaration(head: bytes, at: int) -> int:
    """Return where the declaration or comment at a place ends; the place itself without one."""
    for start, stop in _SKIPPED:
        if head.startswith(start, at):
            end = head.find(stop, at)
            return end + len(stop) if end >= 0 else len(head)
    if head[at : at + 9].upper() != b"<!DOCTYPE":
        return at
    end, inner = head.find(b">", at), head.find(b"[", at)
    if 0 <= inner < end:
        end = head.find(b">", max(head.find(b"]", inner), inner))
    return end + 1 if end >= 0 else len(head)


def iter_elements(source: Source, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of these local names in document order, each complete.

    An element is emptied after use, so that memory holds one record at a time; an element inside
    another one of these names comes first.

    :raises LoaderError: if the file is not well-formed (also where it is truncated), declares
        entities, or holds a text of more than ten million characters
    """
    parser = etree.iterparse(
        source.stream,
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for _, element in parser:
            if not checked:
                _refuse_entities(element, source)
                checked = True
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                parent = element.getparent()
                if parent is None:
                    break
                del parent[0]
    except etree.XMLSyntaxError as cause:
        line = cause.lineno or 0
        reason = re.sub(r", line \d+, column \d+.*", "", str(cause.msg or cause)).splitlines()[0]
        raise source.error(
            f"line {line}: not well-formed or truncated XML ({reason[:120]})"
        ) from cause
    except (LookupError, UnicodeError) as cause:
        raise source.error(f"unknown or wrong encoding of XML ({cause})") from cause


def _refuse_entities(element: etree._Element, source: Source) -> None:
    """Refuse a file with entities of its own: papers have none, attacks do."""
    subset = element.getroottree().docinfo.internalDTD
    entities: Any = subset is not None and cast(Any, subset).entities()
    if entities:
        raise source.error("declares XML entities, which are not read; remove its DOCTYPE")


def child_text(element: etree._Element, path: str) -> str:
    """Return all the words below the first element of a path of local names; empty without it.

    >>> root = etree.fromstring("<a><b>5-HT<sub>2A</sub></b></a>")
    >>> child_text(root, "b")
    '5-HT2A'
    """
    found = child(element, path)
    return all_text(found) if found is not None else ""


def child(element: etree._Element, path: str) -> etree._Element | None:
    """Return the first element of a path of local names (``Article/ArticleTitle``)."""
    return next(children(element, path), None)


def children(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """Yield the elements of a path of local names, in document order."""
    return element.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))


def all_text(element: etree._Element) -> str:
    """Return all the words of an element, with single spaces."""
    return " ".join("".join(str(part) for part in element.itertext()).split())


def local_name(element: etree._Element) -> str:
    """Return an element's name without name space; empty for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
