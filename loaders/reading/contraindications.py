"""Warnings: who should not take a substance, and what it should not be taken with.

"People with epilepsy should not take X" and "X is not safe during pregnancy" say that X is
contraindicated; "do not mix X with Y" and "combining X with Y is dangerous" say that the two are not
to be used together. These are the only relations whose polarity the warning itself settles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from substancekg.loaders.reading.arguments import clause_subject, group
from substancekg.loaders.reading.candidates import Candidate
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.descriptions import PAIRS
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.patients import patients
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.ontology.terms import Polarity

TAKE: Final = frozenset(
    [
        "take",
        "use",
        "consume",
        "drink",
        "give",
        "administer",
        "prescribe",
        "smoke",
        "ingest",
        "eat",
        "recommend",
        "advise",
        "utilise",
        "utilize",
        "try",
    ]
)
JOIN: Final = frozenset(
    [
        "combine",
        "mix",
        "pair",
        "stack",
        "blend",
        "coadminister",
        "co-administer",
        "mingle",
        "supplement",
    ]
)
BANS: Final = frozenset(
    [
        "not",
        "never",
        "don't",
        "shouldn't",
        "mustn't",
        "cannot",
        "can't",
        "isn't",
        "aren't",
        "doesn't",
        "n't",
    ]
)
DUTY: Final = frozenset(
    ["should", "must", "do", "don't", "shouldn't", "mustn't", "ought", "be", "never", "advised"]
)
UNSAFE: Final = frozenset(
    [
        "dangerous",
        "unsafe",
        "risky",
        "inadvisable",
        "fatal",
        "deadly",
        "lethal",
        "harmful",
        "hazardous",
        "contraindicated",
        "life-threatening",
    ]
)
SAFE: Final = frozenset(
    ["safe", "advisable", "suitable", "appropriate", "recommended", "advised", "wise"]
)
SIGNS: Final = (
    BANS
    | UNSAFE
    | {
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
        "refrain",
        "refrains",
        "refraining",
        "inappropriate",
    }
)
COMPANY: Final = frozenset(
    {"with", "alongside", "together with", "along with", "and", "in combination with"}
)
OCCASION: Final = frozenset({"during", "in", "with", "for", "by", "to", "among"})


def contraindications(parse: Parse) -> Iterator[Candidate]:
    """Yield who and what a substance is not for, in the order of the text."""
    if not any(unit.low in SIGNS for unit in parse.units):
        return
    for index, clause in parse.clauses.items():
        lemmas = {sense.lemma for sense in parse.chunks[index].head.word.verbs}
        if (
            "avoid" in lemmas
            and not _banned(parse, index)
            or lemmas & (TAKE | JOIN)
            and _is_forbidden(parse, index, clause)
        ):
            yield from _forbidden(parse, index, clause, lemmas)
        elif parse.chunks[index].head.tag == "E" or lemmas & TAKE:
            yield from _unsafe(parse, index, clause)


def _banned(parse: Parse, index: int) -> bool:
    return any(unit.low in BANS for unit in parse.chunks[index].units)


def _is_forbidden(parse: Parse, index: int, clause: Clause) -> bool:
    """Whether a verb of taking stands under a ban: "do not", "should not", "avoid ...-ing"."""
    words = {unit.low for unit in parse.chunks[index].units}
    if words & BANS:
        return bool(words & DUTY)
    governor = clause.governor
    if governor is not None and parse.chunks[index].form != "F":
        above = parse.chunks[governor.verb]
        if any(sense.lemma in ("avoid", "refrain") for sense in above.head.word.verbs):
            return not _banned(parse, governor.verb)
        if above.head.tag == "E" and _says_unsafe(parse, governor.verb):
            return True  # "it is dangerous to combine X with Y"
    if parse.chunks[index].form == "G":
        for other in parse.clauses.values():
            if other.link == "subject" and other.governor is clause:
                return _says_unsafe(parse, other.verb) or _avoided(parse, other.verb)
    return False


def _avoided(parse: Parse, index: int) -> bool:
    verb = parse.chunks[index]
    return verb.passive and any(sense.lemma == "avoid" for sense in verb.head.word.verbs)


def _says_unsafe(parse: Parse, index: int) -> bool:
    """Whether a copula says "dangerous", "not safe" or "can be fatal"."""
    verb = parse.chunks[index]
    banned = _banned(parse, index)
    if verb.passive:
        return banned and verb.head.low in SAFE
    if parse.kind(index + 1) != "NP":
        return False
    said = {unit.low for unit in parse.chunks[index + 1].units}
    return bool(said & SAFE) if banned else bool(said & UNSAFE)


def _forbidden(parse: Parse, index: int, clause: Clause, lemmas: set[str]) -> Iterator[Candidate]:
    verb = parse.chunks[index]
    span = (verb.head.start, verb.head.end)
    if verb.passive:
        substances, place = clause_subject(parse, clause, substance=True), index + 1
        persons: list[Argument] = []
    else:
        if parse.kind(index + 1) == "NP":
            substances, place = group(parse, index + 1), index + 2
        elif parse.low(index + 1) in COMPANY and index == 0:
            # "Do not use with alcohol": of what the page is about
            start = parse.units[0].start
            substances = list(parse.section) or parse.discourse.taken(start)
            place = index + 1
        else:
            return
        persons = _persons(parse, clause)
        while parse.kind(place) in ("NP", "C", ",") and parse.kind(place + 1) in ("NP", "C", "P"):
            place += 1
    substances = [a for a in substances if a.entity.type in AGENTS and not a.entity.generic]
    if lemmas & JOIN and len(substances) > 1 and parse.low(place) not in COMPANY:
        yield from _never_together(substances[:1], substances[1:], span)
    partners, states = _occasions(parse, place)
    yield from _never_together(substances, partners, span)
    for substance in substances:
        for state in (*persons, *states):
            if state.entity.type == "Condition":
                yield _contraindicated(substance, state, span)
            elif state.entity.type in AGENTS:
                yield from _never_together([substance], [state], span)


def _persons(parse: Parse, clause: Clause) -> list[Argument]:
    """Return the conditions (or drugs) of "people with A", "patients taking B" as subject."""
    current: Clause | None = clause
    while current is not None and current.subject is None:
        current = current.governor
    if current is None or current.subject is None:
        return []
    found = patients(parse, current.subject)
    if found:
        return found
    place = current.subject + 1
    if parse.kind(place) == "R":
        place += 1
    verb = parse.chunks[place] if parse.kind(place) == "VP" else None
    if verb is not None and any(sense.lemma in TAKE for sense in verb.head.word.verbs):
        return [a for a in group(parse, place + 1) if a.entity.type in AGENTS]
    return []


def _occasions(parse: Parse, place: int) -> tuple[list[Argument], list[Argument]]:
    """Return the substances and the states that follow: "with alcohol", "in people with asthma"."""
    partners: list[Argument] = []
    states: list[Argument] = []
    steps = 0
    while parse.kind(place) and steps < 8:
        steps += 1
        low = parse.low(place)
        if parse.kind(place) == "P" and parse.kind(place + 1) == "NP":
            found = patients(parse, place + 1) if low in OCCASION else []
            states += found
            inside = group(parse, place + 1)
            if low in COMPANY:
                partners += [a for a in inside if a.entity.type in AGENTS and not found]
            if low in OCCASION and not found:
                states += [a for a in inside if a.entity.type == "Condition"]
            if low == "because of":
                break
            place += 2
        elif parse.kind(place) == "S" and low in ("if", "when"):
            states += _own_state(parse, place + 1)
            break
        elif parse.kind(place) in ("C", ",", "NP"):
            place += 1
        else:
            break
    return partners, states


def _own_state(parse: Parse, place: int) -> list[Argument]:
    """Return A of "if you have A", "if you are taking B", "if you are pregnant"."""
    if parse.kind(place) == "NP" and parse.low(place) in ("you", "they", "he", "she"):
        place += 1
    if parse.kind(place) != "VP":
        return []
    found = group(parse, place + 1)
    return [a for a in found if a.entity.type == "Condition" or a.entity.type in AGENTS]


def _unsafe(parse: Parse, index: int, clause: Clause) -> Iterator[Candidate]:
    """Yield what "X is not safe for people with A" and "X is unsafe during B" warn of."""
    if not _says_unsafe(parse, index) or clause.link == "subject":
        return
    verb = parse.chunks[index]
    place = index + 1 if verb.passive else index + 2
    partners, states = _occasions(parse, place)
    if not verb.passive:
        named = [argument(u) for u in parse.chunks[index + 1].units if u.mention is not None]
        states += [a for a in named if a.entity.type == "Condition"]  # "safe during pregnancy"
    substances = [
        a for a in clause_subject(parse, clause, substance=True) if a.entity.type in AGENTS
    ]
    span = (verb.head.start, verb.head.end)
    yield from _never_together(substances, partners, span)
    if clause.subject is not None and parse.chunks[clause.subject].head.low in PAIRS:
        yield from _never_together(substances[:1], substances[1:], span)
    for substance in substances:
        for state in states:
            yield _contraindicated(substance, state, span)


def _never_together(
    firsts: list[Argument], seconds: list[Argument], span: tuple[int, int]
) -> Iterator[Candidate]:
    where = Reach((span,), span[0])
    for first in firsts:
        for second in seconds:
            if first.entity.slug != second.entity.slug and first.entity.type in AGENTS:
                yield Candidate(
                    "warning", first, "with", second, span, where, polarity=Polarity.NEGATED
                )


def _contraindicated(substance: Argument, state: Argument, span: tuple[int, int]) -> Candidate:
    where = Reach((span,), span[0])
    return Candidate(
        "warning", substance, "contraindicate", state, span, where, polarity=Polarity.AFFIRMED
    )
