"""The shapes: a graph as built follows them, and each way of breaking one is found and named."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from substancekg.errors import GraphError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf_terms import OA, RDF, SKG
from substancekg.graph.shapes import (
    Problem,
    check_graph,
    problems,
    shapes_file,
    validate_shapes,
    whole_shapes,
)
from substancekg.graph.store import memory_store, ntriples
from substancekg.graph.turtle import turtle
from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
    Status,
    Verdict,
)
from substancekg.ontology.vocabulary import entity_types, predicates

Edit = Callable[[rdflib.Graph], None]
S = rdflib.Namespace(SKG)
O = rdflib.Namespace(OA)  # the prefix of the vocabulary
DCT = rdflib.DCTERMS


def claim_with(graph: rdflib.Graph, verdict: str) -> rdflib.term.Node:
    return min(graph.subjects(S.verdict, S[verdict]))


def first(graph: rdflib.Graph, kind: str) -> rdflib.term.Node:
    return min(graph.subjects(rdflib.RDF.type, S[kind]))


def without(kind: str, prop: rdflib.URIRef) -> Edit:
    return lambda graph: graph.remove((first(graph, kind), prop, None)) and None


def with_one_more(kind: str, prop: rdflib.URIRef, value: rdflib.term.Node) -> Edit:
    return lambda graph: graph.add((first(graph, kind), prop, value)) and None


def changed(kind: str, prop: rdflib.URIRef, value: rdflib.term.Node) -> Edit:
    return lambda graph: graph.set((first(graph, kind), prop, value)) and None


def on_claim(verdict: str, edit: Callable[[rdflib.Graph, rdflib.term.Node], object]) -> Edit:
    return lambda graph: edit(graph, claim_with(graph, verdict)) and None


def longer_quote(graph: rdflib.Graph) -> None:
    selector = min(graph.subjects(rdflib.RDF.type, O.TextPositionSelector))
    words = graph.value(selector, O.exact)
    graph.set((selector, O.exact, rdflib.Literal(f"{words}x")))


def end_before_start(graph: rdflib.Graph) -> None:
    selector = min(graph.subjects(rdflib.RDF.type, O.TextPositionSelector))
    start, end = graph.value(selector, O.start), graph.value(selector, O.end)
    graph.set((selector, O.start, rdflib.Literal(end.toPython() + 1)))
    assert start != end


def renumbered_hop(graph: rdflib.Graph) -> None:
    chain = first(graph, "Chain")
    hop = min(graph.objects(chain, S.hop))
    graph.set((hop, S.position, rdflib.Literal(7)))


def disputed_too(graph: rdflib.Graph, claim: rdflib.term.Node) -> None:
    graph.add((claim, S.disputedBy, first(graph, "Evidence")))


def no_assertion(graph: rdflib.Graph) -> None:
    claim = first(graph, "Claim")
    for assertion in list(graph.subjects(S.states, claim)):
        graph.remove((assertion, None, None))


def no_identifier(graph: rdflib.Graph) -> None:
    paper = first(graph, "Paper")
    for prop in (S.pmid, S.pmcid, S.doi, S.url, S.sourceName):
        graph.remove((paper, prop, None))


def uncounted_support(graph: rdflib.Graph, claim: rdflib.term.Node) -> None:
    line = min(graph.objects(claim, S.supportingLine))
    graph.set((line, S.counted, rdflib.Literal(False)))
    graph.add((line, S.reason, rdflib.Literal("a test")))


BREAKS: dict[str, tuple[Edit, str]] = {
    "claim without subject": (without("Claim", rdflib.RDF.subject), "exactly one subject"),
    "claim with two objects": (
        with_one_more("Claim", rdflib.RDF.object, rdflib.URIRef("https://w3id.org/substancekg/entity/testine")),
        "exactly one object",
    ),
    "claim with unknown predicate": (
        changed("Claim", rdflib.RDF.predicate, S.cures_all), "exactly one predicate"
    ),
    "claim without polarity": (without("Claim", S.polarity), "exactly one polarity"),
    "claim with two statuses": (
        lambda g: [g.add((first(g, "Claim"), S.status, s)) for s in
                   (S["source-asserted"], S["literature-supported"])] and None,
        "exactly one status",
    ),
    "claim with a status of its own": (changed("Claim", S.status, S.proven), "exactly one status"),
    "claim without verdict": (without("Claim", S.verdict), "exactly one verdict"),
    "claim that nobody states": (no_assertion, "stated by at least one assertion"),
    "claim with two reasons": (
        with_one_more("Claim", S.why, rdflib.Literal("and because")), "gives its reason once"
    ),
    "claim with two aspects": (
        lambda g: [g.add((first(g, "Claim"), S.aspect, rdflib.Literal(a))) for a in "ab"] and None,
        "at most one aspect",
    ),
    "supported by no evidence": (
        on_claim("not-found", lambda g, c: g.add((c, S.supportedBy, c))), "supportedBy leads to"
    ),
    "disputed by no evidence": (
        on_claim("contested", lambda g, c: g.add((c, S.disputedBy, c))), "disputedBy leads to"
    ),
    "related to no evidence": (
        on_claim("not-found", lambda g, c: g.add((c, S.relatedTo, c))), "relatedTo leads to"
    ),
    "line that is none": (
        on_claim("supported", lambda g, c: g.add((c, S.supportingLine, c))),
        "line of a claim is an evidence line",
    ),
    "status against verdict": (
        on_claim("supported", lambda g, c: g.set((c, S.status, S["source-asserted"]))),
        "literature-supported exactly when",
    ),
    "verdict against status": (
        on_claim("not-found", lambda g, c: g.set((c, S.status, S["literature-supported"]))),
        "literature-supported exactly when",
    ),
    "supported without evidence": (
        on_claim("supported", lambda g, c: g.remove((c, S.supportedBy, None))),
        "at least one piece of evidence that counts",
    ),
    "supported but disputed": (on_claim("supported", disputed_too), "with some it is contested"),
    "contested by one side": (
        on_claim("contested", lambda g, c: g.remove((c, S.disputedBy, None))),
        "evidence that counts for it and against it",
    ),
    "contested without the mark": (
        on_claim("contested", lambda g, c: g.set((c, S.isContested, rdflib.Literal(False)))),
        "isContested is true exactly when",
    ),
    "mark without contest": (
        on_claim("supported", lambda g, c: g.set((c, S.isContested, rdflib.Literal(True)))),
        "isContested is true exactly when",
    ),
    "contested twice": (
        on_claim("supported", lambda g, c: g.add((c, S.isContested, rdflib.Literal(True)))),
        "isContested is one truth value",
    ),
    "contradicted by nothing": (
        on_claim("contradicted", lambda g, c: g.remove((c, S.disputedBy, None))),
        "evidence against it that counts, and none for it",
    ),
    "not found but disputed": (on_claim("not-found", disputed_too), "related-only or not-found"),
    "support that is not counted": (
        on_claim("supported", uncounted_support), "named by supportedBy, disputedBy or relatedTo"
    ),
    "line without evidence": (without("EvidenceLine", S.evidence), "exactly one piece of evidence"),
    "line without bearing": (without("EvidenceLine", S.bearing), "supports or refutes"),
    "line that does not say if it counts": (
        without("EvidenceLine", S.counted), "says whether it counts"
    ),
    "line with two matches": (
        with_one_more("EvidenceLine", S.match, rdflib.Literal("also")), "matches in one way"
    ),
    "line with a chain that is none": (
        lambda g: g.set((first(g, "EvidenceLine"), S.chain, first(g, "Claim"))) and None,
        "at most one chain",
    ),
    "uncounted without reason": (
        changed("EvidenceLine", S.counted, rdflib.Literal(False)), "not counted says why"
    ),
    "chain without hops": (without("Chain", S.hop), "at least one hop"),
    "chain without evidence": (without("Chain", S.evidence), "leads to exactly one piece"),
    "chain with a gap": (renumbered_hop, "numbered from 1"),
    "hop without position": (without("Hop", S.position), "exactly one position"),
    "hop without subject": (without("Hop", S.subject), "hop has exactly one subject"),
    "hop without predicate": (without("Hop", S.predicate), "hop has exactly one predicate"),
    "hop without object": (without("Hop", S.object), "hop has exactly one object"),
    "hop without evidence": (without("Hop", S.evidence), "every hop has evidence"),
    "assertion of no claim": (without("Assertion", S.states), "states exactly one claim"),
    "assertion from nowhere": (without("Assertion", DCT.source), "exactly one document"),
    "assertion neither plain nor hedged": (
        changed("Assertion", S.certainty, S.perhaps), "asserted or hedged"
    ),
    "assertion without sentence": (without("Assertion", O.hasTarget), "exactly one sentence"),
    "assertion without subject mention": (
        without("Assertion", S.subjectSelector), "exactly one subject mention"
    ),
    "assertion without object mention": (
        without("Assertion", S.objectSelector), "exactly one object mention"
    ),
    "assertion without trigger": (without("Assertion", S.triggerSelector), "exactly one trigger"),
    "assertion with a hedge that is none": (
        lambda g: g.set((first(g, "Assertion"), S.hedgeSelector, first(g, "Claim"))) and None,
        "at most one hedge",
    ),
    "selector that ends before it starts": (end_before_start, "not behind its end"),
    "selector without end": (
        lambda g: g.remove((min(g.subjects(rdflib.RDF.type, O.TextPositionSelector)), O.end, None))
        and None,
        "exactly one end",
    ),
    "selector without words": (
        lambda g: g.remove((min(g.subjects(rdflib.RDF.type, O.TextPositionSelector)), O.exact, None))
        and None,
        "its words exactly once",
    ),
    "quote longer than its span": (longer_quote, "as many characters as lie between"),
    "evidence without subject": (without("Evidence", S.subject), "evidence has exactly one subject"),
    "evidence without predicate": (
        without("Evidence", S.predicate), "evidence has exactly one predicate"
    ),
    "evidence without object": (without("Evidence", S.object), "evidence has exactly one object"),
    "evidence without direction": (without("Evidence", S.direction), "supports or refutes its"),
    "evidence without grade": (without("Evidence", S.grade), "exactly one grade"),
    "evidence of no class": (
        changed("Evidence", S.evidenceClass, S.hearsay), "curated, machine-read or from an ontology"
    ),
    "evidence without source": (without("Evidence", DCT.source), "exactly one source"),
    "paper that nobody can find": (no_identifier, "has a PMID, PMCID, DOI, URL or name"),
    "ill-formed PMID": (changed("Paper", S.pmid, rdflib.Literal("PMID 1")), "a PMID is a number"),
    "ill-formed PMCID": (changed("Paper", S.pmcid, rdflib.Literal("1")), "PMC and a number"),
    "ill-formed DOI": (changed("Paper", S.doi, rdflib.Literal("doi:10.1/x")), "begins with 10."),
    "document without identifier": (without("Document", DCT.identifier), "exactly one identifier"),
    "document with half a hash": (
        changed("Document", S.sha256, rdflib.Literal("abc")), "64 hexadecimal digits"
    ),
    "entity with two names": (
        with_one_more("Compound", rdflib.RDFS.label, rdflib.Literal("another")), "exactly one label"
    ),
    "entity of a class in words": (
        with_one_more("Compound", rdflib.SKOS.broader, rdflib.Literal("alkaloid")),
        "class of an entity is a node",
    ),
    "build without policy": (without("Build", S.policy), "exactly one policy"),
    "build with a table that is none": (
        with_one_more("Build", rdflib.PROV.used, rdflib.URIRef("https://example.org/x")),
        "uses tables of evidence",
    ),
    "policy of no papers": (changed("Policy", S.minPapers, rdflib.Literal(0)), "at least one paper"),
}  # fmt: skip


@pytest.fixture(scope="module")
def plain(small_graph: KnowledgeGraph) -> bytes:
    return ntriples(small_graph)


def edited(plain: bytes, edit: Edit) -> tuple[rdflib.Graph, ox.Store]:
    graph = rdflib.Graph().parse(data=plain, format="nt")
    edit(graph)
    store = ox.Store()
    store.load(graph.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    return graph, store


def test_a_graph_as_built_follows_the_shapes(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    assert validate_shapes(small_graph) == []
    path = tmp_path / "graph.ttl"
    path.write_text(turtle(small_graph))
    assert validate_shapes(path) == []


@pytest.mark.parametrize("case", BREAKS, ids=list(BREAKS))
def test_each_break_is_found_and_named(plain: bytes, case: str) -> None:
    edit, message = BREAKS[case]
    _, store = edited(plain, edit)
    found = problems(store)
    assert any(message in problem.message for problem in found), found
    for problem in found:
        assert "\n" not in str(problem)


@pytest.mark.parametrize(
    "case", ["quote longer than its span", "chain with a gap", "support that is not counted"]
)
def test_the_fast_way_and_pyshacl_find_the_same(plain: bytes, case: str) -> None:
    graph, store = edited(plain, BREAKS[case][0])

    def marks(found: list[Problem]) -> set[tuple[str, str]]:
        return {(problem.node, problem.message) for problem in found}

    assert marks(problems(store)) == marks(list(check_graph(graph, whole_shapes())))


@pytest.mark.parametrize("case", ["claim without verdict", "hop without evidence"])
def test_batches_find_what_the_whole_finds(plain: bytes, case: str) -> None:
    _, store = edited(plain, BREAKS[case][0])
    assert problems(store, batch=3) == problems(store, batch=1000)


def test_every_message_of_the_shapes_has_a_break_that_shows_it() -> None:
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    messages = {str(item) for item in whole_shapes().objects(None, shacl.message)}
    unseen = {m for m in messages if not any(words in m for _, words in BREAKS.values())}
    assert unseen == set()


def test_the_closed_sets_of_the_shapes_are_those_of_the_code() -> None:
    graph = whole_shapes()
    shacl = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def listed(path: str) -> set[str]:
        found = set()
        for shape in graph.subjects(shacl.path, S[path]):
            for values in graph.objects(shape, shacl["in"]):
                found |= {str(item).removeprefix(SKG) for item in graph.items(values)}
        return found

    assert listed("status") == set(Status)
    assert listed("verdict") == set(Verdict)
    assert listed("polarity") == set(Polarity)
    assert listed("certainty") == set(Certainty)
    assert listed("direction") == set(Direction)
    assert listed("evidenceClass") == set(EvidenceClass)
    assert listed("grade") == set(Grade)
    patterns = {
        str(pattern)
        for shape in graph.subjects(shacl.path, rdflib.RDF.predicate)
        for pattern in graph.objects(shape, shacl.pattern)
    }
    assert patterns == {f"ontology#({'|'.join(predicates())})$"}
    entity = rdflib.URIRef("https://w3id.org/substancekg/shapes#Entity")
    assert {str(k).removeprefix(SKG) for k in graph.objects(entity, shacl.targetClass)} == set(
        entity_types()
    )


def test_foreign_turtle_gets_a_report_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "foreign.ttl"
    path.write_text(
        f"<https://example.org/c> a <{SKG}Claim> ; <{RDF}subject> <https://example.org/kava> ."
    )
    found = validate_shapes(path)
    assert any("exactly one object" in line for line in found)
    assert all(line.startswith("https://example.org/") for line in found)


def test_a_file_that_is_no_rdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("hello")
    with pytest.raises(GraphError, match="not valid Turtle"):
        validate_shapes(path)


def test_the_store_of_a_graph_is_not_changed_by_the_check(small_graph: KnowledgeGraph) -> None:
    store = memory_store(small_graph)
    before = len(store)
    problems(store)
    assert len(store) == before


def test_the_shapes_speak_of_no_machine() -> None:
    assert not re.search(r"/(work|home|tmp|root)/", shapes_file().read_text())
