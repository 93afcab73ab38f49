"""Files that widen the lexicon, told apart by extension and header.

==========================  =======================================================================
``.tsv``                    the form of ``data/entities.tsv`` (:func:`.lexicon_tables.read_entities`)
                            or, with columns subject, predicate, object, source, of
                            ``data/composition.tsv``
``.obo``, ``.json``         OBO 1.4 and OBO graphs (:mod:`.lexicon_obo`)
``.ttl .nt .rdf .owl .xml`` SKOS vocabularies and OWL ontologies as RDF (:mod:`.lexicon_rdf`)
==========================  =======================================================================

Each may be gzip-compressed (``.gz``). How the entries of public ontologies get their type is said
in :mod:`.foreign_entries`.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from substancekg.errors import LexiconError
from substancekg.ontology.composition import (
    COMPOSITION_COLUMNS,
    CompositionFact,
    read_composition,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.foreign_entries import typed_rows
from substancekg.ontology.lexicon_tables import EntityRow, read_entities

OBO = frozenset({".obo", ".json"})
RDF = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".owl": "xml", ".xml": "xml"}
TABLE = frozenset({".tsv", ".tab"})


@dataclass(frozen=True, slots=True)
class LexiconFile:
    """What a file brings: rows of entities, or a table of composition."""

    path: Path
    rows: tuple[EntityRow, ...] = ()
    composition: bool = False

    def facts(self, resolve: Callable[[str], Entity]) -> Iterator[CompositionFact]:
        """Yield the composition facts of the file; none in a file of entities."""
        if self.composition:
            yield from read_composition(self.path, resolve)


def read_lexicon_file(path: Path, known_type: Callable[[str], str]) -> LexiconFile:
    """Return what a file brings.

    :param known_type: gives the type of the entity with a CURIE, empty if there is none

    :raises LexiconError: if it cannot be read, its format is unknown, or an entry is wrong
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if not path.is_file():
        raise LexiconError(path, None, "no such file")
    if suffix in TABLE:
        if _is_composition(path):
            return LexiconFile(path, composition=True)
        return LexiconFile(path, tuple(read_entities(path)))
    if suffix in OBO:
        from substancekg.ontology.lexicon_obo import read_obo, read_obo_graph

        entries = read_obo_graph(path) if suffix == ".json" else read_obo(path)
        return LexiconFile(path, tuple(typed_rows(path, entries, known_type)))
    if suffix in RDF:
        from substancekg.ontology.lexicon_rdf import read_rdf

        return LexiconFile(path, tuple(typed_rows(path, read_rdf(path, RDF[suffix]), known_type)))
    known = ", ".join(sorted({*TABLE, *OBO, *RDF}))
    raise LexiconError(
        path, None, f"no lexicon format has the extension {suffix!r}; known: {known}"
    )


def _is_composition(path: Path) -> bool:
    """Whether the header of a table is that of a composition table."""
    opened = gzip.open if path.name.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as file:
            for line in file:
                if line.strip() and not line.startswith("#"):
                    return set(line.rstrip("\r\n").split("\t")) == set(COMPOSITION_COLUMNS)
    except (OSError, UnicodeDecodeError):
        return False  # the reader of the table says what is wrong
    return False
