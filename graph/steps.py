"""Steps: how evidence on something narrower is reached from the end of a claim.

Four relations are steps: ``is_a``, ``derived_from``, ``contains`` and ``metabolized_to``. Which of
them may carry a claim is the predicate table's to say; this module sees to it that a walk never
turns downward, from a class to a member that the claim does not name:

1. from a class to its members and from a plant to what is derived from it (``is_a``,
   ``derived_from``, both against their direction), in any order;
2. then to constituents (``contains``), never to a class of constituents: what contains *some*
   flavonoid need not do what flavonoids do;
3. then to metabolites (``metabolized_to``).

No step of an earlier kind follows one of a later kind: evidence on a member of a class that a
plant contains says nothing about the plant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from substancekg.graph.assessment import Hop
from substancekg.graph.evidence import Evidence
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Direction, EvidenceClass

STEPS: Mapping[str, tuple[int, bool]] = MappingProxyType(
    {
        "is_a": (0, True),
        "derived_from": (0, True),
        "contains": (1, False),
        "metabolized_to": (2, False),
    }
)
"""Stage of each step, and whether the walk goes against its direction."""

MAX_STEPS = 6
"""Longest walk from one end of a claim."""
MAX_REACHED = 5_000
"""Entities that one walk may reach; a walk that would reach more is cut there, nearest kept."""

UNNAMED_CONSTITUENTS = "CompoundClass"
DERIVED_KINDS = frozenset({"Plant", "Botanical"})
"""Types that things are derived from as a whole; heroin is derived from morphine, not part of it."""

Path = tuple[Hop, ...]
_CACHED_PATHS = 1_000_000


class Steps:
    """The steps that curated evidence and the lexicon carry.

    Machine-read and retracted evidence carries no step, and a step that any evidence refutes is
    not taken. Every walk is the shortest one; of equal ones the first by slug.
    """

    def __init__(self, evidence: Iterable[Evidence], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        carried: dict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        refuted: set[tuple[str, str, str]] = set()
        for record in evidence:
            if record.predicate not in STEPS or record.citation.retracted:
                continue
            triple = (record.subject.slug, record.predicate, record.object.slug)
            if record.direction is Direction.REFUTES:
                refuted.add(triple)
            elif record.evidence_class is not EvidenceClass.MACHINE_READ:
                carried[triple].append(record)
        self._onward: dict[str, list[tuple[int, str, Hop]]] = defaultdict(list)
        self._classes: dict[str, list[tuple[str, Hop]]] = defaultdict(list)
        for (subject, name, obj), records in sorted(carried.items()):
            if (subject, name, obj) in refuted or subject == obj:
                continue
            records.sort(key=lambda record: (record.grade.rank, record.key))
            ends = records[0].subject, records[0].object
            hop = Hop(self._known(ends[0]), name, self._known(ends[1]), tuple(records))
            if name == "is_a":
                self._classes[subject].append((obj, hop))
            if name == "contains" and hop.object.type == UNNAMED_CONSTITUENTS:
                continue
            if name == "derived_from" and hop.object.type not in DERIVED_KINDS:
                continue
            stage, against = STEPS[name]
            start, target = (obj, subject) if against else (subject, obj)
            self._onward[start].append((stage, target, hop))
        self._narrower: dict[tuple[str, frozenset[str], bool], Mapping[str, Path]] = {}
        self._broader: dict[str, Mapping[str, Path]] = {}
        self._cached = 0

    def _known(self, entity: Entity) -> Entity:
        return self._lexicon.entities.get(entity.slug, entity)

    def narrower(
        self, entity: Entity, steps: frozenset[str], *, through_generic: bool = False
    ) -> Mapping[str, Path]:
        """Return the hops from an entity to each narrower one, by its slug; itself by no hop.

        :param steps: names of the steps that may be taken
        :param through_generic: whether generic classes (receptor, disease ...) have members
        """
        key = (entity.slug, steps, through_generic)
        found = self._narrower.get(key)
        if found is None:
            found = self._narrower[key] = self._walk(self._known(entity), steps, through_generic)
            self._remember(len(found))
        return found

    def _walk(
        self, entity: Entity, steps: frozenset[str], through_generic: bool
    ) -> Mapping[str, Path]:
        found: dict[str, Path] = {entity.slug: ()}
        if entity.generic and not through_generic:
            return found
        seen = {(entity.slug, 0)}
        level: list[tuple[str, int, Path]] = [(entity.slug, 0, ())]
        for _ in range(MAX_STEPS):
            following: list[tuple[str, int, Path]] = []
            for slug, stage, path in level:
                for next_stage, target, hop in self._onward.get(slug, ()):
                    if hop.predicate not in steps or next_stage < stage:
                        continue
                    if (target, next_stage) in seen:
                        continue
                    seen.add((target, next_stage))
                    reached = hop.object if hop.object.slug == target else hop.subject
                    if reached.generic and not through_generic:
                        continue
                    way = (*path, hop)
                    found.setdefault(target, way)
                    if len(found) >= MAX_REACHED:
                        return found
                    following.append((target, next_stage, way))
            if not following:
                break
            level = following
        return found

    def broader(self, entity: Entity) -> Mapping[str, Path]:
        """Return the is_a hops from an entity to each class above it that is not generic."""
        found = self._broader.get(entity.slug)
        if found is None:
            ways: dict[str, Path] = {}
            level: list[tuple[str, Path]] = [(entity.slug, ())]
            for _ in range(MAX_STEPS):
                following: list[tuple[str, Path]] = []
                for slug, path in level:
                    for target, hop in self._classes.get(slug, ()):
                        if target in ways or target == entity.slug or hop.object.generic:
                            continue
                        if len(ways) >= MAX_REACHED:
                            break
                        ways[target] = (*path, hop)
                        following.append((target, ways[target]))
                level = following
            found = self._broader[entity.slug] = ways
            self._remember(len(ways))
        return found

    def _remember(self, paths: int) -> None:
        """Keep memory bounded: forget all walks when they have become too many."""
        self._cached += paths
        if self._cached > _CACHED_PATHS:
            self._narrower.clear()
            self._broader.clear()
            self._cached = 0
