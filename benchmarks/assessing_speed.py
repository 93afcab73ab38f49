"""A million records of evidence against a hundred thousand claims, on one core."""

from __future__ import annotations

import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from benchmarks.results import Result
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.policy import Policy
from substancekg.graph.steps import STEPS
from substancekg.graph.support import assess
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import CompositionFact, Lexicon, default_lexicon
from substancekg.ontology.terms import Direction, EvidenceClass, Grade
from substancekg.ontology.vocabulary import predicates

RECORDS, CLAIMS, EXTRA_ENTITIES = 1_000_000, 100_000, 20_000


def entities() -> Lexicon:
    """Return the shipped lexicon with many more members of its classes and plants."""
    shipped = default_lexicon()
    draw = random.Random(1)
    known = list(shipped.entities.values())
    classes = [e for e in known if e.type in ("CompoundClass", "ReceptorFamily", "Condition")]
    plants = [e for e in known if e.type == "Botanical"]
    extra = []
    for number in range(EXTRA_ENTITIES):
        above = draw.choice(classes)
        kind = {"CompoundClass": "Compound", "ReceptorFamily": "Receptor"}.get(above.type)
        extra.append(Entity(f"synthetic {number}", kind or "Condition", parents=(above.label,)))
    composition = list(shipped.composition) + [
        CompositionFact(draw.choice(plants), "contains", entity, "synthetic")
        for entity in extra
        if entity.type == "Compound" and draw.random() < 0.3
    ]
    return Lexicon([*known, *extra], composition)


def triples(lexicon: Lexicon, seed: int) -> Iterator[tuple[Entity, str, Entity]]:
    """Yield triples whose types fit; a few entities are far more frequent than the others."""
    draw = random.Random(seed)
    by_type: dict[str, list[Entity]] = {}
    for entity in lexicon.entities.values():
        if not entity.generic:
            by_type.setdefault(entity.type, []).append(entity)
    for found in by_type.values():
        draw.shuffle(found)
    order = random.Random(7)
    for found in by_type.values():
        found.sort(key=lambda e: e.slug)
        order.shuffle(found)
    rules = [
        (p.name, sorted(p.domain & by_type.keys()), sorted(p.range & by_type.keys()))
        for p in predicates().values()
        if p.name not in STEPS  # classes and composition are those of the lexicon
    ]
    while True:
        name, domain, range_ = draw.choice(rules)
        yield (_pick(draw, by_type[draw.choice(domain)]), name,
               _pick(draw, by_type[draw.choice(range_)]))  # fmt: skip


def _pick(draw: random.Random, found: list[Entity]) -> Entity:
    """Return one, the first ones most often (as names in the literature are)."""
    return found[int(len(found) * draw.random() ** 3)]


def records(lexicon: Lexicon) -> Iterator[Evidence]:
    """Yield synthetic records, half of them machine-read."""
    draw = random.Random(3)
    grades = list(Grade)
    for number, (subject, name, obj) in zip(range(RECORDS), triples(lexicon, 2), strict=False):
        yield Evidence(
            subject, name, obj,
            Direction.REFUTES if draw.random() < 0.1 else Direction.SUPPORTS,
            Citation(pmid=str(draw.randrange(1, 300_000)), year=str(draw.randrange(1980, 2025))),
            draw.choice(grades),
            EvidenceClass.MACHINE_READ if draw.random() < 0.5 else EvidenceClass.CURATED,
            finding=f"finding {number}", provider="synthetic",
        )  # fmt: skip


def run() -> list[Result]:
    """Measure indexing and assessing; memory is the peak of the whole process."""
    lexicon = entities()
    start, worked = time.perf_counter(), time.process_time()
    base = EvidenceBase(records(lexicon), lexicon)
    indexed = _took(start, worked)
    start, worked = time.perf_counter(), time.process_time()
    tally: Counter[str] = Counter()
    findings = 0
    for _, (subject, name, obj) in zip(range(CLAIMS), triples(lexicon, 5), strict=False):
        found = assess(Claim.make(subject, name, obj), base, Policy())
        tally[found.verdict.value] += 1
        findings += len(found.supporting) + len(found.disputing) + len(found.related)
    assessed = _took(start, worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Result("records made and indexed", f"{len(base):,} in {indexed}"),
        Result("claims assessed", f"{CLAIMS:,} in {assessed}"),
        Result("findings", f"{findings:,}"),
        Result("verdicts", ", ".join(f"{k} {n:,}" for k, n in sorted(tally.items()))),
        Result("peak memory", f"{peak:,.0f} MB"),
    ]


def _took(start: float, worked: float) -> str:
    """Return seconds by the clock, and those that the processor worked."""
    seconds, busy = time.perf_counter() - start, time.process_time() - worked
    return f"{seconds:.1f} s ({busy:.1f} s of processor)"
