"""Names: which entity of a graph a user means."""

from __future__ import annotations

import difflib

from substancekg.errors import UnknownNameError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.ontology.entities import Entity, slugify
from substancekg.ontology.lexicon import Lexicon, default_lexicon, normalize_name


def resolve_entity(graph: KnowledgeGraph, name: str, lexicon: Lexicon | None = None) -> Entity:
    """Return the entity of a name: label, synonym, identifier or slug, case ignored.

    Entities of the graph come first, then those of the lexicon (the one that ships with the
    project when none is given), which the graph may say nothing about.

    :raises UnknownNameError: if neither knows the name; nearly right ones are suggested
    """
    slug = slugify(name)
    if slug in graph.entities:
        return graph.entities[slug]
    wanted = normalize_name(name)
    by_name: dict[str, Entity] = {}
    for entity in graph.entities.values():
        for other in (entity.label, entity.curie, *entity.synonyms, *entity.xrefs):
            if other:
                by_name.setdefault(normalize_name(other), entity)
    if wanted in by_name:
        return by_name[wanted]
    try:
        entity = (lexicon if lexicon is not None else default_lexicon()).resolve(name)
    except UnknownNameError as error:
        near = difflib.get_close_matches(wanted, list(by_name), n=3)
        labels = [by_name[key].label for key in near]
        names = list(dict.fromkeys([*labels, *error.suggestions]))[:3]
        hint = "" if names else "neither the graph nor the lexicon has this name"
        raise UnknownNameError("entity", name, names, hint) from None
    return graph.entities.get(entity.slug, entity)
