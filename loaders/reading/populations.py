"""People with a condition: whom a substance helps, and who should not take it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from substancekg.loaders.reading.arguments import Parse, clause_subject, group, patients
from substancekg.loaders.reading.candidates import Candidate
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.references import AGENTS, Argument

TAKING: Final = frozenset({"take", "use", "consume", "receive", "drink", "try"})
GIVING: Final = frozenset(
    {"give", "use", "take", "prescribe", "recommend", "administer", "consume"}
)
MUST_NOT: Final = frozenset({"should", "must", "may", "can", "cannot", "shouldn't"})


def population_relations(parse: Parse) -> Iterator[Candidate]:
    """Yield who should not take a substance: "people with liver disease should avoid kava"."""
    for index, clause in parse.clauses.items():
        verb = parse.chunks[index]
        lemmas = {sense.lemma for sense in verb.head.word.verbs}
        lows = {unit.low for unit in verb.units}
        negated = bool(lows & {"not", "never", "cannot", "shouldn't"})
        span = (verb.units[0].start, verb.head.end)
        where = Reach((), span[0], True)
        substances: list[Argument] = []
        conditions: list[Argument] = []
        avoids = "avoid" in lemmas and not negated
        if not verb.passive and clause.subject is not None:
            if avoids or (negated and lemmas & TAKING and lows & MUST_NOT):
                conditions = _subject_conditions(parse, clause.subject)
                substances = group(parse, index + 1)
        elif verb.passive and (avoids or (negated and lemmas & GIVING)):
            if parse.low(index + 1) in ("to", "by", "in", "for"):
                conditions = patients(parse, index + 2)
                substances = clause_subject(parse, clause, substance=True)
        for substance in substances:
            for condition in conditions:
                if substance.entity.type in AGENTS:
                    yield Candidate(
                        "population", substance, "contraindicate", condition, span, where
                    )


def _subject_conditions(parse: Parse, index: int) -> list[Argument]:
    found = patients(parse, index)
    while not found and parse.kind(index - 1) == "P" and parse.kind(index - 2) == "NP":
        index -= 2
        found = patients(parse, index)
    return found
