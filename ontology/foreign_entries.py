"""Entries of public ontologies and vocabularies, and the entity types that they get.

The type of an entry is the first of these that is known:

1. the type that the entry states itself (an ``rdf:type`` of this project's ontology or of Biolink);
2. that of the entity of the lexicon that it, or an exact match of it, is;
3. that of the scheme of its identifier, the first type of its row in ``data/prefixes.tsv``
   (CHEBI: Compound; MONDO, HP, DOID: Condition; NCBITaxon: Plant; GO: Process; HGNC: Protein);
   a compound with narrower entries in the file becomes a CompoundClass;
4. that of the nearest of its classes of which one of the above tells the type; the member of a
   CompoundClass or ReceptorFamily is a Compound or Receptor unless it has narrower entries.

An entry of which none tells the type is an error: a lexicon never holds things of unknown kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from substancekg.errors import LexiconError
from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.identifiers import parse
from substancekg.ontology.lexicon_tables import EntityRow

MEMBER = {"CompoundClass": "Compound", "ReceptorFamily": "Receptor"}


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An entry as its file has it.

    :ivar key: its identifier in the file, a CURIE in standard spelling where it has one
    :ivar label: its preferred name
    :ivar synonyms: names of exactly the same meaning
    :ivar same_as: CURIEs of exactly the same meaning
    :ivar xrefs: CURIEs of records that the file links, of the same meaning or nearly so
    :ivar parents: keys of the entries directly above it
    :ivar type: entity type that it states; empty if none
    """

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    xrefs: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    type: str = ""

    @property
    def curie(self) -> str:
        """Its CURIE; empty where the file's identifier is of no known scheme."""
        return self.key if parse(self.key) else ""


def typed_rows(
    path: Path, entries: Iterable[ForeignEntry], known_type: Callable[[str], str]
) -> Iterator[EntityRow]:
    """Yield entries as rows of a lexicon, in their order; those without any letter are left out.

    :param known_type: gives the type of the lexicon's entity with a CURIE, empty if there is none
    :raises LexiconError: if nothing tells the type of an entry, or there is no entry at all
    """
    everything = {entry.key: entry for entry in entries if slugify(entry.label)}
    if not everything:
        raise LexiconError(path, None, "no entry with a name in it")
    typing = _Typing(everything, known_type)
    for entry in everything.values():
        kind = typing.of(entry)
        if not kind:
            reason = (
                f"{entry.key} ({entry.label}): nothing tells its entity type; give it an rdf:type "
                "of this project or of Biolink, or an exact match, or use a TSV"
            )
            raise LexiconError(path, None, reason)
        found = parse(entry.key)
        curie = entry.curie if found and kind in found[0].types else ""
        entity = Entity(
            label=entry.label,
            type=kind,
            curie=curie,
            synonyms=_distinct(entry.synonyms, entry.label),
            xrefs=tuple(x for x in dict.fromkeys((*entry.same_as, *entry.xrefs)) if x != curie),
            parents=tuple(typing.name(key) for key in entry.parents if typing.name(key)),
            source=path.name,
        )
        yield EntityRow(entity, path, None, sure=False, same_as=entry.same_as)


def _distinct(names: Iterable[str], label: str) -> tuple[str, ...]:
    """Return the names without the label, each once whatever its case, without one-letter ones."""
    fresh = {name.casefold(): name for name in reversed(tuple(names)) if len(slugify(name)) > 1}
    fresh.pop(label.casefold(), None)
    return tuple(reversed(fresh.values()))


class _Typing:
    """The types of the entries of one file."""

    def __init__(self, entries: dict[str, ForeignEntry], known_type: Callable[[str], str]) -> None:
        self._entries = entries
        self._known_type = known_type
        self._broad = {parent for entry in entries.values() for parent in entry.parents}

    def name(self, key: str) -> str:
        """Return what to call a class: its label, or its CURIE if the lexicon alone knows it."""
        if key in self._entries:
            return self._entries[key].label
        return key if self._known_type(key) else ""

    def of(self, entry: ForeignEntry) -> str:
        """Return the type of an entry; empty if nothing tells it."""
        seen = {entry.key}
        level = [entry.key]
        while level:
            for key in level:
                kind = self._own(key)
                if kind and key != entry.key and entry.key not in self._broad:
                    return MEMBER.get(kind, kind)
                if kind:
                    return kind
            above = [p for key in level if key in self._entries for p in self._entries[key].parents]
            level = [key for key in dict.fromkeys(above) if key not in seen]
            seen.update(level)
        return ""

    def _own(self, key: str) -> str:
        """Return what an entry tells of its type without its classes."""
        entry = self._entries.get(key)
        if entry is not None and entry.type:
            return entry.type
        for same in (key, *(entry.same_as if entry else ())):
            kind = self._known_type(same)
            if kind:
                return kind
        parsed = parse(key)
        kind = parsed[0].default_type if parsed else ""
        return "CompoundClass" if kind == "Compound" and key in self._broad else kind
