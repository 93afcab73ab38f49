"""Turtle: readable, exact in every character, and the same bytes for the same graph."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import GraphError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import triples
from substancekg.graph.rdf_terms import SKG, Names, iri, join_list, split_list, text, typed
from substancekg.graph.turtle import turtle, turtle_of_triples

SECTIONS = [
    "# This graph and its build", "# Relations that the literature supports, as plain triples",
    "# Documents", "# Entities", "# Claims, each with", "# Chains", "# Evidence",
    "# Papers and other sources",
]  # fmt: skip


def parsed(turtle_text: str) -> set[ox.Quad]:
    return set(ox.parse(turtle_text, format=ox.RdfFormat.TURTLE))


def test_sections_come_in_reading_order(small_graph: KnowledgeGraph) -> None:
    written = turtle(small_graph)
    places = [written.index(title) for title in SECTIONS]
    assert places == sorted(places)


def test_only_prefixes_in_use_are_declared_and_sorted(small_graph: KnowledgeGraph) -> None:
    written = turtle(small_graph)
    declared = re.findall(r"^@prefix (\w+):", written, re.MULTILINE)
    body = re.sub(r'"(?:[^"\\]|\\.)*"', "", written.partition("\n\n")[2])
    assert declared == sorted(declared)
    assert set(declared) == set(re.findall(r"(?<![<\w])(\w+):[\w-]", body))


def test_a_claim_is_followed_by_its_assertions(small_graph: KnowledgeGraph) -> None:
    written = turtle(small_graph)
    claims = re.split(r"\n(?=clm:)", written)[1:]
    assert len(claims) == len(small_graph.claims)
    for block in claims:
        key = re.match(r"clm:(\w+)", block)
        assert key is not None
        stated = block.count(f"skg:states {key.group()}")
        assert stated == len(small_graph.assertions[key[1]])


def test_same_graph_gives_same_bytes_whatever_the_order_of_its_parts(
    small_graph: KnowledgeGraph,
) -> None:
    shuffled = random.Random(7)

    def mixed(mapping: dict) -> dict:  # type: ignore[type-arg]
        items = list(mapping.items())
        shuffled.shuffle(items)
        return dict(items)

    other = replace(
        small_graph,
        documents=mixed(dict(small_graph.documents)),
        claims=mixed(dict(small_graph.claims)),
        assessments=mixed(dict(small_graph.assessments)),
        entities=mixed(dict(small_graph.entities)),
    )
    assert turtle(other) == turtle(small_graph)


def test_nothing_is_written_twice_and_no_node_is_blank(small_graph: KnowledgeGraph) -> None:
    written = list(triples(small_graph))
    assert len(written) == len(set(written))
    assert not any(term.startswith("_:") for triple in written for term in triple)


def test_both_engines_read_the_same_graph(small_graph: KnowledgeGraph) -> None:
    written = turtle(small_graph)
    plain = rdflib.Graph().parse(data=written, format="turtle")
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(small_graph))
    wanted = rdflib.Graph().parse(data=lines, format="nt")
    assert rdflib.compare.isomorphic(plain, wanted)
    assert parsed(written) == set(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize(
    ("choice", "negated", "unsupported"),
    [("supported", False, False), ("all", False, True), ("none", False, False)],
)
def test_plain_triples_follow_the_choice_and_never_a_negation(
    small_graph: KnowledgeGraph, choice: str, negated: bool, unsupported: bool
) -> None:
    names = Names(small_graph.base_iri)
    written = set(triples(small_graph, direct_edges=choice))
    for key, claim in small_graph.claims.items():
        edge = (
            names.entity(claim.subject.slug),
            f"<{SKG}{claim.predicate}>",
            names.entity(claim.object.slug),
        )
        supported = small_graph.assessments[key].status == "literature-supported"
        twin = any(
            other.polarity == "affirmed"
            and (other.subject, other.predicate, other.object)
            == (claim.subject, claim.predicate, claim.object)
            for other in small_graph.claims.values()
        )
        if claim.polarity == "negated" and not twin:
            assert edge not in written
        elif claim.polarity == "affirmed":
            assert (edge in written) is (choice != "none" and (supported or unsupported))


def test_unknown_choice_of_plain_triples_is_refused(small_graph: KnowledgeGraph) -> None:
    with pytest.raises(GraphError, match="choose supported, all or none"):
        turtle(small_graph, direct_edges="some")


def test_data_lives_under_the_base_and_the_vocabulary_does_not_move(
    small_graph: KnowledgeGraph,
) -> None:
    moved = replace(small_graph, base_iri="https://example.org/kg")
    written = turtle(moved)
    assert "@prefix clm: <https://example.org/kg/claim/> ." in written
    assert f"@prefix skg: <{SKG}> ." in written
    assert "<https://w3id.org/substancekg/claim" not in written


@pytest.mark.parametrize("base", ["kg", "", "http://a b/", "https://x/<y>", "//host/"])
def test_a_base_that_is_no_absolute_iri_is_refused(small_graph: KnowledgeGraph, base: str) -> None:
    with pytest.raises(GraphError, match="cannot be a base IRI"):
        turtle(replace(small_graph, base_iri=base))


IRIS = st.builds(
    lambda start, local: iri(start + local),
    st.sampled_from(["https://w3id.org/substancekg/entity/", SKG, "http://purl.obolibrary.org/obo/",
                     "https://example.org/", "urn:x:"]),
    st.text(max_size=12),
)  # fmt: skip
TEXTS = st.text(max_size=30)
LITERALS = st.one_of(
    TEXTS.map(text),
    st.builds(typed, TEXTS, st.just("http://www.w3.org/2001/XMLSchema#anyURI")),
    st.builds(typed, TEXTS, st.just("https://example.org/a-type")),
    st.from_regex(r"[+-]?[0-9]{1,8}", fullmatch=True).map(
        lambda digits: typed(digits, "http://www.w3.org/2001/XMLSchema#integer")
    ),
    TEXTS.map(lambda words: f"{text(words)}@en-GB"),
)
TRIPLES = st.lists(st.tuples(IRIS, IRIS, st.one_of(IRIS, LITERALS)), max_size=12)


@settings(max_examples=150, deadline=None)
@given(TRIPLES)
def test_any_triples_come_back_exactly(found: list[tuple[str, str, str]]) -> None:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in found)
    wanted = set(ox.parse(lines.encode("utf-8"), format=ox.RdfFormat.N_TRIPLES))
    written = turtle_of_triples(found)
    assert parsed(written) == wanted
    assert turtle_of_triples(reversed(found)) == written


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(IRIS, IRIS, TEXTS), max_size=8))
def test_rdflib_reads_any_text_as_it_was(found: list[tuple[str, str, str]]) -> None:
    written = turtle_of_triples((s, p, text(words)) for s, p, words in found)
    graph = rdflib.Graph().parse(data=written.encode("utf-8"), format="turtle")
    kept = {(str(s), str(p), str(o)) for s, p, o in graph}
    wanted = {(s[1:-1], p[1:-1], words) for s, p, words in found}
    assert kept == wanted


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert text("a\ud83d") == '"a\ufffd"'


@given(st.lists(st.text(alphabet="a >;\\", max_size=6), min_size=1, max_size=4))
def test_joined_lists_split_into_what_they_were(parts: list[str]) -> None:
    for separator in (">", ";"):
        assert split_list(join_list(tuple(parts), separator), separator) == tuple(parts)
