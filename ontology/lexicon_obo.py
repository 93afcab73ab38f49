"""OBO 1.4 files, through ``fastobo`` (the extra ``obo``), and OBO graphs in JSON.

Taken are the name of each term that is not obsolete, its exact synonyms, its classes (``is_a``)
and its cross-references of known schemes. Imports are not followed, so nothing is fetched.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from substancekg.errors import LexiconError
from substancekg.ontology.foreign_entries import ForeignEntry
from substancekg.ontology.identifiers import curie_of, standard_curie
from substancekg.ontology.tables import content


def read_obo(path: Path) -> Iterator[ForeignEntry]:
    """Yield the terms of an OBO file, plain or gzip-compressed, in its order.

    :raises LexiconError: if the extra is not installed, or (with the line) the file not well-formed
    """
    try:
        import fastobo
    except ImportError as cause:
        reason = "OBO files need the extra: pip install 'substancekg[obo]'"
        raise LexiconError(path, None, reason) from cause
    try:
        for frame in fastobo.iter(io.BytesIO(content(path, error=LexiconError)), ordered=True):
            entry = _term(frame) if isinstance(frame, fastobo.term.TermFrame) else None
            if entry is not None:
                yield entry
    except SyntaxError as cause:
        raise LexiconError(path, cause.lineno, f"no well-formed OBO ({cause.msg})") from cause
    except (ValueError, OSError) as cause:
        raise LexiconError(path, None, f"no well-formed OBO ({cause})") from cause


def _term(frame: Iterable[Any]) -> ForeignEntry | None:
    """Return the entry of a term; ``None`` if it is obsolete or has no name."""
    names: list[str] = []
    exact: list[str] = []
    xrefs: list[str] = []
    above: list[str] = []
    for clause in frame:
        tag = clause.raw_tag()
        if tag == "name":
            names.append(clause.name)
        elif tag == "synonym" and clause.synonym.scope == "EXACT":
            exact.append(clause.synonym.desc)
        elif tag == "xref":
            xrefs.append(str(clause.xref.id))
        elif tag == "is_a":
            above.append(str(clause.term))
        elif tag == "is_obsolete" and clause.obsolete:
            return None
    identifier = str(frame.id)  # type: ignore[attr-defined]
    return _entry(identifier, names[0], exact, xrefs, above) if names else None


def read_obo_graph(path: Path) -> Iterator[ForeignEntry]:
    """Yield the terms of an OBO graph document, plain or gzip-compressed, in its order.

    The form is that of https://github.com/geneontology/obographs.

    :raises LexiconError: if the file is no OBO graph document
    """
    try:
        document = json.loads(content(path, error=LexiconError))
    except json.JSONDecodeError as cause:
        raise LexiconError(path, cause.lineno, f"no JSON ({cause.msg})") from cause
    except UnicodeDecodeError as cause:
        raise LexiconError(path, None, "no UTF-8") from cause
    try:
        for graph in document["graphs"]:
            above: dict[str, list[str]] = {}
            for edge in graph.get("edges", ()):
                if edge["pred"] == "is_a":
                    above.setdefault(edge["sub"], []).append(edge["obj"])
            for node in graph.get("nodes", ()):
                meta = node.get("meta", {})
                if node.get("type") != "CLASS" or not node.get("lbl") or meta.get("deprecated"):
                    continue
                synonyms = meta.get("synonyms", ())
                exact = [s["val"] for s in synonyms if s["pred"] == "hasExactSynonym"]
                xrefs = [x["val"] for x in meta.get("xrefs", ())]
                yield _entry(node["id"], node["lbl"], exact, xrefs, above.get(node["id"], ()))
    except (KeyError, TypeError, AttributeError) as cause:
        raise LexiconError(path, None, f"no OBO graph document ({cause!r})") from cause


def _entry(
    identifier: str, name: str, exact: Iterable[str], xrefs: Iterable[str], above: Iterable[str]
) -> ForeignEntry:
    """Return an entry with its identifiers in standard spelling."""
    return ForeignEntry(
        key=_key(identifier),
        label=" ".join(name.split()),
        synonyms=tuple(sorted({" ".join(other.split()) for other in exact})),
        xrefs=tuple(sorted({curie for curie in map(standard_curie, xrefs) if curie})),
        parents=tuple(_key(other) for other in above),
    )


def _key(identifier: str) -> str:
    """Return an identifier as a standard CURIE where it is one."""
    if "://" in identifier:
        return curie_of(identifier) or identifier
    return standard_curie(identifier) or identifier
