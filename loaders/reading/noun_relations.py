"""Relations that a noun carries: roles (agonist of), events (inhibition of) and compounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from substancekg.loaders.reading.arguments import (
    EXAMPLES,
    LOWERED,
    clause_subject,
    group,
    referents,
)
from substancekg.loaders.reading.candidates import (
    MAKE,
    Candidate,
    agent_of,
    governing_clause,
    place_of,
)
from substancekg.loaders.reading.choice import REVERSED
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.coordination import members_right
from substancekg.loaders.reading.descriptions import possessor
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.patients import patients
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.units import Unit
from substancekg.loaders.reading.words import NounSense

AGENT_PREPS: Final = frozenset({"by", "with", "using"})
SELECTIVE: Final = frozenset(
    [
        "selective",
        "specific",
        "preferring",
        "-selective",
        "-specific",
        "-preferring",
        "competitive",
        "partial",
    ]
)
STATES: Final = frozenset({"Condition", "Process", "Population"})
LESS: Final = frozenset({"lower", "less", "reduced", "low", "minimal", "little", "no"})
COPULAS: Final = frozenset(
    {
        "be",
        "become",
        "remain",
        "act",
        "serve",
        "function",
        "represent",
        "constitute",
        "consider",
        "classify",
        "work",
        "prove",
    }
)
FROM_ANY_VERB: Final = frozenset({"risk", "involve"})


def noun_relations(parse: Parse) -> Iterator[Candidate]:
    """Yield the relations of all role and event nouns of a sentence."""
    for item in parse.chunks:
        if item.kind != "NP":
            continue
        for place, unit in enumerate(item.units):
            if unit.tag not in ("N", "M") or not unit.word.nouns:
                continue
            for sense in unit.word.nouns:
                if sense.kind == "role":
                    found = list(_role(parse, item.index, place, unit, sense))
                elif sense.kind == "event":
                    found = list(_event(parse, item.index, place, unit, sense))
                else:
                    continue
                yield from found
                if found:
                    break


def _last_in_group(parse: Parse, index: int, place: int) -> bool:
    return place == len(parse.chunks[index].units) - 1


def _before(parse: Parse, index: int, place: int) -> list[Argument]:
    """Return the name right before the noun in its group ("CYP3A4 inhibitor"), with its aspect."""
    units = parse.chunks[index].units
    while place and units[place - 1].low in SELECTIVE:
        place -= 1  # "alpha-1 selective antagonist"
    if not place:
        return []
    before = units[place - 1]
    if before.tag == ")" and place > 3 and units[place - 4].mention is not None:
        both = (units[place - 4], units[place - 2])
        return [argument(unit) for unit in both if unit.mention is not None]
    if before.mention is not None:
        return [argument(before)]
    if before.word.aspect and place > 1 and units[place - 2].mention is not None:
        return [argument(units[place - 2], before.word.aspect)]
    return []


def _objects(parse: Parse, index: int, sense: NounSense) -> tuple[list[Argument], int]:
    """Return the entities after the noun's preposition, and the index of that preposition."""
    place = index + 1
    for _ in range(3):
        if parse.kind(place) == "(":
            while parse.kind(place) not in (")", ""):
                place += 1
            place += 1
        if parse.kind(place) != "P" or parse.kind(place + 1) != "NP":
            return [], -1
        if parse.low(place) in sense.preps:
            found = group(parse, place + 1)
            if not found and sense.family in ("treat", "contraindicate"):
                found = patients(parse, place + 1)
            if found:
                return found, place
        elif parse.low(place) not in ("of", "by", "between"):
            return [], -1
        place += 2
    return [], -1


def _role(
    parse: Parse, index: int, place: int, unit: Unit, sense: NounSense
) -> Iterator[Candidate]:
    units = parse.chunks[index].units
    objects = [a for a in _before(parse, index, place) if sense.family not in ("treat", "contain")]
    if (
        sense.family in ("treat", "cause", "relieve")
        and place
        and units[place - 1].mention is not None
    ):
        objects = [a for a in _before(parse, index, place) if a.entity.type == "Condition"]
    if _last_in_group(parse, index, place):
        after, _ = _objects(parse, index, sense)
        objects = after or objects
    if not objects:
        return
    clause = governing_clause(parse, index)
    named = [argument(u) for u in units[place + 1 :] if u.mention is not None]
    if named:
        where = Reach(((units[0].start, unit.end),), unit.start, True)
        yield from _pairs("role noun", sense, named[-1:], objects, unit, where)
        return
    before, low = parse.kind(index - 1), parse.low(index - 1)
    subjects: list[Argument] = []
    examples = _named_after(parse, index) if _last_in_group(parse, index, place) else []
    if examples and not _is_predicate(parse, index):
        subjects, clause = examples, None
    elif before == "VP" and clause is not None:
        lemmas = {s.lemma for s in parse.chunks[index - 1].head.word.verbs}
        if lemmas & COPULAS or parse.chunks[index - 1].head.tag == "E":
            subjects = clause_subject(parse, clause, substance=True)
    elif before == "P" and low == "as":
        subjects, clause = agent_of(parse, index)
    elif before in (",", "(") and parse.kind(index - 2) in ("NP", ")"):
        subjects = referents(parse, _past_bracket(parse, index - 2), subject=True)
        clause = None
    elif before == "NP" and clause is not None and parse.chunks[clause.verb].head.low in MAKE:
        subjects = referents(parse, index - 1, subject=True)
    elif before in ("C", "B"):
        subjects, clause = _coordinated_role(parse, index)
    where = (
        place_of(parse, clause, unit.start, unit.end)
        if clause is not None
        else Reach(((units[0].start, unit.end),), unit.start)
    )
    yield from _pairs("role noun", sense, subjects, objects, unit, where)


def _past_bracket(parse: Parse, index: int) -> int:
    """Return the index of the noun group that a closing bracket at ``index`` follows."""
    if parse.kind(index) != ")":
        return index
    while index > 0 and parse.kind(index) != "(":
        index -= 1
    return index - 1 if parse.kind(index - 1) == "NP" else 0


def _is_predicate(parse: Parse, index: int) -> bool:
    """Whether the group is what a copula says of its subject."""
    return parse.kind(index - 1) == "VP" and parse.chunks[index - 1].head.tag == "E"


def _named_after(parse: Parse, index: int) -> list[Argument]:
    """Return X of "inhibitors such as X", "the inhibitor (X)", "an inhibitor, X, ..."."""
    place = index + 1
    if parse.kind(place) == "P" and parse.low(place) in ("of", "for", "at"):
        place += 2
    if parse.kind(place) == "," and parse.low(place + 1) in EXAMPLES:
        place += 1
    if parse.kind(place) == "P" and parse.low(place) in EXAMPLES:
        return group(parse, place + 1)
    if parse.kind(place) in ("(", ",") and parse.kind(place + 1) == "NP":
        if parse.kind(place) == ",":
            listed = _bare_list(parse, place + 1)
            if listed:
                return listed
        units = parse.chunks[place + 1].units
        closed = parse.kind(place + 2) in (")", ",", "", ";", ":") or (
            parse.kind(place) == "(" and parse.kind(place + 2) == "C"
        )
        if len(units) == 1 and units[0].mention is not None and closed:
            found = [argument(units[0])]
            return [a for a in found if a.entity.type in AGENTS and not a.entity.generic]
    return []


def _bare_list(parse: Parse, index: int) -> list[Argument]:
    """Return X, Y and Z of "the inhibitors, X, Y and Z"; none unless all are bare names."""
    members = members_right(parse, index)
    found: list[Argument] = []
    for member in members:
        units = parse.chunks[member].units
        if len(units) != 1 or units[0].mention is None:
            return []
        found.append(argument(units[0]))
    if len(found) < 2 or any(a.entity.type not in AGENTS or a.entity.generic for a in found):
        return []
    return found


def _coordinated_role(parse: Parse, index: int) -> tuple[list[Argument], Clause | None]:
    """Return the subject of "X is an A and a B" for the second role."""
    clause = governing_clause(parse, index)
    if clause is None:
        return [], None
    verb = parse.chunks[clause.verb].head
    if verb.tag != "E" and not verb.word.verb_kind("copula"):
        return [], clause
    return clause_subject(parse, clause, substance=True), clause


def _event(
    parse: Parse, index: int, place: int, unit: Unit, sense: NounSense
) -> Iterator[Candidate]:
    units = parse.chunks[index].units
    if sense.family == "risk" and any(u.low in LOWERED for u in units):
        return  # "carries a lower risk of X": a difference of degree
    last = _last_in_group(parse, index, place)
    compound = _before(parse, index, place)
    objects: list[Argument] = []
    via = -1
    if last:
        objects, via = _objects(parse, index, sense)
    agents: list[Argument] = []
    if objects:
        agents = [a for a in compound if a.entity.type in AGENTS]
    else:
        if sense.family == "synergy":
            yield from _synergy(parse, index, unit, sense)
            return
        if sense.family in (
            "interact",
            "with",
            "synergy",
            "associate",
            "bind",
            "involve",
            "affect",
            "risk",
        ):
            return
        if sense.family == "treat":
            compound = [a for a in compound if a.entity.type in ("Condition", "Process")]
        objects = compound
    if not objects:
        return
    if sense.family == "risk" and any(u.low in LESS for u in units):
        return
    if sense.noun in ("use", "function", "part", "support", "help") and not via > 0:
        return
    if (
        sense.family in ("with", "synergy", "interact")
        and len(objects) > 1
        and parse.low(via) in ("between", "of")
    ):
        where = Reach(((units[0].start, unit.end),), unit.start, True)
        yield from _pairs("event noun", sense, objects[:1], objects[1:], unit, where)
        return
    own = possessor(parse, index)
    if (
        not own
        and sense.family in ("affect", "involve", "associate")
        and _under_study(parse, index)
    ):
        return
    clause: Clause | None = None
    presupposed = Reach(((units[0].start, unit.end),), unit.start, True)
    where = presupposed
    if own:
        agents = own
    for number, other in enumerate(units[: place + 1]):
        induced = other.tag == "SUF" and number and "n" in other.word.forms
        if induced and objects is not compound and units[number - 1].mention is not None:
            agents = [argument(units[number - 1])]  # "X-induced inhibition of Y"
    if not agents and last:
        agents = _prepositional_agents(parse, index, via)
    if not agents and _subject_of_event(parse, index):
        if units[0].low == "this":
            agents = parse.discourse.pronoun("it", unit.start, True)
            agents = [a.at(units[0].start, unit.end) for a in agents]
        elif parse.heading:
            agents, clause = agent_of(parse, index)
    elif not agents:
        agents, clause = agent_of(parse, index)
        if not agents and clause is not None and sense.noun == "balance":
            agents = clause_subject(parse, clause, substance=True)  # "restores the balance of X"
        agents = [
            a
            for a in agents
            if a.entity.type in AGENTS
            or (a.entity.type == "Intervention" and _has_light_verb(parse, clause))
            or sense.family in ("involve", "affect")
        ]
        if clause is not None:
            where = place_of(parse, clause, unit.start, unit.end)
    yield from _pairs("event noun", sense, agents, objects, unit, where)


def _under_study(parse: Parse, index: int) -> bool:
    """Whether the noun is only what somebody studied ("we examined the effect of X on Y")."""
    clause = governing_clause(parse, index)
    if clause is not None and parse.chunks[clause.verb].head.word.verb_kind("research"):
        return True
    for place in range(index + 1, len(parse.chunks)):
        if parse.kind(place) == "VP" and parse.chunks[place].form == "F":
            verb = parse.chunks[place]
            return verb.passive and verb.head.word.verb_kind("research")
    return False


def _has_light_verb(parse: Parse, clause: Clause | None) -> bool:
    return clause is not None and parse.chunks[clause.verb].head.word.verb_kind("light")


def _synergy(parse: Parse, index: int, unit: Unit, sense: NounSense) -> Iterator[Candidate]:
    """Yield the synergy of "X and Y offer a synergy"."""
    agents, clause = agent_of(parse, index)
    agents = [a for a in agents if a.entity.type in AGENTS]
    if len(agents) > 1 and clause is not None:
        where = place_of(parse, clause, unit.start, unit.end)
        yield from _pairs("event noun", sense, agents[:1], agents[1:], unit, where)


def _subject_of_event(parse: Parse, index: int) -> bool:
    """Whether the event noun stands before its sentence's verb, or opens with "this"."""
    return governing_clause(parse, index) is None or parse.chunks[index].units[0].low == "this"


def _prepositional_agents(parse: Parse, index: int, via: int) -> list[Argument]:
    """Return X of "effect of X on Y", "inhibition of Y by X", "treatment of Y with X"."""
    place = index + 1
    while parse.kind(place) in ("P", "NP", "C", ",") and parse.kind(place):
        if parse.kind(place) == "P" and place != via:
            low = parse.low(place)
            if (place < via and low == "of") or (place > via and low in AGENT_PREPS):
                found = group(parse, place + 1, subject=True)
                if low != "with" or any(a.entity.type not in STATES for a in found):
                    return found  # but not "for people with pain"
        place += 1
    return []


def _pairs(
    rule: str,
    sense: NounSense,
    subjects: list[Argument],
    objects: list[Argument],
    unit: Unit,
    where: Reach,
) -> Iterator[Candidate]:
    if sense.family in REVERSED:
        subjects, objects = objects, subjects
    for subject in subjects:
        for obj in objects:
            if (subject.start, subject.end) != (obj.start, obj.end):
                yield Candidate(rule, subject, sense.family, obj, (unit.start, unit.end), where)
