"""References: what pronouns, descriptions and unnamed parts point back to.

A :class:`Discourse` follows a document from sentence to sentence. It remembers what was named and
what sentences were about; the most recent subject is what "it" means, the most recent entity of a
class is what "this hormone" means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from substancekg.loaders.documents import Mention
from substancekg.loaders.reading.tables import table_rows
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.tables import split_cell
from substancekg.ontology.vocabulary import entity_types

SUBSTANCES: Final = frozenset(
    {t.name for t in entity_types().values() if t.group == "substance"} - {"CompoundClass"}
)
TAKEN: Final = SUBSTANCES - {"Neurotransmitter"}
MIXED: Final = (TAKEN | {"CompoundClass"}) - {"Plant"}
AGENTS: Final = SUBSTANCES | {"CompoundClass"}
TARGETS: Final = frozenset({t.name for t in entity_types().values() if t.group == "target"})
MEMORY: Final = 60  # mentions that a description may reach back


@dataclass(frozen=True, slots=True)
class Argument:
    """One end of a relation: an entity, the words that stand for it, and what of it is meant."""

    entity: Entity
    start: int
    end: int
    aspect: str = ""

    def at(self, start: int, end: int) -> Argument:
        """Return the same entity as other words stand for it."""
        return replace(self, start=start, end=end)


@cache
def description_types() -> dict[str, frozenset[str]]:
    """Return the entity types that a describing noun may point to, by noun."""
    return {
        row["noun"]: frozenset(split_cell(row["types"]))
        for row in table_rows("descriptions.tsv", ("noun", "types"))
    }


class Discourse:
    """What a document has spoken of so far.

    :ivar groups: coordinated subjects so far
    :ivar upper_classes: slugs of all entities that are a class of another
    """

    def __init__(
        self,
        lexicon: Lexicon,
        mentions: Sequence[Mention],
        upper_classes: frozenset[str] = frozenset(),
    ) -> None:
        self._lexicon = lexicon
        self.upper_classes = upper_classes
        self._recent: list[Argument] = []
        self._classes: dict[str, frozenset[str]] = {}
        self._timeline: list[tuple[int, int, list[Argument]]] = []
        self._many: set[int] = set()
        self.groups: list[list[Argument]] = []
        counts = Counter(m.entity.slug for m in mentions if m.entity.type in SUBSTANCES)
        self._counts = counts
        self._topic: Argument | None = None
        if counts:
            best = max(counts.values())
            for mention in mentions:
                if counts[mention.entity.slug] == best and mention.entity.type in SUBSTANCES:
                    self._topic = Argument(mention.entity, mention.span.start, mention.span.end)
                    break

    def topic(self) -> list[Argument]:
        """Return the substance that the document names most often, at its first place."""
        return [self._topic] if self._topic is not None else []

    def taken(self, place: int) -> list[Argument]:
        """Return what "regular use" is of: the substance in focus, unless it is a rare one."""
        focus = [a for a in self.pronoun("it", place, True) if a.entity.type in AGENTS]
        if focus and self._topic is not None:
            seldom = 3 * self._counts[focus[0].entity.slug] <= self._counts[self._topic.entity.slug]
            if seldom or focus[0].entity.type == "CompoundClass":
                return [self._topic]
        return focus

    def name(self, arguments: Iterable[Argument]) -> None:
        """Note that these were named, in order."""
        self._recent.extend(arguments)
        if len(self._recent) > 2 * MEMORY:
            del self._recent[:-MEMORY]

    def about(
        self, arguments: Sequence[Argument], place: int, end: int = 0, many: bool = False
    ) -> None:
        """Note what the clause whose subject starts at ``place`` is about.

        :param end: offset up to which that counts (an insertion); 0 for no end
        :param many: whether the subject is coordinated, so that no later "it" means it
        """
        if many:
            self._many.add(place)
        self._timeline.append((place, end, list(arguments)))
        if len(self._timeline) > 4 * MEMORY:
            del self._timeline[: -2 * MEMORY]
        if len({a.entity.slug for a in arguments}) > 1:
            self.groups.append(list(arguments))

    def focus_at(self, place: int) -> list[Argument]:
        """Return what the latest clause before an offset was about."""
        for start, end, arguments in reversed(self._timeline):
            if start < place and (not end or place < end):
                return arguments
        return []

    def classes_of(self, entity: Entity) -> frozenset[str]:
        """Return the slugs of all classes that a text may call an entity by."""
        found = self._classes.get(entity.slug)
        if found is None:
            found = frozenset(above.slug for above in self._lexicon.described_as(entity))
            self._classes[entity.slug] = found
        return found

    def _latest(self, types: frozenset[str], before: int) -> Argument | None:
        for argument in self.focus_at(before):
            if argument.entity.type in types and not argument.entity.generic:
                return argument
        for argument in reversed(self._recent):
            if argument.start < before and argument.entity.type in types:
                if argument.entity.generic:
                    continue
                return argument
        return None

    def pronoun(self, low: str, place: int, substance: bool) -> list[Argument]:
        """Return what a pronoun means: the latest subject, or a substance where one is wanted."""
        plural = low in ("they", "their", "them", "these", "those", "both")
        focus = self.focus_at(place) if plural else self._single_focus(place)
        if plural and self.groups and self.groups[-1] == focus:
            return list(focus)
        if substance and not any(a.entity.type in AGENTS for a in focus):
            focus = self._substance_focus(place)
        if focus:
            return list(focus) if plural else focus[:1]
        return [self._topic] if self._topic is not None else []

    def _single_focus(self, place: int) -> list[Argument]:
        for start, end, arguments in reversed(self._timeline):
            if start < place and (not end or place < end) and start not in self._many:
                return arguments
        return []

    def _substance_focus(self, place: int) -> list[Argument]:
        for start, end, arguments in reversed(self._timeline):
            if end and place >= end:
                continue
            if start < place and any(a.entity.type in AGENTS for a in arguments):
                return arguments
        return []

    def holder(self, place: int) -> list[Argument]:
        """Return the plant or product whose unnamed compounds a sentence speaks of."""
        wanted = frozenset({"Plant", "Botanical"})
        for start, _, arguments in reversed(self._timeline[-6:]):
            if start < place and any(a.entity.type in wanted for a in arguments):
                return [a for a in arguments if a.entity.type in wanted][:1]
        if self._topic is not None and self._topic.entity.type in wanted:
            return [self._topic]
        found = self._latest(wanted, place) or self._latest(SUBSTANCES, place) or self._topic
        return [found] if found is not None else []

    def of_class(self, kind: Entity, place: int, many: bool) -> list[Argument]:
        """Return the latest entities below a class ("this hormone", "these receptors")."""
        found: dict[str, Argument] = {}
        for argument in reversed(self._recent):
            if argument.start >= place or argument.entity.slug in found:
                continue
            if kind.slug in self.classes_of(argument.entity):
                found[argument.entity.slug] = argument
                if not many or len(found) == 2:
                    break
        if found:
            ordered = list(found.values())
            if many and self.groups:
                group = [a for a in self.groups[-1] if kind.slug in self.classes_of(a.entity)]
                if len(group) > 1:
                    return group
            if many and kind.type in TARGETS:
                return ordered[:1]
            return ordered if many else ordered[:1]
        return []

    def described(self, noun: str, place: int, many: bool) -> list[Argument]:
        """Return what "the herb", "this supplement" means; empty when nothing fits."""
        types = description_types().get(noun)
        if not types:
            return []
        if many:
            for group in reversed(self.groups):
                if all(a.entity.type in types for a in group):
                    return group
        found = None
        if noun in ("herb", "plant", "botanical", "extract", "leaf") and self._topic is not None:
            found = self._topic if self._topic.entity.type in types else None
        found = found or self._latest(types, place)
        if found is None and self._topic is not None and self._topic.entity.type in types:
            found = self._topic
        return [found] if found is not None else []

    def pair(self, place: int) -> list[Argument]:
        """Return the two substances that "this duo" or "this combination" means."""
        for group in reversed(self.groups[-3:]):
            substances = [a for a in group if a.entity.type in MIXED]
            if len(substances) == 2 == len(group):
                return substances
        for types in (TAKEN - {"Plant"}, MIXED):
            found: dict[str, Argument] = {}
            for argument in reversed(self._recent):
                if argument.start < place and argument.entity.type in types:
                    if argument.entity.generic:
                        continue
                    found.setdefault(argument.entity.slug, argument)
                    if len(found) == 2:
                        return list(found.values())[::-1]
        return []
