"""Identifiers and names of other databases, looked up in the lexicon."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon

_PREFIXES = {
    "UP": "UNIPROT", "UNIPROTKB": "UNIPROT", "UNIPROT.PROTEIN": "UNIPROT",
    "EGID": "NCBIGENE", "ENTREZ": "NCBIGENE", "NCBI.GENE": "NCBIGENE", "GENE": "NCBIGENE",
    "PUBCHEM": "PUBCHEM.COMPOUND", "PUBCHEM_CID": "PUBCHEM.COMPOUND", "CID": "PUBCHEM.COMPOUND",
    "CHEMBL": "CHEMBL.COMPOUND", "CHEMBL.LIGAND": "CHEMBL.COMPOUND", "DB": "DRUGBANK",
    "MSH": "MESH", "MESHD": "MESH", "FAMPLEX": "FPLX", "TAXONOMY": "NCBITAXON",
    "TAXON": "NCBITAXON", "NCBI.TAXON": "NCBITAXON", "GTOPDB": "IUPHAR.LIGAND",
    "GTOPDB.LIGAND": "IUPHAR.LIGAND", "GTOPDB.TARGET": "IUPHAR.RECEPTOR", "HPO": "HP",
}  # fmt: skip
"""Prefixes in other databases, in capitals, and the lexicon's."""


def plain_curie(curie: str) -> str:
    """Return an identifier in the form in which identifiers are compared.

    Prefixes are those of the lexicon in capitals, and a prefix that stands twice stands once.

    >>> plain_curie("UniProtKB:P29274"), plain_curie("CHEBI:CHEBI:27732"), plain_curie("mesh:D1")
    ('UNIPROT:P29274', 'CHEBI:27732', 'MESH:D1')
    """
    prefix, colon, local = curie.strip().partition(":")
    if not colon:
        return curie.strip()
    prefix = prefix.upper()
    prefix = _PREFIXES.get(prefix, prefix)
    if local.upper().startswith(f"{prefix}:"):
        local = local[len(prefix) + 1 :]
    return f"{prefix}:{local}"


def plain_text(name: str) -> str:
    """Return a name without HTML: tags removed, entities as characters.

    >>> plain_text("5-HT<sub>1A</sub> receptor"), plain_text("&mu; receptor")
    ('5-HT1A receptor', 'μ receptor')
    """
    return " ".join(html.unescape(re.sub(r"<[^<>]{0,40}>", "", name)).split())


class EntityNames:
    """A lexicon by identifier and by name.

    An identifier that is the main one of an entity belongs to that entity, even where others list
    it as a cross-reference. Generic entries (receptor, disease ...) are no ends of evidence and
    are not found.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._by_curie: dict[str, Entity] = {}
        entities = [entity for entity in lexicon.entities.values() if not entity.generic]
        for entity in entities:
            if entity.curie:
                self._by_curie.setdefault(plain_curie(entity.curie), entity)
        for entity in entities:
            for xref in entity.xrefs:
                self._by_curie.setdefault(plain_curie(xref), entity)
        self._by_name: dict[str, Entity | None] = {}

    def by_curie(self, curie: str) -> Entity | None:
        """Return the entity of an identifier, or ``None``."""
        return self._by_curie.get(plain_curie(curie))

    def by_name(self, name: str) -> Entity | None:
        """Return the entity of a label or synonym, or ``None``."""
        if name not in self._by_name:
            if len(self._by_name) > 500_000:
                self._by_name.clear()
            found = self.lexicon.get(name)
            self._by_name[name] = None if found is None or found.generic else found
        return self._by_name[name]

    def find(self, curies: Iterable[str], names: Iterable[str] = ()) -> Entity | None:
        """Return the entity of the first known identifier, else of the first known name."""
        for curie in curies:
            if found := self.by_curie(curie):
                return found
        for name in names:
            if found := self.by_name(name):
                return found
        return None
