"""Each saved query against the same question asked of the objects in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from substancekg.errors import QueryError, UnknownNameError
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Evidence
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import claim_label
from substancekg.graph.saved_queries import (
    bind_query,
    parse_saved_query,
    saved_queries,
    saved_query_rows,
)
from substancekg.graph.sparql import run_query
from substancekg.graph.store import memory_store
from substancekg.graph.turtle import write_turtle
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Grade, Polarity, Status, Verdict
from substancekg.ontology.vocabulary import predicate, predicate_descendants

KG = KnowledgeGraph
Rows = set[tuple[Any, ...]]


def judged(kg: KG) -> Iterable[tuple[str, Claim, Assessment]]:
    return ((key, claim, kg.assessments[key]) for key, claim in kg.claims.items())


def words(claim: Claim) -> tuple[str, str, str]:
    return claim.subject.label, claim.predicate, claim.object.label


def findings(assessment: Assessment) -> tuple[Finding, ...]:
    return (*assessment.supporting, *assessment.disputing, *assessment.related)


def counted(found: Iterable[Finding]) -> list[Evidence]:
    return list({f.evidence.key: f.evidence for f in found if f.counted}.values())


def all_evidence(kg: KG) -> list[Evidence]:
    return list(kg.evidence())


def label(evidence: Evidence) -> str:
    verb = predicate(evidence.predicate).label
    return f"{evidence.direction}: {evidence.subject.label} {verb} {evidence.object.label}"


def iri(kg: KG, part: str, key: str) -> str:
    return f"{kg.base_iri}{part}/{key}"


def named(name: str, *ends: Entity) -> bool:
    return name in [entity.label for entity in ends]


def below(kg: KG, name: str) -> set[str]:
    found, more = {name}, True
    while more:
        children = {e.label for e in kg.entities.values() if set(e.parents) & found} - found
        found |= children
        more = bool(children)
    return found


def about(kg: KG) -> Rows:
    return {
        (*words(c), c.polarity.value, a.status.value, a.verdict.value, a.why, iri(kg, "claim", k))
        for k, c, a in judged(kg)
        if named("testine", c.subject, c.object)
    }


def claims_of(kg: KG, names: set[str], status: str, verdict: str) -> Rows:
    return {
        (*words(c), c.polarity.value, c.aspect, a.status.value, a.verdict.value,
         iri(kg, "claim", k))
        for k, c, a in judged(kg)
        if (not names or c.predicate in names)
        and status in ("", a.status.value) and verdict in ("", a.verdict.value)
    }  # fmt: skip


def unsupported(kg: KG) -> Rows:
    return {
        (*words(c), c.polarity.value, len({s.document for s in kg.assertions[k]}),
         ", ".join(sorted({s.document_id for s in kg.assertions[k]})), iri(kg, "claim", k))
        for k, c, a in judged(kg) if a.verdict is Verdict.NOT_FOUND
    }  # fmt: skip


def contradicted(kg: KG) -> Rows:
    return {
        (*words(c), c.polarity.value, e.grade.value, e.finding, e.citation.key, iri(kg, "claim", k))
        for k, c, a in judged(kg) if a.verdict is Verdict.CONTRADICTED
        for e in counted(a.disputing)
    }  # fmt: skip


def contested(kg: KG) -> Rows:
    return {
        (*words(c), c.polarity.value, len({e.citation.key for e in counted(a.supporting)}),
         len({e.citation.key for e in counted(a.disputing)}), iri(kg, "claim", k))
        for k, c, a in judged(kg) if a.verdict is Verdict.CONTESTED
    }  # fmt: skip


def overstated(kg: KG) -> Rows:
    return {
        (*words(c), label(e), e.grade.value, e.citation.key, iri(kg, "claim", k))
        for k, c, a in judged(kg) if a.verdict is Verdict.RELATED_ONLY
        for e in counted(a.related)
    }  # fmt: skip


def papers_behind(kg: KG) -> Rows:
    return {
        (c.predicate, c.polarity.value, f.bearing.value, f.evidence.grade.value, f.relation,
         f.counted, f.reason, f.evidence.citation.key, f.evidence.citation.year,
         f.evidence.citation.title, f.evidence.finding)
        for _, c, a in judged(kg)
        if c.subject.label == "testine" and c.object.label == "mu receptor"
        for f in findings(a)
    }  # fmt: skip


def receptors(kg: KG) -> Rows:
    targets = ("Receptor", "ReceptorFamily", "Enzyme", "Transporter", "Protein")
    steps = [
        (h.subject.label, h.predicate, h.object.label)
        for _, _, a in judged(kg) for f in findings(a) if f.chain for h in f.chain.hops
    ]  # fmt: skip
    steps += [(e.subject.label, e.predicate, e.object.label) for e in all_evidence(kg)]
    actors = {"leafy tea"} | {o for s, p, o in steps if s == "leafy tea" and p == "contains"}
    return {
        (e.subject.label, e.predicate, e.object.label, e.direction.value, e.grade.value,
         e.citation.key)
        for e in all_evidence(kg)
        if e.subject.label in actors and e.object.type in targets
        and e.predicate not in ("is_a", "contains", "derived_from")
    }  # fmt: skip


def paths(kg: KG) -> Rows:
    yes = [(c, a) for _, c, a in judged(kg) if c.polarity is Polarity.AFFIRMED]
    found: Rows = {
        (c.predicate, "", "", a.status.value, "")
        for c, a in yes if c.subject.label == "leafy tea" and c.object.label == "opioid receptor"
    }  # fmt: skip
    for one, first in yes:
        for two, second in yes:
            if (one.subject.label, two.object.label) == ("leafy tea", "opioid receptor") and (
                one.object == two.subject
            ):
                found.add(
                    (one.predicate, one.object.label, two.predicate, first.status.value,
                     second.status.value)
                )  # fmt: skip
    return found


def evidence(kg: KG) -> Rows:
    return {
        (e.subject.label, e.predicate, e.object.label, e.direction.value, e.grade.value,
         e.evidence_class.value, e.system, e.finding, e.citation.key, e.citation.year)
        for e in all_evidence(kg) if named("testine", e.subject, e.object)
    }  # fmt: skip


def quotes(kg: KG) -> Rows:
    return {
        (s.document_id, s.sentence.start, s.sentence.end, s.quote, claim_label(c),
         s.certainty.value, s.attribution)
        for k, c, _ in judged(kg) if named("insomnia", c.subject, c.object)
        for s in kg.assertions[k]
    }  # fmt: skip


def documents(kg: KG) -> Rows:
    found = set()
    for key, document in kg.documents.items():
        mine = [a for k, _, a in judged(kg) if any(s.document == key for s in kg.assertions[k])]
        found.add(
            (document.id, document.title, len(mine),
             sum(a.status is Status.LITERATURE_SUPPORTED for a in mine),
             sum(a.verdict is Verdict.CONTESTED for a in mine),
             sum(a.verdict is Verdict.CONTRADICTED for a in mine))
        )  # fmt: skip
    return found


def hedged(kg: KG) -> Rows:
    return {
        (*words(c), a.status.value, ", ".join(sorted({s.hedge for s in kg.assertions[k]})),
         iri(kg, "claim", k))
        for k, c, a in judged(kg) if all(s.hedged for s in kg.assertions[k])
    }  # fmt: skip


def negated(kg: KG) -> Rows:
    return {
        (*words(c), a.status.value, a.verdict.value, a.why, iri(kg, "claim", k))
        for k, c, a in judged(kg) if c.polarity is Polarity.NEGATED
    }  # fmt: skip


def disagreements(kg: KG) -> Rows:
    said = {(words(c), c.aspect, c.polarity) for _, c, _ in judged(kg)}
    return {
        (*words(c), c.polarity.value,
         ", ".join(sorted({s.document_id for s in kg.assertions[k]})), iri(kg, "claim", k))
        for k, c, _ in judged(kg)
        if all((words(c), c.aspect, polarity) in said for polarity in Polarity)
    }  # fmt: skip


def most_asserted(kg: KG) -> Rows:
    return {
        (*words(c), c.polarity.value, len({s.document for s in kg.assertions[k]}),
         len(kg.assertions[k]), a.status.value, a.verdict.value, iri(kg, "claim", k))
        for k, c, a in judged(kg)
    }  # fmt: skip


def best_grades(kg: KG) -> Rows:
    found = set()
    for k, c, a in judged(kg):
        if a.status is Status.LITERATURE_SUPPORTED:
            best = min((e.grade for e in counted(a.supporting)), key=lambda grade: grade.rank)
            found.add(
                (*words(c), c.polarity.value, best.rank, best.value, a.inferred,
                 iri(kg, "claim", k))
            )  # fmt: skip
    return found


def chains(kg: KG) -> Rows:
    return {
        (claim_label(c), iri(kg, "chain", f.chain.key), number, h.subject.label, h.predicate,
         h.object.label, ", ".join(sorted({e.citation.key for e in h.evidence})))
        for _, c, a in judged(kg) if named("leafy tea", c.subject, c.object)
        for f in findings(a) if f.chain
        for number, h in enumerate(f.chain.hops, 1)
    }  # fmt: skip


def inferred(kg: KG) -> Rows:
    return {(*words(c), a.why, iri(kg, "claim", k)) for k, c, a in judged(kg) if a.inferred}


def papers(kg: KG) -> Rows:
    found: dict[str, list[set[str]]] = {}
    cited = {}
    for k, _, a in judged(kg):
        for place, side in enumerate((a.supporting, a.disputing, a.related)):
            for e in counted(side):
                if e.citation.pmid or e.citation.pmcid or e.citation.doi:
                    cited[e.citation.key] = e.citation
                    found.setdefault(e.citation.key, [set(), set(), set()])[place].add(k)
    return {
        (key, cited[key].year, cited[key].title, *(len(side) for side in sides))
        for key, sides in found.items()
    }


def not_counted(kg: KG) -> Rows:
    return {
        (claim_label(c), f.bearing.value, label(f.evidence), f.evidence.citation.key, f.reason,
         iri(kg, "claim", k))
        for k, c, a in judged(kg) for f in findings(a) if not f.counted
    }  # fmt: skip


def treatments(kg: KG) -> Rows:
    names = below(kg, "sleep disorder")
    return {
        (*words(c), c.polarity.value, a.status.value, a.verdict.value, a.why, iri(kg, "claim", k))
        for k, c, a in judged(kg)
        if c.object.label in names
        and c.predicate in ("treats", "alleviates", "prevents", "improves")
    }  # fmt: skip


def harms(kg: KG) -> Rows:
    bad = ("causes", "worsens", "contraindicated_with")
    return {
        ("claim", c.predicate, c.object.label, c.polarity.value, a.status.value, a.verdict.value, "")
        for _, c, a in judged(kg)
        if c.subject.label == "leafy tea" and c.predicate in bad
    } | {
        ("evidence", e.predicate, e.object.label, e.direction.value, "", "", e.citation.key)
        for e in all_evidence(kg) if e.subject.label == "leafy tea" and e.predicate in bad
    }  # fmt: skip


def acts_on(kg: KG) -> Rows:
    targets = below(kg, "opioid receptor")
    names = {"interacts_with", *predicate_descendants("interacts_with")}
    return {
        (*words(c), c.polarity.value, a.status.value, a.verdict.value, iri(kg, "claim", k))
        for k, c, a in judged(kg) if c.object.label in targets and c.predicate in names
    }  # fmt: skip


def attributed(kg: KG) -> Rows:
    return {
        (s.attribution, claim_label(c), a.status.value, a.verdict.value, s.document_id, s.quote)
        for k, c, a in judged(kg) for s in kg.assertions[k] if s.attribution
    }  # fmt: skip


def searched(kg: KG) -> Rows:
    policy = kg.build.policy
    return {
        (s.name, s.version, s.records, policy.min_papers,
         policy.min_grade.value if policy.min_grade else "", policy.chains, policy.human_only,
         policy.machine_read)
        for s in kg.build.searched
    }  # fmt: skip


CASES: dict[str, tuple[str, dict[str, str], Callable[[KG], Rows]]] = {
    "about": ("about", {"about": "Testine"}, about),
    "claims": ("claims", {}, lambda kg: claims_of(kg, set(), "", "")),
    "claims of a predicate": (
        "claims", {"predicates": "binds"},
        lambda kg: claims_of(kg, {"binds", *predicate_descendants("binds")}, "", ""),
    ),
    "claims of a status": (
        "claims", {"status": "source-asserted"},
        lambda kg: claims_of(kg, set(), "source-asserted", ""),
    ),
    "claims of a verdict": (
        "claims", {"verdict": "contested"}, lambda kg: claims_of(kg, set(), "", "contested")
    ),
    "unsupported": ("unsupported", {}, unsupported),
    "contradicted": ("contradicted", {}, contradicted),
    "contested": ("contested", {}, contested),
    "overstated": ("overstated", {}, overstated),
    "papers-behind": (
        "papers-behind", {"subject": "testine", "object": "MOR"}, papers_behind
    ),
    "receptors": ("receptors", {"substance": "leaf tea"}, receptors),
    "paths": ("paths", {"from": "leafy tea", "to": "opioid receptors"}, paths),
    "evidence": ("evidence", {"about": "CHEBI:1"}, evidence),
    "quotes": ("quotes", {"about": "insomnia"}, quotes),
    "documents": ("documents", {}, documents),
    "hedged": ("hedged", {}, hedged),
    "negated": ("negated", {}, negated),
    "disagreements": ("disagreements", {}, disagreements),
    "most-asserted": ("most-asserted", {}, most_asserted),
    "best-grades": ("best-grades", {}, best_grades),
    "chains": ("chains", {"about": "leafy tea"}, chains),
    "inferred": ("inferred", {}, inferred),
    "papers": ("papers", {}, papers),
    "not-counted": ("not-counted", {}, not_counted),
    "treatments": ("treatments", {"condition": "sleep disorder"}, treatments),
    "harms": ("harms", {"substance": "leafy tea"}, harms),
    "acts-on": ("acts-on", {"target": "opioid receptor"}, acts_on),
    "attributed": ("attributed", {}, attributed),
    "searched": ("searched", {}, searched),
}  # fmt: skip
LISTS = ("in", "hedges", "documents", "sources")


def asked(kg: KG, name: str, parameters: dict[str, str]) -> list[tuple[Any, ...]]:
    result = run_query(kg, bind_query(name, parameters, kg))
    rows = []
    for row in result:
        values = []
        for column, term in zip(result.columns or (), row, strict=True):
            value = "" if term is None else term.toPython()
            listed = column in LISTS and isinstance(value, str)
            values.append(", ".join(sorted(value.split(", "))) if listed else value)
        rows.append(tuple(values))
    return rows


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_saved_query_gives_what_the_objects_give(small_graph: KG, case: str) -> None:
    name, parameters, compute = CASES[case]
    wanted = compute(small_graph)
    found = asked(small_graph, name, parameters)
    assert set(found) == wanted
    assert len(found) == len(set(found))
    assert wanted, "the sample graph gives this question no answer"


def test_every_saved_query_is_tested() -> None:
    assert {name for name, _, _ in CASES.values()} == set(saved_queries())


@pytest.mark.parametrize("name", list(saved_queries()))
def test_saved_query_is_documented_and_ordered(name: str) -> None:
    query = saved_queries()[name]
    assert query.title
    assert query.description.endswith(".")
    assert "ORDER BY" in query.text
    for item in query.parameters:
        assert f"${item.name}" in query.text
        assert item.description
        assert item.default or item.optional


def test_the_list_shows_parameters_with_their_defaults() -> None:
    rows = {name: parameters for name, parameters, _ in saved_query_rows()}
    assert rows["about"] == "about=kratom"
    assert rows["claims"] == "[predicates], [status], [verdict]"


HOSTILE = [
    "x> } ; DROP ALL #", 'a" . } SELECT * { ?s ?p ?o', "$about", "testine } #", "\\u003e", "'''",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_user_types_is_never_pasted(small_graph: KG, value: str) -> None:
    try:
        bound = bind_query("about", {"about": value}, small_graph)
    except UnknownNameError:
        bound = ""
    assert bound in ("", bind_query("about", {"about": "testine"}, small_graph))
    with pytest.raises(UnknownNameError):
        bind_query("claims", {"status": value}, small_graph)
    with pytest.raises(UnknownNameError):
        bind_query("claims", {"predicates": value}, small_graph)


def test_an_iri_stands_for_its_entity(small_graph: KG) -> None:
    place = iri(small_graph, "entity", "testine")
    assert bind_query("about", {"about": place}, small_graph) == bind_query(
        "about", {"about": "testine"}, small_graph
    )


@pytest.mark.parametrize("kind", ["file", "store"])
def test_names_are_found_in_graphs_on_disk_too(small_graph: KG, tmp_path: Any, kind: str) -> None:
    source: Any = memory_store(small_graph)
    if kind == "file":
        source = tmp_path / "graph.ttl"
        write_turtle(small_graph, source)
    for name in ("leaf tea", "Leafy Tea", "MOR", "CHEBI:1"):
        assert bind_query("about", {"about": name}, source) == bind_query(
            "about", {"about": name}, small_graph
        )
    with pytest.raises(UnknownNameError, match="did you mean 'testine'"):
        bind_query("about", {"about": "tesstine"}, source)


def test_an_entity_of_the_lexicon_that_the_graph_lacks_gives_no_rows(small_graph: KG) -> None:
    assert asked(small_graph, "about", {"about": "kratom"}) == []


def test_unknown_names_are_suggested(small_graph: KG) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'contested'"):
        bind_query("contestd", {}, small_graph)
    with pytest.raises(UnknownNameError, match="about takes: about"):
        bind_query("about", {"abuot": "testine"}, small_graph)
    with pytest.raises(UnknownNameError, match="known: supported, contested"):
        bind_query("claims", {"verdict": "wrong"}, small_graph)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "needs '# title:'"),
        ("# title: a\n# description: b\n# param x: y\nASK {}", "not a parameter line"),
        ("# title: a\n# description: b\n# param x (number): y\nASK {}", "parameter type 'number'"),
    ],
)
def test_a_file_without_its_header_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_saved_query("mine", text)


def test_grades_are_ranked_as_in_the_code() -> None:
    for name in ("best-grades", "evidence"):
        for grade in Grade:
            assert f"(skg:{grade.value} {grade.rank}" in saved_queries()[name].text
