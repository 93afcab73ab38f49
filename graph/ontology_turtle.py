"""The ontology as Turtle, made from the tables: ``ontology/substancekg.ttl``.

Run ``python -m substancekg.graph.ontology_turtle`` to write the shipped file anew; a test compares
it with what this module makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from substancekg.graph import rdf_terms as t
from substancekg.graph.ontology_terms import CLASSES, PROPERTIES, RELATION_ANNOTATIONS, VALUES
from substancekg.graph.rdf import Block, Section
from substancekg.graph.rdf_terms import iri, skg, text
from substancekg.graph.turtle import turtle_chunks
from substancekg.ontology.vocabulary import aspects, entity_types, predicates

_OWL_CLASS = f"<{t.OWL}Class>"
_OBJECT_PROPERTY = f"<{t.OWL}ObjectProperty>"
_DATATYPE_PROPERTY = f"<{t.OWL}DatatypeProperty>"
_ANNOTATION_PROPERTY = f"<{t.OWL}AnnotationProperty>"
_DEFINITION = f"<{t.SKOS}definition>"
_IS_DEFINED_BY = f"<{t.RDFS}isDefinedBy>"
_ONTOLOGY = f"<{t.SKG.rstrip('#')}>"
_MATCH = {
    "exact": f"<{t.SKOS}exactMatch>", "close": f"<{t.SKOS}closeMatch>",
    "broad": f"<{t.SKOS}broadMatch>", "narrow": f"<{t.SKOS}narrowMatch>",
    "related": f"<{t.SKOS}relatedMatch>",
}  # fmt: skip
Pairs = list[tuple[str, str]]


def ontology_file() -> Traversable:
    """Return the shipped ontology."""
    return files("substancekg.ontology").joinpath("substancekg.ttl")


def ontology_turtle() -> str:
    """Return the ontology of graphs: classes, relations, properties and values, with mappings."""
    parts = [
        Section("The ontology", _header()),
        Section("Classes", _classes()),
        Section("Types of entities", _entity_types()),
        Section("Relations that claims and evidence state", _relations()),
        Section("Properties", _properties()),
        Section("Values", _values()),
        Section("Aspects", _aspects()),
        Section("Annotations of relations and types", _annotations()),
    ]
    return "".join(turtle_chunks(parts, t.VOCABULARY_PREFIXES))


def _curie(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return iri(t.VOCABULARY_PREFIXES[prefix] + local)


def _described(kind: str, label: str, definition: str) -> Pairs:
    return [(t.A, kind), (t.LABEL, text(label)), (_DEFINITION, text(definition))]


def _matches(strength: str, curie: str) -> Pairs:
    return [(_MATCH[strength], _curie(curie))] if strength and curie else []


def _block(name: str, pairs: Pairs) -> Block:
    return Block(skg(name), (*pairs, (_IS_DEFINED_BY, _ONTOLOGY)))


def _header() -> Iterator[Block]:
    yield Block(
        _ONTOLOGY,
        (
            (t.A, f"<{t.OWL}Ontology>"),
            (t.LABEL, text("SubstanceKG ontology")),
            (t.TITLE, text("SubstanceKG ontology")),
            (
                t.DESCRIPTION,
                text(
                    "What documents claim about substances, and what the literature says back: "
                    "claims, assertions, evidence, chains and verdicts. Mappings to other "
                    "vocabularies are SKOS mapping relations, never axioms."
                ),
            ),
            (f"<{t.DCT}license>", iri("https://creativecommons.org/licenses/by/4.0/")),
        ),
    )


def _classes() -> Iterator[Block]:
    for item in CLASSES:
        pairs = _described(_OWL_CLASS, item.label, item.definition)
        pairs += [(f"<{t.RDFS}subClassOf>", _curie(parent)) for parent in item.parents]
        for strength, curie in item.matches:
            pairs += _matches(strength, curie)
        yield _block(item.name, pairs)


def _entity_types() -> Iterator[Block]:
    for kind in entity_types().values():
        pairs = _described(_OWL_CLASS, kind.name, kind.definition)
        pairs.append((f"<{t.RDFS}subClassOf>", skg("Entity")))
        pairs += _matches("close", kind.biolink)
        pairs.append((skg("family"), text(kind.family)))
        yield _block(kind.name, pairs)


def _relations() -> Iterator[Block]:
    for item in predicates().values():
        pairs: Pairs = [(t.A, _OBJECT_PROPERTY)]
        if item.symmetric:
            pairs.append((t.A, f"<{t.OWL}SymmetricProperty>"))
        if item.name == "is_a":
            pairs.append((t.A, f"<{t.OWL}TransitiveProperty>"))
        pairs += [(t.LABEL, text(item.label)), (_DEFINITION, text(item.definition))]
        pairs.append((skg("reading"), text(item.reading)))
        if item.parent:
            pairs.append((f"<{t.RDFS}subPropertyOf>", skg(item.parent)))
        if item.opposite:
            pairs.append((skg("opposite"), skg(item.opposite)))
        # with qualifiers the bare Biolink predicate is the broader one
        strength = "broad" if item.biolink_qualifiers else item.biolink_match
        pairs += _matches(strength, item.biolink)
        pairs += [(skg("biolinkQualifier"), text(q)) for q in item.biolink_qualifiers]
        pairs += _matches(item.other_match, item.other)
        for prop, names in (
            ("allowsSubject", item.domain),
            ("allowsObject", item.range),
            ("subjectStep", item.subject_steps),
            ("objectStep", item.object_steps),
        ):
            pairs += [(skg(prop), skg(name)) for name in sorted(names)]
        yield _block(item.name, pairs)


def _properties() -> Iterator[Block]:
    for item in PROPERTIES:
        kind = _DATATYPE_PROPERTY if item.of_texts else _OBJECT_PROPERTY
        pairs = _described(kind, item.label, item.definition)
        pairs += [(f"<{t.RDFS}subPropertyOf>", _curie(parent)) for parent in item.parents]
        if item.domain:
            pairs.append((f"<{t.RDFS}domain>", _curie(item.domain)))
        pairs.append((f"<{t.RDFS}range>", _curie(item.range)))
        for strength, curie in item.matches:
            pairs += _matches(strength, curie)
        yield _block(item.name, pairs)


def _values() -> Iterator[Block]:
    for kind, members in VALUES.items():
        for name, definition in members.items():
            pairs = [(t.A, skg(kind)), (t.A, f"<{t.OWL}NamedIndividual>")]
            pairs += [(t.LABEL, text(name)), (_DEFINITION, text(definition))]
            yield _block(name, pairs)


def _aspects() -> Iterator[Block]:
    for aspect in aspects().values():
        pairs = _described(f"<{t.SKOS}Concept>", aspect.name, aspect.definition)
        pairs += [(t.ALT_LABEL, text(word)) for word in sorted(aspect.words)]
        if aspect.parent:
            pairs.append((t.BROADER, skg(f"aspect-{aspect.parent}")))
        yield _block(f"aspect-{aspect.name}", pairs)


def _annotations() -> Iterator[Block]:
    for name, label, definition in RELATION_ANNOTATIONS:
        yield _block(name, _described(_ANNOTATION_PROPERTY, label, definition))


if __name__ == "__main__":
    from pathlib import Path

    Path(str(ontology_file())).write_text(ontology_turtle(), encoding="utf-8")
