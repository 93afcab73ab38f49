"""What the lexicon knows of a name: the answer of ``substancekg lookup``."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from substancekg.ontology.entities import Entity
from substancekg.ontology.identifiers import iri_of, link_of
from substancekg.ontology.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is known of one name.

    :ivar name: as asked for
    :ivar id: public CURIE, or ``ent:`` and the slug
    :ivar iri: of the public identifier; empty where there is none
    :ivar page: address of its page for people; empty where there is none
    :ivar names: other names, as the lexicon has them
    :ivar parents: labels of the classes directly above
    :ivar ancestors: labels of all classes above, nearest first
    :ivar roles: labels of classes that texts call it by, which nothing here vouches for
    :ivar children: labels of the entities directly below, sorted
    :ivar contains: labels of its constituents
    :ivar contained_in: labels of what it is a constituent of
    :ivar derived_from: labels of what it is obtained from
    :ivar metabolites: labels of what the body turns it into
    :ivar xrefs: records of the same meaning elsewhere: CURIE and page (empty if unknown)
    :ivar generic: whether it only helps to resolve descriptions
    :ivar source: where the identifier was read; ``local`` if there is none
    """

    name: str
    label: str
    id: str
    type: str
    iri: str
    page: str
    names: tuple[str, ...]
    parents: tuple[str, ...]
    ancestors: tuple[str, ...]
    roles: tuple[str, ...]
    children: tuple[str, ...]
    contains: tuple[str, ...]
    contained_in: tuple[str, ...]
    derived_from: tuple[str, ...]
    metabolites: tuple[str, ...]
    xrefs: tuple[tuple[str, str], ...]
    generic: bool
    source: str

    def as_dict(self) -> dict[str, object]:
        """Return the fields by name, ready for JSON."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the fields as lines for people, empty ones left out, without a final line end."""
        head = f"{self.label} ({self.type})"
        lines = [head if self.name == self.label else f"{head}, found as {self.name!r}"]
        lines.append(f"  identifier: {self.id}" + ("" if self.page else " (no public identifier)"))
        if self.page:
            lines.append(f"  page: {self.page}")
        for title, labels in (
            ("names", self.names), ("classes", self.ancestors), ("often called", self.roles), ("members", self.children),
            ("contains", self.contains), ("contained in", self.contained_in),
            ("derived from", self.derived_from), ("metabolized to", self.metabolites),
            ("same as", tuple(curie for curie, _ in self.xrefs)),
        ):  # fmt: skip
            if labels:
                lines.append(f"  {title}: {', '.join(labels)}")
        if self.generic:
            lines.append("  generic: a class in claims, never the end of another claim")
        return "\n".join(lines)


def lookup(name: str, lexicon: Lexicon) -> Lookup:
    """Return what a lexicon knows of a label, synonym, CURIE or cross-reference.

    :raises UnknownNameError: if it does not know the name; nearly right names are suggested
    """
    entity = lexicon.resolve(name)
    curie = entity.curie
    return Lookup(
        name=name,
        label=entity.label,
        id=entity.id,
        type=entity.type,
        iri=iri_of(curie) or "",
        page=link_of(curie) or "",
        names=entity.synonyms,
        parents=_labels(lexicon.parents(entity)),
        ancestors=_labels(lexicon.ancestors(entity)),
        roles=entity.roles,
        children=tuple(
            sorted(e.label for e in lexicon.entities.values() if entity in lexicon.parents(e))
        ),
        contains=_labels(lexicon.constituents(entity)),
        contained_in=_subjects(lexicon, "contains", entity),
        derived_from=_objects(lexicon, "derived_from", entity),
        metabolites=_objects(lexicon, "metabolized_to", entity),
        xrefs=tuple((xref, link_of(xref) or "") for xref in entity.xrefs),
        generic=entity.generic,
        source=entity.source,
    )


def _labels(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """Return labels in the order of their entities."""
    return tuple(entity.label for entity in entities)


def _objects(lexicon: Lexicon, predicate: str, entity: Entity) -> tuple[str, ...]:
    """Return the labels of what stands at the other end of an entity's composition facts."""
    facts = (f for f in lexicon.composition if f.predicate == predicate and f.subject == entity)
    return tuple(fact.object.label for fact in facts)


def _subjects(lexicon: Lexicon, predicate: str, entity: Entity) -> tuple[str, ...]:
    """Return the labels of the subjects of composition facts on an entity."""
    facts = (f for f in lexicon.composition if f.predicate == predicate and f.object == entity)
    return tuple(fact.subject.label for fact in facts)
