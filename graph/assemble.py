"""Assembling graphs: from documents and assertions, from two graphs, or anew from one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from substancekg.errors import GraphError
from substancekg.graph.assertions import Assertion, SourceDocument
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import DEFAULT_BASE_IRI, BuildRecord, KnowledgeGraph
from substancekg.graph.papers import identifiers
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess, judge
from substancekg.graph.why import CUT
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon


def assemble(
    documents: Iterable[SourceDocument],
    assertions: Iterable[Assertion],
    base: EvidenceBase,
    policy: Policy | None = None,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    tool_version: str = "",
) -> KnowledgeGraph:
    """Merge assertions into claims, look each claim up and return the graph.

    The order of documents and assertions never matters, and what is given twice counts once.
    """
    policy = policy if policy is not None else Policy()
    build = BuildRecord(tool_version, base.lexicon.fingerprint, base.searched, policy)
    shelf = _ordered_documents({document.key: document for document in documents})
    claims, said = _merged(assertions)
    assessments = {
        key: assess(claim, base, policy, excluded=_identifiers(shelf, said[key]))
        for key, claim in claims.items()
    }
    entities = _entities(claims.values(), assessments.values(), base.lexicon)
    return KnowledgeGraph(shelf, claims, said, assessments, entities, build, base_iri)


def union(first: KnowledgeGraph, *others: KnowledgeGraph) -> KnowledgeGraph:
    """Return one graph with everything that the graphs say.

    It equals the graph that a build of all their documents together would give.

    :raises GraphError: if they were built with different tools, data or policies, or name things
        under different base IRIs; :func:`reassess` them with one evidence base and policy first
    """
    graphs = (first, *others)
    for other in others:
        if other.build != first.build:
            raise GraphError(
                f"graphs differ in {_difference(first.build, other.build)}; "
                "assess both anew with the same evidence and policy, then join them"
            )
        if other.base_iri != first.base_iri:
            raise GraphError(f"graphs differ in base IRI: {first.base_iri} and {other.base_iri}")
    shelf = _ordered_documents(dict(chain.from_iterable(g.documents.items() for g in graphs)))
    claims, said = _merged(
        assertion for graph in graphs for found in graph.assertions.values() for assertion in found
    )
    assessments: dict[str, Assessment] = {}
    for key, claim in claims.items():
        parts = [graph.assessments[key] for graph in graphs if key in graph.assessments]
        assessments[key] = (
            _judged_together(claim, parts, said[key], shelf, first.build)
            if len(parts) > 1
            else parts[0]
        )
    entities: dict[str, Entity] = {}
    for slug, entity in chain.from_iterable(graph.entities.items() for graph in graphs):
        known = entities.setdefault(slug, entity)
        if _spelling(entity) < _spelling(known):
            entities[slug] = entity
    return KnowledgeGraph(
        shelf, claims, said, assessments, dict(sorted(entities.items())), first.build,
        first.base_iri,
    )  # fmt: skip


def reassess(
    graph: KnowledgeGraph, base: EvidenceBase | None = None, policy: Policy | None = None
) -> KnowledgeGraph:
    """Return the graph with every claim judged anew; no document is read again.

    :param base: evidence to look the claims up in; without it the evidence that the graph holds is
        judged anew, which is enough for another policy
    :param policy: the policy of the graph when not given
    """
    policy = policy if policy is not None else graph.build.policy
    if base is not None:
        return assemble(
            graph.documents.values(),
            chain.from_iterable(graph.assertions.values()),
            base,
            policy,
            base_iri=graph.base_iri,
            tool_version=graph.build.tool_version,
        )
    build = replace(graph.build, policy=policy)
    assessments = {
        key: _judged_together(
            claim, [graph.assessments[key]], graph.assertions[key], graph.documents, build
        )
        for key, claim in graph.claims.items()
    }
    return replace(graph, assessments=assessments, build=build)


def _judged_together(
    claim: Claim,
    parts: Sequence[Assessment],
    said: Iterable[Assertion],
    shelf: Mapping[str, SourceDocument],
    build: BuildRecord,
) -> Assessment:
    """Judge the findings of one claim from several graphs, each finding once."""

    def once(findings: Iterable[Finding]) -> list[Finding]:
        return list({(f.evidence.key, f.relation): f for f in findings}.values())

    return judge(
        claim,
        once(f for part in parts for f in part.supporting),
        once(f for part in parts for f in part.disputing),
        once(f for part in parts for f in part.related),
        build.policy,
        excluded=_identifiers(shelf, said),
        searched=build.searched,
        cut=any(CUT in part.why for part in parts),
    )


def _merged(
    assertions: Iterable[Assertion],
) -> tuple[dict[str, Claim], dict[str, tuple[Assertion, ...]]]:
    """Return claims and their assertions by claim key, both in the order of the claims."""
    claims: dict[str, Claim] = {}
    said: dict[str, dict[str, Assertion]] = defaultdict(dict)
    for assertion in assertions:
        claim = Claim.of(assertion)
        key = claim.key
        known = claims.setdefault(key, claim)
        if repr(claim) < repr(known):  # one slug, two spellings: the same one whatever the order
            claims[key] = claim
        said[key].setdefault(assertion.key, assertion)
    order = sorted(claims, key=lambda key: (claims[key].sort_key, key))
    return (
        {key: claims[key] for key in order},
        {
            key: tuple(
                sorted(
                    said[key].values(),
                    key=lambda a: (a.document_id, a.sentence.start, a.sentence.end, a.key),
                )
            )
            for key in order
        },
    )


def _ordered_documents(documents: Mapping[str, SourceDocument]) -> dict[str, SourceDocument]:
    return dict(sorted(documents.items(), key=lambda item: (item[1].id, item[0])))


def _identifiers(shelf: Mapping[str, SourceDocument], said: Iterable[Assertion]) -> frozenset[str]:
    """Return the paper identifiers of the documents that make a claim."""
    keys = {assertion.document for assertion in said}
    return frozenset(name for key in keys if key in shelf for name in identifiers(shelf[key]))


def _entities(
    claims: Iterable[Claim], assessments: Iterable[Assessment], lexicon: Lexicon
) -> dict[str, Entity]:
    """Return the ends of claims, evidence and hops with every class above them, by slug."""
    found: dict[str, Entity] = {}

    def add(entity: Entity) -> None:
        slug = entity.slug
        if slug in found:
            return
        known = lexicon.entities.get(slug, entity)
        found[slug] = known
        for above in lexicon.ancestors(known):
            found.setdefault(above.slug, above)

    for entity in sorted(set(_named(claims, assessments)), key=_spelling):
        add(entity)
    return dict(sorted(found.items()))


def _spelling(entity: Entity) -> tuple[str, str, str]:
    """Order of entities with one slug: which of them a graph keeps must not depend on chance."""
    return (entity.curie, entity.label, entity.type)


def _named(claims: Iterable[Claim], assessments: Iterable[Assessment]) -> Iterable[Entity]:
    for claim in claims:
        yield claim.subject
        yield claim.object
    for assessment in assessments:
        for finding in (*assessment.supporting, *assessment.disputing, *assessment.related):
            yield finding.evidence.subject
            yield finding.evidence.object
            for hop in finding.chain.hops if finding.chain else ():
                yield hop.subject
                yield hop.object


def _difference(one: BuildRecord, other: BuildRecord) -> str:
    parts = {
        "tool version": one.tool_version != other.tool_version,
        "lexicon": one.lexicon != other.lexicon,
        "evidence": one.searched != other.searched,
        "policy": one.policy != other.policy,
    }
    return " and ".join(name for name, differs in parts.items() if differs)
