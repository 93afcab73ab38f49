"""OBO 1.4 files and OBO graphs in JSON, through ``pronto`` (the extra ``obo``).

Taken are the name of each term that is not obsolete, its exact synonyms, its classes (``is_a``)
and its cross-references of known schemes. Imports are not followed, so nothing is fetched.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from substancekg.errors import LexiconError
from substancekg.ontology.foreign_entries import ForeignEntry
from substancekg.ontology.identifiers import curie_of, standard_curie


def read_obo(path: Path) -> Iterator[ForeignEntry]:
    """Yield the terms of an ontology, in the order of the file.

    :raises LexiconError: if the extra is not installed or the file is not well-formed
    """
    try:
        from pronto.ontology import Ontology
    except ImportError as cause:
        reason = "OBO files need the extra: pip install 'substancekg[obo]'"
        raise LexiconError(path, None, reason) from cause
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ontology = Ontology(path, import_depth=0, threads=1)
    except (SyntaxError, ValueError, TypeError, KeyError, AttributeError, OSError) as cause:
        raise LexiconError(path, None, f"no well-formed OBO file or OBO graph ({cause})") from cause
    for term in ontology.terms():
        if term.obsolete or not term.name:
            continue
        exact = sorted(s.description for s in term.synonyms if s.scope == "EXACT")
        yield ForeignEntry(
            key=_key(term.id),
            label=term.name,
            synonyms=tuple(exact),
            xrefs=tuple(sorted({x for x in (standard_curie(x.id) for x in term.xrefs) if x})),
            parents=tuple(
                _key(above.id) for above in term.superclasses(distance=1, with_self=False)
            ),
        )


def _key(identifier: str) -> str:
    """Return an identifier as a standard CURIE where it is one."""
    if "://" in identifier:
        return curie_of(identifier) or identifier
    return standard_curie(identifier) or identifier
