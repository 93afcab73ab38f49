"""Relations that a verb carries: active, passive, and by way of a preposition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from substancekg.loaders.reading.arguments import clause_subject, group, stopped, subject_group
from substancekg.loaders.reading.candidates import Candidate, place_of
from substancekg.loaders.reading.choice import REVERSED
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.coordination import members_right
from substancekg.loaders.reading.lists import change
from substancekg.loaders.reading.modality import NOT, Reach
from substancekg.loaders.reading.parse import Parse
from substancekg.loaders.reading.patients import is_person, patients
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.words import VerbSense
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Polarity

AGENT_PREPS: Final = frozenset({"by", "through", "via"})
COMPARING: Final = frozenset(
    {"than", "compared to", "compared with", "unlike", "relative to", "in comparison with"}
)
BRINGING: Final = frozenset({"cause", "promote", "activate"})
QUANTITIES: Final = frozenset({"up", "down", "improve", "worsen"})
GIVEN: Final = frozenset({"treat", "receive", "take", "give", "use", "supplement", "administer"})
MEANS_PREPS: Final = AGENT_PREPS | {"with"}
CHANGING: Final = frozenset({"up", "down", "improve", "worsen"})
CONTRASTS: Final = frozenset({"whereas", "while", "but", "though", "although"})
WITHDRAWAL: Final = frozenset({"withdrawal-syndrome", "craving"})
OCCASIONS: Final = frozenset({"with", "after", "following", "by"})
WITH_PREPS: Final = frozenset({"with", "and", "alongside", "together with", "along with"})
_WANTS_SUBSTANCE: Final = frozenset({"treat", "relieve", "prevent", "agonist", "bind", "mimic"})


def verb_relations(parse: Parse) -> Iterator[Candidate]:
    """Yield the relations of all verb groups of a sentence."""
    for index, clause in parse.clauses.items():
        verb = parse.chunks[index]
        if not any(sense.family != "-" for sense in verb.head.word.verbs):
            continue
        for sense in verb.head.word.verbs:
            if sense.family == "-" or (sense.family == "associate" and clause.link == "reduced"):
                continue
            yield from _relations(parse, index, clause, sense)


def _relations(parse: Parse, index: int, clause: Clause, sense: VerbSense) -> Iterator[Candidate]:
    verb = parse.chunks[index]
    after = index + 1
    if parse.kind(after) == "(":
        while parse.kind(after) not in (")", ""):
            after += 1
        after += 1
    kind, low = parse.kind(after), parse.low(after)
    if sense.family in QUANTITIES and kind == "P" and low in ("in", "among"):
        agents = _given_to(parse, after + 1)
        if agents:
            objects = clause_subject(parse, clause)
            yield from _pairs(parse, "change in the treated", index, clause, sense, agents, objects)
            return
    if sense.frame == "svo":
        if verb.passive:
            if (
                sense.family == "process"
                and low in ("to", "into")
                and parse.kind(after + 1) == "NP"
            ):
                past = members_right(parse, after + 1)[-1] + 1
                if parse.low(past) in AGENT_PREPS:
                    after, kind, low = past, "P", parse.low(past)  # "metabolized to X by Y"
            if kind == "P" and low in (
                MEANS_PREPS if sense.family in ("treat", "relieve") else AGENT_PREPS
            ):
                agents = group(parse, after + 1, subject=True)
                objects = clause_subject(parse, clause)
                if sense.family in BRINGING and _speaks_of_effects(parse, clause):
                    return  # "X's effects are produced by Y" is not about more of X
                yield from _pairs(parse, "passive verb", index, clause, sense, agents, objects)
                for other in _but_not(parse, after + 1, low):
                    yield from _pairs(
                        parse, "passive verb", index, clause, sense, [other], objects, negated=True
                    )
            elif kind == "P" and low in ("to", "into", "in") and sense.family == "process":
                place = _past_list(parse, after + 1)
                while parse.low(place) in ("in", ",") and parse.low(place) != "by":
                    place += 2 if parse.kind(place) == "P" else 1
                if parse.low(place) == "by":  # "is metabolised to X by CYP2A6"
                    agents = group(parse, place + 1)
                    objects = clause_subject(parse, clause)
                    yield from _pairs(parse, "passive verb", index, clause, sense, agents, objects)
            elif sense.family in CHANGING or sense.family == "affect":
                yield from _unaffected(parse, index, clause, sense)
        elif kind == "NP":
            yield from _active(parse, index, clause, sense, after)
        elif kind == "P" and sense.family in CHANGING:
            yield from _changed_with(parse, index, clause, sense, after)
    elif sense.frame == "sv-p":
        if not verb.passive and kind == "P" and low in sense.preps:
            yield from _active(parse, index, clause, sense, after + 1)
    elif sense.frame == "svo-p":
        if kind == "NP" and parse.kind(after + 1) == "P" and parse.low(after + 1) in sense.preps:
            yield from _active(parse, index, clause, sense, after + 2)
        elif kind == "P" and low in sense.preps:
            yield from _active(parse, index, clause, sense, after + 1)
    elif sense.frame == "ov-p":
        yield from _patient(parse, index, clause, sense, after)
    elif sense.frame == "use":
        yield from _use(parse, index, clause, sense, after)


def _speaks_of_effects(parse: Parse, clause: Clause) -> bool:
    """Whether a verb's subject is the effects of something."""
    return clause.subject is not None and parse.chunks[clause.subject].head.word.has_kind("effect")


def _given_to(parse: Parse, index: int) -> list[Argument]:
    """Return X of "(rose in) people treated with X", "patients who took X"."""
    if not is_person(parse, index):
        return []
    place = index + 1
    if parse.kind(place) == "R":
        place += 1
    if parse.kind(place) != "VP":
        return []
    if not any(s.lemma in GIVEN for s in parse.chunks[place].head.word.verbs):
        return []
    place += 2 if parse.low(place + 1) == "with" else 1
    return [a for a in group(parse, place) if a.entity.type in AGENTS]


def _active(
    parse: Parse, index: int, clause: Clause, sense: VerbSense, at: int
) -> Iterator[Candidate]:
    if parse.kind(at) != "NP":
        return
    objects = group(parse, at)
    if not objects and sense.family in ("treat", "relieve"):
        objects = patients(parse, at)  # "may help people with insomnia"
    if not objects:
        return
    if sense.family == "derive" and _speaks_of_effects(parse, clause):
        return  # "the effects of X come from Y"
    wants = sense.family in _WANTS_SUBSTANCE
    subjects = clause_subject(parse, clause, substance=wants)
    if not subjects and sense.family == "cause":
        # withdrawal is what a drug brings about by being stopped
        subjects = stopped(parse, clause)
        objects = [a for a in objects if is_withdrawal(parse, a.entity)] if subjects else objects
    if (
        _compared(parse, at)
        or _likelier(parse, index)
        or (sense.family == "prevent" and parse.low(at + 1) == "from")
    ):
        return  # "prevents X from being converted" is not about X alone
    none = parse.chunks[at].units[0].low == "no"  # "contains no X"
    yield from _pairs(parse, "active verb", index, clause, sense, subjects, objects, negated=none)
    others = _but_not(parse, at, "")
    if others:
        yield from _pairs(
            parse, "active verb", index, clause, sense, subjects, others, negated=True
        )


def is_withdrawal(parse: Parse, entity: Entity) -> bool:
    """Whether a condition is a craving or a kind of withdrawal."""
    return entity.type == "Condition" and (
        bool({entity.slug, *parse.discourse.classes_of(entity)} & WITHDRAWAL)
    )


def _unaffected(parse: Parse, index: int, clause: Clause, sense: VerbSense) -> Iterator[Candidate]:
    """Yield what "X lowered A, whereas B was not affected" denies of X and B."""
    place = index - 1
    while place >= 0 and parse.kind(place) != "VP":
        if parse.kind(place) == "B" or parse.low(place) in CONTRASTS:
            break
        place -= 1
    else:
        return
    verb = parse.chunks[index]
    if place < 1 or not any(unit.low in NOT for unit in verb.units):
        return
    earlier = [c for at, c in parse.clauses.items() if at < place and parse.chunks[at].form == "F"]
    if not earlier or not any(
        s.family in CHANGING or s.family in ("affect", "relieve", "inhibit")
        for s in parse.chunks[earlier[-1].verb].head.word.verbs
    ):
        return
    if parse.chunks[earlier[-1].verb].passive:
        return
    agents = [a for a in clause_subject(parse, earlier[-1]) if a.entity.type in AGENTS]
    objects = clause_subject(parse, clause)
    yield from _pairs(parse, "denied change", index, clause, sense, agents, objects)


def _compared(parse: Parse, at: int) -> bool:
    """Whether an object is only said to be less or more than another's: "less pain than X"."""
    first = parse.chunks[at].units[0]
    before = max((u for u in parse.units if u.end <= first.start), key=lambda u: u.end)
    degrees = ("less", "fewer", "more", "greater", "lower", "higher")
    if first.low not in degrees and before.low not in degrees:
        return False
    return any(unit.low in COMPARING for unit in parse.units)


def _likelier(parse: Parse, index: int) -> bool:
    """Whether something is only "less likely to" or "more likely to" do it than another."""
    units = parse.chunks[index].units
    return any(
        unit.low == "more likely"
        or (unit.low == "likely" and units[place - 1].low in ("less", "more"))
        for place, unit in enumerate(units)
    )


def _past_list(parse: Parse, index: int) -> int:
    """Return the index after "A, B and C"."""
    return members_right(parse, index)[-1] + 1 if parse.kind(index) == "NP" else index


def _but_not(parse: Parse, at: int, preposition: str) -> list[Argument]:
    """Return B of "by A but not by B" and of "A but not B"; none without such a contrast."""
    place = _past_list(parse, at)
    if parse.kind(place) == ",":
        place += 1
    if parse.low(place) == "but not":
        place += 1
    elif parse.low(place) == "but" and parse.low(place + 1) == "not":
        place += 2
    else:
        return []
    if preposition and parse.low(place) == preposition:
        place += 1
    if parse.kind(place) != "NP" or parse.kind(_past_list(parse, place)) == "VP":
        return []
    return group(parse, place)


def _changed_with(
    parse: Parse, index: int, clause: Clause, sense: VerbSense, after: int
) -> Iterator[Candidate]:
    """Yield what changed with what: "anxiety decreased after kava", "in men treated with X"."""
    place = after
    while place < after + 6 and parse.kind(place) in ("P", "NP", "VP"):
        if parse.kind(place) == "VP" and parse.chunks[place].form != "N":
            return
        if parse.kind(place) == "P" and parse.low(place) in OCCASIONS:
            agents = [a for a in group(parse, place + 1, subject=True) if a.entity.type in AGENTS]
            changed = [
                a
                for a in clause_subject(parse, clause)
                if a.aspect or a.entity.type in ("Condition", "Process")
            ]
            if agents:
                yield from _pairs(parse, "intransitive verb", index, clause, sense, agents, changed)
                return
        place += 1


def _patient(
    parse: Parse, index: int, clause: Clause, sense: VerbSense, after: int
) -> Iterator[Candidate]:
    verb = parse.chunks[index]
    if verb.passive:
        for _ in range(3):  # "is converted in the liver by CYP2D6 to morphine"
            if parse.kind(after) != "P" or parse.low(after) in sense.preps:
                break
            past = _past_list(parse, after + 1)
            if parse.kind(past) != "P":
                break
            after = past
        if parse.kind(after) == "P" and parse.low(after) in sense.preps:
            firsts = clause_subject(parse, clause)
            if clause.link == "reduced" and not firsts and clause.subject is not None:
                firsts = subject_group(parse, clause.subject)
            if sense.family == "cause_by" and sense.lemma == "attribute":
                # "the benefits of X are attributed to Y" is not about more of X
                firsts = [a for a in firsts if a.entity.type in ("Condition", "Process")]
            yield from _pairs(
                parse,
                "verb with preposition",
                index,
                clause,
                sense,
                firsts,
                group(parse, after + 1),
            )
        return
    if parse.kind(after) != "NP":
        return
    firsts = group(parse, after)
    place = after + 1
    while parse.kind(place) in ("C", "NP", ",") and parse.kind(place):
        place += 1
    if parse.kind(place) == "P" and parse.low(place) in sense.preps:
        seconds = group(parse, place + 1)
        yield from _pairs(parse, "verb with preposition", index, clause, sense, firsts, seconds)
    if sense.family == "with" and len(firsts) > 1:
        yield from _pairs(
            parse, "verb with preposition", index, clause, sense, firsts[:1], firsts[1:]
        )


def _use(
    parse: Parse, index: int, clause: Clause, sense: VerbSense, after: int
) -> Iterator[Candidate]:
    verb = parse.chunks[index]
    if verb.passive:
        if parse.kind(after) == "P" and parse.low(after) in sense.preps:
            subjects = clause_subject(parse, clause, substance=True)
            others = group(parse, after + 1)
            if sense.kind == "research":  # "has been studied for X": a use in prospect
                others = [a for a in others if a.entity.type == "Condition" and not a.aspect]
            yield from _pairs(parse, "use", index, clause, sense, subjects, others)
        elif sense.kind == "research":
            return
        elif parse.low(after) in WITH_PREPS:
            subjects = [a for a in clause_subject(parse, clause) if a.entity.type in AGENTS]
            others = [a for a in group(parse, after + 1) if a.entity.type in AGENTS]
            together = VerbSense(sense.lemma, "with", "ov-p", sense.preps, "")
            yield from _pairs(parse, "use", index, clause, together, subjects, others)
        return
    if sense.kind == "research":
        return
    if sense.kind == "to" and parse.kind(after) == "P" and parse.low(after) in ("to", "on"):
        after += 1  # "turn to kava for anxiety"
    elif sense.kind == "to":
        return
    if parse.kind(after) != "NP":
        return
    used = [a for a in group(parse, after) if a.entity.type in AGENTS]
    place = after + 1
    while parse.kind(place) in ("C", "NP"):
        place += 1
    if used and parse.kind(place) == "P":
        if parse.low(place) in sense.preps:
            yield from _pairs(parse, "use", index, clause, sense, used, group(parse, place + 1))
        elif parse.low(place) in WITH_PREPS:
            together = VerbSense(sense.lemma, "with", "ov-p", sense.preps, "")
            yield from _pairs(parse, "use", index, clause, together, used, group(parse, place + 1))


def _pairs(
    parse: Parse,
    rule: str,
    index: int,
    clause: Clause,
    sense: VerbSense,
    subjects: list[Argument],
    objects: list[Argument],
    negated: bool = False,
) -> Iterator[Candidate]:
    head = parse.chunks[index].head
    if sense.family in REVERSED:
        subjects, objects = objects, subjects
    polarity = Polarity.NEGATED if negated else None
    where: Reach = place_of(parse, clause, head.start, head.end)
    for subject in subjects:
        for obj in objects:
            family = sense.family
            if family in ("cause", "promote", "associate"):
                family = change(parse, obj) or family  # "leads to reduced anxiety"
            span = (head.start, head.end)
            hedge = span if sense.family == "associate" or sense.kind == "research" else None
            yield Candidate(rule, subject, family, obj, span, where, hedge, polarity)
