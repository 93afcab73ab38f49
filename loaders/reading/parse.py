"""The parse of a sentence: its units, chunks and clauses with what is known of the text before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from substancekg.loaders.reading.chunks import Chunk
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.references import Argument, Discourse
from substancekg.loaders.reading.units import Unit
from substancekg.ontology.entities import Entity


@dataclass(slots=True)
class Parse:
    """A sentence as far as it is understood, with what is known of the text before it."""

    units: Sequence[Unit]
    chunks: Sequence[Chunk]
    clauses: Mapping[int, Clause]
    discourse: Discourse
    names: Mapping[str, Entity]
    given: bool = False
    heading: Sequence[Argument] = ()
    section: Sequence[Argument] = ()
    cache: dict[tuple[int, bool], list[Argument]] = field(default_factory=dict)

    def kind(self, index: int) -> str:
        """Return the kind of a chunk; empty outside the sentence."""
        return self.chunks[index].kind if 0 <= index < len(self.chunks) else ""

    def low(self, index: int) -> str:
        """Return the words of a chunk; empty outside the sentence."""
        return self.chunks[index].low if 0 <= index < len(self.chunks) else ""


def argument(unit: Unit, aspect: str = "") -> Argument:
    """Return the argument that a name stands for."""
    assert unit.mention is not None
    return Argument(unit.mention.entity, unit.start, unit.end, aspect)


def is_event(unit: Unit) -> bool:
    """Whether the word names what happens to something (inhibition, relief, treatment)."""
    return unit.word.has_kind("event")


def event_after_condition(units: Sequence[Unit], place: int) -> bool:
    """Whether the word is an event noun on the state named right before it ("pain relief")."""
    if not place or not is_event(units[place]):
        return False
    before = units[place - 1].mention
    return before is not None and before.entity.type in ("Condition", "Process")
