"""Effects named by adjectives ("sedative properties") and compounds ("pain-relieving", "X-induced")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from substancekg.loaders.reading.arguments import clause_subject, referents
from substancekg.loaders.reading.candidates import Candidate, agent_of, governing_clause, place_of
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.descriptions import possessor
from substancekg.loaders.reading.effects import effect_adjectives
from substancekg.loaders.reading.folding import fold_words
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.units import Unit
from substancekg.ontology.terms import Polarity

LINKING: Final = frozenset(
    {"be", "remain", "become", "seem", "appear", "consider", "prove", "regard", "describe"}
)


def effect_relations(parse: Parse) -> Iterator[Candidate]:
    """Yield what effect adjectives and compounds say, in the order of the text."""
    for item in parse.chunks:
        if item.kind == "NP":
            yield from _adjectives(parse, item.index)
            if len(item.units) > 1:
                yield from _compounds(parse, item.index)


def _adjective_units(parse: Parse, index: int) -> tuple[list[Unit], int]:
    """Return the effect adjectives that describe the head of a group, and its list's first group."""
    members = [index]
    place = index
    while parse.kind(place - 1) in ("C", ","):
        place -= 2 if parse.kind(place - 2) == "NP" else 3
        if parse.kind(place) != "NP" or not _may_describe(parse.chunks[place].units):
            break
        members.insert(0, place)
    found = [
        unit
        for member in members
        for unit in parse.chunks[member].units
        if unit.low in effect_adjectives()
    ]
    return found, members[0]


def _may_describe(units: Sequence[Unit]) -> bool:
    """Whether a group can be one more adjective of a list before "... effects"."""
    if any(unit.low in effect_adjectives() for unit in units):
        return units[-1].low in effect_adjectives()
    return len(units) == 1 and not units[0].word.nouns and units[0].tag in ("N", "M")


def _adjectives(parse: Parse, index: int) -> Iterator[Candidate]:
    item = parse.chunks[index]
    head = item.units[-1]
    word = head.word
    carries, bears = word.has_kind("effect"), word.has_kind("bearer")
    if head.mention is not None and head.mention.entity.type == "CompoundClass":
        bears = True  # "a highly addictive stimulant"
    alone = head.low in effect_adjectives()
    if alone and head is not item.units[0] and item.units[0].low in ("a", "an", "the"):
        alone = False  # "a sedative" is a class
    if not (carries or bears or alone):
        return
    found, first = _adjective_units(parse, index)
    adjectives = [u for u in found if u is not head or alone]
    if not adjectives:
        return
    subjects: list[Argument] = []
    clause: Clause | None = governing_clause(parse, index)
    linked = parse.kind(index - 1) == "VP" and clause is not None and (
        parse.chunks[index - 1].head.tag == "E"
        or any(s.lemma in LINKING for s in parse.chunks[index - 1].head.word.verbs)
    )  # fmt: skip
    if alone:
        if not linked or not effect_adjectives()[head.low].predicative or item.units[0].tag == "D":
            return
        assert clause is not None
        subjects = clause_subject(parse, clause, substance=True)
    elif bears and not carries:
        if linked and clause is not None:
            subjects = clause_subject(parse, clause, substance=True)
        elif (
            parse.kind(index - 1) == ","
            and parse.kind(index - 2) == "NP"
            and item.units[0].tag == "D"
        ):
            subjects, clause = referents(parse, index - 2, subject=True), None
    else:
        subjects = possessor(parse, index)
        subjects = subjects or possessor(parse, first)
        if subjects:
            clause = clause if parse.kind(first - 1) in ("P", "VP") else None
        elif parse.low(index + 1) == "of" and parse.kind(index + 2) == "NP":
            subjects, clause = referents(parse, index + 2), None
        else:
            subjects, clause = agent_of(parse, index)
    for subject in subjects:
        if subject.entity.type not in AGENTS:
            continue
        for unit in adjectives:
            meaning = effect_adjectives()[unit.low]
            label = meaning.effect
            polarity = Polarity.NEGATED if meaning.negated else None
            entity = parse.names.get(" ".join(fold_words(label).split()))
            if entity is None:
                continue
            where = (
                place_of(parse, clause, unit.start, unit.end)
                if clause is not None
                else Reach(((item.units[0].start, item.units[-1].end),), unit.start, True)
            )
            obj = Argument(entity, unit.start, unit.end)
            yield Candidate(
                "effect adjective",
                subject,
                "causes",
                obj,
                (unit.start, head.end),
                where,
                polarity=polarity,
            )


def _compounds(parse: Parse, index: int) -> Iterator[Candidate]:
    item = parse.chunks[index]
    units = item.units
    for place, unit in enumerate(units):
        if unit.tag != "SUF" or not place or units[place - 1].mention is None:
            continue
        first = argument(units[place - 1])
        own = Reach(((units[0].start, unit.end),), unit.start, True)
        span = (unit.start, unit.end)
        if unit.low == "-like":
            for subject, where in _bearers(parse, index, own):
                yield Candidate("compound", subject, "mimic", first, span, where)
            continue
        families = [s.family for s in unit.word.verbs if s.family != "-"]
        if not families or (families[0] == "associate" and not parse.given):
            continue  # "stress-related" inside a noun group states no cause
        if "g" in unit.word.forms:
            for subject, where in _bearers(parse, index, own):
                yield Candidate("compound", subject, families[0], first, span, where)
        elif "n" in unit.word.forms:
            following = [argument(u) for u in units[place + 1 :] if u.mention is not None]
            for obj in following[-1:]:
                tail = units[-1]
                if tail.word.aspect and tail.mention is None:
                    obj = Argument(obj.entity, obj.start, obj.end, tail.word.aspect)
                if unit.low == "-derived":
                    yield Candidate("compound", obj, "derive", first, span, own)
                else:
                    yield Candidate("compound", first, families[0], obj, span, own)


def _bearers(parse: Parse, index: int, own: Reach) -> Iterator[tuple[Argument, Reach]]:
    """Yield whose effect a compound adjective describes, with the place of its cues."""
    found = possessor(parse, index)
    clause: Clause | None = None
    if not found and parse.kind(index - 1) == "," and parse.kind(index - 2) == "NP":
        found = referents(parse, index - 2, subject=True)
    elif not found:
        found, clause = agent_of(parse, index)
    for subject in found:
        if subject.entity.type in AGENTS:
            where = (
                own if clause is None else place_of(parse, clause, own.start, own.stretches[0][1])
            )
            yield subject, where
