"""Entities for the mentions that a document brings: from its types and identifiers to ours.

An identifier that the lexicon knows, be it as a cross-reference, is the lexicon's entity. Any other
identifier names an entity of its own, whose label is the identifier: so two documents with one
identifier speak of one entity, whatever words they use; the words become a synonym. A mention
without an identifier is looked up by its words, or else named after them.
"""

from __future__ import annotations

import re

from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.identifiers import standard_curie
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.surface_forms import is_case_sensitive
from substancekg.ontology.vocabulary import entity_types

TYPES = {
    "chemical": "Compound", "drug": "Compound", "substance": "Compound", "compound": "Compound",
    "simplechemical": "Compound", "smallmolecule": "Compound",
    "gene": "Protein", "protein": "Protein", "geneproduct": "Protein", "geneorgeneproduct": "Protein",
    "geney": "Protein", "genen": "Protein", "familyname": "Protein", "domainmotif": "Protein",
    "disease": "Condition", "diseaseorphenotypicfeature": "Condition", "condition": "Condition",
    "phenotype": "Condition", "symptom": "Condition", "sideeffect": "Condition",
    "species": "Plant", "organism": "Plant", "organismtaxon": "Plant", "taxon": "Plant",
    "plant": "Plant",
}  # fmt: skip
"""Types that documents use, in small letters alone, and the entity type that each stands for."""

_BARE = (
    (re.compile(r"[CD]\d{6,9}"), ("Compound", "Condition"), "MESH:"),
    (re.compile(r"\d{6}"), ("Condition",), "OMIM:"),
    (re.compile(r"\d+"), ("Protein",), "NCBIGene:"),
    (re.compile(r"\d+"), ("Plant",), "NCBITaxon:"),
)
_PREFIXES = {"gene": "NCBIGene", "ncbi gene": "NCBIGene", "entrezgene": "NCBIGene", "taxid": "NCBITaxon",
             "tax": "NCBITaxon", "species": "NCBITaxon"}  # fmt: skip


def mapped_type(name: str) -> str | None:
    """Return the entity type that a document's type stands for, ``None`` if it stands for none.

    >>> mapped_type("GENE-Y"), mapped_type("Chemical"), mapped_type("CellLine")
    ('Protein', 'Compound', None)
    """
    if name in entity_types():
        return name
    return TYPES.get(re.sub(r"[^a-z]", "", name.lower()))


def curies_in(identifier: str, entity_type: str) -> tuple[str, ...]:
    """Return the CURIEs of an identifier cell, in its order; none for ``-`` and corpus-local ids.

    Several identifiers may stand in one cell. Bare MeSH, gene and taxon numbers get their prefix.

    >>> curies_in("D003000|MESH:C012345", "Compound"), curies_in("T12", "Protein")
    (('MESH:D003000', 'MESH:C012345'), ())
    """
    found: dict[str, None] = {}
    for part in re.split(r"[|;,]", identifier):
        part = re.sub(r"\(Tax:\d+\)$|\*+$", "", part.strip())
        prefix, colon, local = part.partition(":")
        if colon:
            part = f"{_PREFIXES.get(prefix.lower(), prefix)}:{local}"
        else:
            for pattern, types, missing in _BARE:
                if entity_type in types and pattern.fullmatch(part):
                    part = missing + part
                    break
        curie = standard_curie(part)
        if curie:
            found[curie] = None
    return tuple(found)


class Grounder:
    """Finds the entity of a mention that a document brings, by identifier or by words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_curie: dict[str, Entity] = {}
        for entity in lexicon.entities.values():
            for curie in (entity.curie, *entity.xrefs):
                if curie:
                    self._by_curie.setdefault((standard_curie(curie) or curie).casefold(), entity)
        for entity in lexicon.entities.values():  # an own identifier wins over a cross-reference
            if entity.curie:
                self._by_curie[(standard_curie(entity.curie) or entity.curie).casefold()] = entity
        self._known: dict[tuple[str, str, str], Entity | None] = {}

    def entity(self, words: str, type_name: str, identifier: str = "") -> Entity | None:
        """Return the entity of a mention.

        ``None`` for types that are no ends of claims (species that are no plants, cell lines,
        variants) and for mentions without a letter or digit.
        """
        key = (words, type_name, identifier)
        if key not in self._known:
            if len(self._known) > 200_000:  # bounded over any number of documents
                self._known.clear()
            self._known[key] = self._find(" ".join(words.split()), type_name, identifier)
        return self._known[key]

    def _find(self, words: str, type_name: str, identifier: str) -> Entity | None:
        entity_type = mapped_type(type_name)
        if entity_type is None:
            return None
        curies = curies_in(identifier, entity_type)
        for curie in curies:
            if curie.casefold() in self._by_curie:
                return self._by_curie[curie.casefold()]
        if entity_type == "Plant" and type_name != "Plant":
            return None  # most species are no plants, and only the lexicon tells
        if curies:
            synonyms = (words,) if slugify(words) else ()
            return Entity(curies[0], entity_type, curies[0], synonyms, source="document")
        return self._by_words(words, entity_type)

    def _by_words(self, words: str, entity_type: str) -> Entity | None:
        slug = slugify(words)
        if not slug:
            return None
        known = self._lexicon.get(words)
        groups = entity_types()
        if known is not None and groups[known.type].group == groups[entity_type].group:
            exact = words in (known.label, *known.synonyms)
            if exact or not is_case_sensitive(words):
                return known
        label = plain_label(words)
        if slug in self._lexicon.entities:  # the name is taken by another thing
            label = f"{label} ({groups[entity_type].name.lower()})"
        return Entity(label, entity_type, source="document")


def plain_label(words: str) -> str:
    """Return words with their case folded where that loses nothing: in ordinary words alone.

    >>> plain_label("Valproic Acid"), plain_label("CYP3A4 Inhibitor"), plain_label("Bcl-2")
    ('valproic acid', 'CYP3A4 inhibitor', 'Bcl-2')
    """
    return " ".join(
        word.lower() if re.fullmatch(r"[A-Z]?[a-z]{2,}(?:-[A-Z]?[a-z]{2,})*", word) else word
        for word in words.split()
    )
