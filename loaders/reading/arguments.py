"""Arguments: which entities a noun group stands for, with coordination and aspects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.coordination import members_left, members_right
from substancekg.loaders.reading.descriptions import (
    PAIRS,
    description,
    named_ahead,
    possessor,
    singular,
)
from substancekg.loaders.reading.effects import effect_adjectives
from substancekg.loaders.reading.folding import fold_words
from substancekg.loaders.reading.insertions import is_apposed, name_apposed
from substancekg.loaders.reading.parse import Parse, argument, event_after_condition, is_event
from substancekg.loaders.reading.references import AGENTS, TARGETS, Argument
from substancekg.loaders.reading.units import Unit, is_plural
from substancekg.ontology.entities import Entity

WITH_SUBSTANCE: Final = ("treatment", "therapy", "supplementation", "pretreatment", "monotherapy")
HEAD_OF: Final = frozenset({"of"})
VAGUE: Final = frozenset(
    {"herbal product", "dietary supplement", "symptom", "disease", "therapy", "medication",
     "chemical compound", "adverse effect", "psychoactive drug", "drug", "natural product",
     "complementary therapy", "mental disorder", "health issue", "neurotransmitter", "hormone"}
)  # fmt: skip
INTAKE: Final = frozenset(
    [
        "use",
        "uses",
        "usage",
        "overuse",
        "misuse",
        "consumption",
        "overconsumption",
        "intake",
        "administration",
        "dose",
        "doses",
        "dosage",
        "dosages",
        "ingestion",
        "supplementation",
        "exposure",
        "amounts",
        "drinking",
        "abuse",
    ]
)  # "regular use can lead to ...": of what the text is about
LOWERED: Final = frozenset({"lower", "reduced", "decreased", "low", "lowered", "smaller", "less"})
LESS: Final = frozenset({"down", "inhibit", "block", "antagonize", "prevent"})
STOPPING: Final = frozenset(
    [
        "stop",
        "quit",
        "avoid",
        "discontinue",
        "cease",
        "abstain",
        "withdraw",
        "taper",
        "skip",
        "eliminate",
        "cut",
        "leave",
    ]
)
CESSATION: Final = frozenset({"discontinuation", "cessation", "removal", "stoppage"})
WEANING: Final = frozenset({"tapering", "weaning", "tapering off", "weaning off"})
HOLDERS: Final = frozenset({"Plant", "Botanical"})
CHANGING: Final = frozenset(
    [
        "up",
        "promote",
        "improve",
        "down",
        "inhibit",
        "block",
        "antagonize",
        "prevent",
        "worsen",
        "affect",
        "regulate",
    ]
)
POTENCY: Final = frozenset({"effectiveness", "efficacy", "potency", "action", "actions"})
DEFICITS: Final = frozenset(
    {"deficiency", "lack", "shortage", "deficit", "insufficiency", "depletion", "absence"}
)
MESSENGERS: Final = frozenset({"Neurotransmitter", "Hormone"})
POINTING: Final = frozenset({"this", "these", "the", "both", "that", "those", "such", "another"})
DESCRIBING: Final = frozenset({"CompoundClass", "Intervention", "Condition"})
EXAMPLES: Final = frozenset({"such as", "like", "including"})


def referents(parse: Parse, index: int, *, subject: bool = False) -> list[Argument]:
    """Return the entities that the noun group at ``index`` stands for, without coordination.

    An empty list is an ordinary answer: the group names nothing known, or an event.
    """
    key = (index, subject)
    found = parse.cache.get(key)
    if found is None:
        parse.cache[key] = []  # against circles
        found = _referents(parse, index, subject)
        parse.cache[key] = found
    return found


def _aliases(parse: Parse, index: int, unit: Unit) -> list[Argument]:
    """Return the entity of "X (Y)" for X itself and, where mentions are given, for Y too."""
    found = [argument(unit)]
    if parse.given and parse.kind(index + 1) == "(" and parse.kind(index + 2) == "NP":
        inner = parse.chunks[index + 2].units
        if len(inner) == 1 and inner[0].mention is not None and parse.kind(index + 3) == ")":
            alias = argument(inner[0])
            if alias.entity.type == found[0].entity.type:
                found.append(alias)
    return found


def _referents(parse: Parse, index: int, subject: bool) -> list[Argument]:
    item = parse.chunks[index]
    units = item.units
    first = units[0]
    if item.head.tag == "O":
        if item.head.low == "it" and index == 1 and parse.kind(0) == "S":
            ahead = named_ahead(parse, index, after=index + 1)
            if ahead is not None:
                return [ahead.at(item.head.start, item.head.end)]  # "Because it ..., X helps"
        if item.head.low in ("it", "they", "them", "itself", "themselves", "these", "this", "both"):
            found = parse.discourse.pronoun(item.head.low, first.start, False)
            return [a.at(item.head.start, item.head.end) for a in found]
        return []
    tail_word = units[-1].low
    pairing = tail_word in PAIRS or tail_word in ("synergy", "synergies", "overdose", "overdoses")
    if subject and pairing and parse.low(index + 1) in ("of", "between", "on"):
        inner = [a for a in group(parse, index + 2) if a.entity.type in AGENTS]
        if inner:
            return inner
    places = [
        place
        for place, unit in enumerate(units)
        if unit.mention is not None
        and not (place + 1 < len(units) and units[place + 1].tag in ("SUF", "POS"))
        and not (place + 1 < len(units) and unit.low in effect_adjectives())
    ]
    if not places:
        found = _unnamed(parse, index, subject)
        if subject and not found and units[-1].word.has_kind("effect"):
            found = _whose_effect(parse, index)
        return found
    if subject and (
        first.low in ("low", "lower", "insufficient", "inadequate", "poor")
        or item.head.low in DEFICITS
    ):
        return []  # too little of it has effects of its own
    place = places[-1]
    unit = units[place]
    assert unit.mention is not None
    entity = unit.mention.entity
    if not subject and first.tag == "G" and unit.word.aspect and len(units) == 2:
        others = [a for a in _of_the_other(parse, index) if a.entity.type in AGENTS | MESSENGERS]
        if others and _changed(parse, index):
            return others  # "raises dopamine by blocking its reuptake"
    before = units[place - 1].mention if place else None
    if unit.word.aspect and before is not None and before.entity.type in AGENTS | MESSENGERS:
        return [argument(units[place - 1], unit.word.aspect)]  # "dopamine reuptake"
    tail = [u for u in units[place + 1 :] if u.tag in ("N", "SUF")]
    if not tail and unit.low == "withdrawal" and parse.low(index + 1) == "from":
        for drug in group(parse, index + 2):
            joint = parse.names.get(f"{drug.entity.label.lower()} withdrawal")
            if joint is not None:
                return [Argument(joint, unit.start, drug.end)]
    if not tail and subject and entity.type == "Condition":
        abused = _abused(parse, index, unit)
        if abused is not None:
            return [abused]
    if not tail:
        if event_after_condition(units, place) or entity.type == "Population":
            return []
        if subject and (entity.generic or unit.word.has_kind("effect")):
            own = possessor(parse, index)
            if own:
                return own  # "its therapeutic effects"
        if unit.low in effect_adjectives() and _describes_effect(parse, index):
            return []
        if entity.generic and place and units[place - 1].tag == "M":
            before = units[place - 1].mention
            if before is not None and not before.entity.generic:
                return [argument(units[place - 1])]  # "the Piper methysticum plant"
        if subject or entity.generic:
            apposed = name_apposed(parse, index, entity)
            if apposed:
                return apposed
        points = first.low in POINTING
        if points and (entity.generic or entity.type in DESCRIBING):
            found = description(parse, first, unit)
            if found:
                return [a.at(first.start, unit.end) for a in found]
        if subject and is_apposed(parse, index, entity):
            return referents(parse, index - 2, subject=True)
        if subject and (linked := _copula_subject(parse, index, entity)):
            return linked
        if unit.word.has_kind("constituent") or _unnamed_part(unit):
            return _constituents(parse, index)
        if unit.word.aspect and place and units[place - 1].tag == "M":
            before = units[place - 1].mention
            if before is not None and before.entity.type in AGENTS | TARGETS:
                return [argument(units[place - 1], unit.word.aspect)]  # "serotonin reuptake"
        if unit.low.endswith("effects") and parse.low(index + 1) == "of":
            whose = [a for a in group(parse, index + 2) if a.entity.type in AGENTS]
            if whose:
                return whose if subject else [replace(a, aspect="activity") for a in whose]
        if entity.label == "drug dosage" and subject and parse.low(index + 1) != "of":
            return [a.at(unit.start, unit.end) for a in _in_focus(parse, unit.start)]
        if _stands_for_next(parse, index, unit):
            inner = group(parse, index + 2, subject=subject)
            if inner:
                return inner
        if unit.word.aspect and parse.low(index + 1) == "of":
            inner = group(parse, index + 2)
            inner = [a for a in inner if a.entity.type in AGENTS or a.entity.type in TARGETS]
            if inner:
                return [replace(a, aspect=_aspect(unit), start=unit.start) for a in inner]
        return _aliases(parse, index, unit)
    end = tail[-1]
    if end.word.aspect and (end.word.aspect != "quality"):
        return [argument(unit, end.word.aspect)]
    if event_on(units, place):
        return _copula_subject(parse, index) if subject else []
    if end.word.has_kind("transparent") or end.word.has_kind("constituent"):
        if end.word.has_kind("effect") and not subject and entity.type in AGENTS:
            return [argument(unit, "activity")] if end.low in ("effect", "effects") else []
        return [argument(unit)]
    if parse.given and entity.type == "Protein":
        return [argument(unit)]
    return _copula_subject(parse, index) if subject else []


def _abused(parse: Parse, index: int, unit: Unit) -> Argument | None:
    """Return X of "X abuse lowers Y", where the lexicon knows "X abuse" as a disorder.

    It stays the disorder in "X abuse is treated with Y" and "X abuse is common".
    """
    name, _, last = unit.low.rpartition(" ")
    if last not in INTAKE or not name:
        return None
    verb = next((item for item in parse.chunks[index + 1 :] if item.kind == "VP"), None)
    if verb is None or verb.passive or not any(s.family != "-" for s in verb.head.word.verbs):
        return None
    drug = parse.names.get(" ".join(fold_words(name).split()))
    if drug is None or drug.type not in AGENTS:
        return None
    return Argument(drug, unit.start, unit.start + len(name))


def _whose_effect(parse: Parse, index: int) -> list[Argument]:
    """Return X of "X's calming effects help", "X has sedative effects that help"."""
    found = possessor(parse, index) or possessor(parse, members_left(parse, index)[0])
    if not found and parse.kind(index - 1) == "VP" and parse.chunks[index - 1].form == "F":
        found = clause_subject(parse, parse.clauses[index - 1], substance=True)
    return [a for a in found if a.entity.type in AGENTS]


def _describes_effect(parse: Parse, index: int) -> bool:
    """Whether a group that ends in an adjective goes on to "... and stimulant properties"."""
    last = members_right(parse, index)[-1]
    return last != index and parse.chunks[last].units[-1].word.has_kind("effect")


def _copula_subject(parse: Parse, index: int, entity: Entity | None = None) -> list[Argument]:
    """Return X of "X is a herb that ...", where the class stands for X."""
    if parse.kind(index - 1) != "VP" or parse.chunks[index - 1].head.tag != "E":
        return []
    if entity is None:
        pass
    elif not entity.generic and entity.type not in ("CompoundClass", "ReceptorFamily"):
        return []
    return clause_subject(parse, parse.clauses[index - 1])


def event_on(units: Sequence[Unit], place: int) -> bool:
    """Whether a relation noun follows the name at ``place`` ("CYP3A4 inhibition", "pain relief")."""
    named = units[place].mention
    substance = named is not None and named.entity.type in AGENTS  # "kava use", "kava treatment"
    return any(
        sense.kind in ("event", "role") and (sense.family not in ("treat", "with") or not substance)
        for unit in units[place + 1 :]
        for sense in unit.word.nouns
    ) and not any(unit.word.has_kind("transparent") and not is_event(unit) for unit in units[-1:])


def _aspect(unit: Unit) -> str:
    return unit.low if unit.low in ("overstimulation",) else unit.word.aspect


def _stands_for_next(parse: Parse, index: int, unit: Unit) -> bool:
    """Whether the substance comes after a vague word ("high doses of X", "treatment with X")."""
    after = parse.low(index + 1)
    vague_word = unit.mention is not None and vague(unit.mention.entity)
    return vague_word and (after == "of" or (after == "with" and unit.low.endswith(WITH_SUBSTANCE)))


def _unnamed_part(unit: Unit) -> bool:
    return (
        any(
            unit.low.endswith(word)
            for word in (
                "compounds",
                "constituents",
                "ingredients",
                "chemical composition",
                "components",
            )
        )
        and unit.mention is not None
        and unit.mention.entity.generic
    )


def _constituents(parse: Parse, index: int) -> list[Argument]:
    """Return the plant or product that holds unnamed compounds."""
    item = parse.chunks[index]
    span = (item.units[0].start if item.units[0].tag == "G" else item.head.start, item.head.end)
    if parse.kind(index + 1) == "," and parse.kind(index + 2) == "NP" and is_plural(item.head):
        inserted = parse.chunks[index + 2].units
        bare = len(inserted) == 2 and inserted[0].low == "the" and is_plural(inserted[1])
        if bare and inserted[1].mention is not None and parse.kind(index + 3) == ",":
            return [argument(inserted[1])]  # "its active compounds, the kavalactones, ..."
    own = possessor(parse, index)
    if own:
        return [a.at(*span) for a in own]
    if not is_plural(item.head) and item.units[0].low not in ("this", "the"):
        return []
    before = index - 1
    if parse.kind(before) == "VP":
        clause = parse.clauses[before]
        if any(s.family == "contain" for s in parse.chunks[before].head.word.verbs):
            holders = clause_subject(parse, clause)
            return [a.at(*span) for a in holders]
    if parse.low(index + 1) in ("in", "of", "from", "within"):
        inside = group(parse, index + 2)
        if inside:
            return inside
    return [a.at(*span) for a in parse.discourse.holder(item.head.start)]


def _unnamed(parse: Parse, index: int, subject: bool) -> list[Argument]:
    item = parse.chunks[index]
    head, word, first = item.head, item.head.word, item.units[0]
    after = parse.low(index + 1)
    if head.low == "none":
        return []  # "none of these drugs": which ones is not said
    if word.has_kind("blocker") or (subject and head.low in DEFICITS):
        return []
    if after == "with" and head.low.endswith(WITH_SUBSTANCE) and subject:
        return group(parse, index + 2, subject=True)
    if after == "to" and head.low == "exposure":
        return group(parse, index + 2, subject=subject)
    if word.has_kind("absence"):
        return []
    if subject and head.low in CESSATION:
        return []  # what stopping X does, X does not
    if after == "of" and parse.kind(index + 2) == "NP":
        if word.aspect or word.has_kind("transparent") or not word.nouns:
            inner = group(parse, index + 2, subject=subject)
            if word.aspect:
                aspect = _aspect(head)
                if aspect == "risk" and any(u.low in LOWERED for u in item.units):
                    aspect = "reduced risk"
                inner = [replace(a, aspect=a.aspect or aspect) for a in inner]
            if inner and not (word.has_kind("event") and not word.aspect and not subject):
                return inner
        elif word.has_kind("effect") and subject:
            return group(parse, index + 2)
    if after == "of" and head.low in PAIRS:
        return group(parse, index + 2, subject=subject)
    own = possessor(parse, index)
    if not subject and after == "of" and head.low in POTENCY:
        inner = [a for a in group(parse, index + 2) if a.entity.type in AGENTS]
        if inner:
            return [replace(a, aspect="activity") for a in inner]
    if (
        not subject
        and own
        and _changed(parse, index)
        and first.tag == "G"
        and (word.aspect or head.low in POTENCY)
    ):
        return _of_the_other(parse, index)
    if subject and not own and head.low in INTAKE and after not in ("of", "with", "for"):
        taken = list(parse.section) or parse.discourse.taken(first.start)
        return [a.at(first.start, head.end) for a in taken]
    if subject and not own and not word.has_kind("event"):
        linked = _copula_subject(parse, index)
        if linked:
            return linked
    if word.has_kind("constituent") and not word.has_kind("effect"):
        return _constituents(parse, index)
    if own or any(u.tag in ("G", "POS") for u in item.units):
        return own if subject else []
    if first.low in ("this", "these", "the", "that", "those", "such", "both"):
        found = description(parse, first, head)
        if found:
            return [a.at(first.start, head.end) for a in found]
        if subject and (is_event(head) or word.has_kind("effect") or word.has_kind("chain")):
            agent = parse.discourse.pronoun("it", first.start, False)
            return [a.at(first.start, head.end) for a in agent]
    apposed = parse.kind(index - 1) == "," and parse.kind(index - 2) == "NP"
    if subject and apposed and first.low in ("a", "an", "another", "the", "one", "our"):
        return referents(parse, index - 2, subject=True)
    return []


def _in_focus(parse: Parse, place: int) -> list[Argument]:
    """Return the substance that the text is about at an offset."""
    return [a for a in parse.discourse.pronoun("it", place, True) if a.entity.type in AGENTS]


def _changed(parse: Parse, index: int) -> bool:
    """Whether a group is what a verb raises, lowers, blocks or affects."""
    clause = parse.clauses.get(index - 1)
    if clause is None:
        return False
    return any(s.family in CHANGING for s in parse.chunks[index - 1].head.word.verbs)


def _of_the_other(parse: Parse, index: int) -> list[Argument]:
    """Return whose "its effects" or "its production" is when the verb's subject is another.

    "Antidepressants may weaken its effects" speaks of what the text is about, "ginseng interacts
    with warfarin, reducing its effectiveness" of what was named last.
    """
    item = parse.chunks[index]
    aspect = _aspect(item.head) or "activity"
    place = item.units[0].start
    clause = parse.clauses.get(index - 1)
    agents = {a.entity.slug for a in clause_subject(parse, clause)} if clause is not None else set()
    for chunk in reversed(parse.chunks[:index]):
        for unit in reversed(chunk.units):
            if unit.mention is None or vague(unit.mention.entity):
                continue
            entity = unit.mention.entity
            if entity.slug not in agents and (entity.type in AGENTS or entity.type in TARGETS):
                return [argument(unit, aspect).at(item.units[0].start, item.head.end)]
    found = [a for a in _in_focus(parse, parse.units[0].start) if a.entity.slug not in agents]
    return [replace(a.at(place, item.head.end), aspect=aspect) for a in found]


def group(parse: Parse, index: int, *, subject: bool = False) -> list[Argument]:
    """Return the entities of a noun group and of those coordinated to its right.

    ``A, B and C levels``: the aspect of the last counts for all that have none.
    """
    if parse.kind(index) != "NP":
        return []
    members = members_right(parse, index)
    found: list[list[Argument]] = [referents(parse, member, subject=subject) for member in members]
    if len(members) > 1:
        _share_head(parse, members, found)
    arguments = [a for part in found for a in part]
    named = _examples(parse, members[-1])
    own = parse.chunks[members[-1]].units[-1].mention
    if named and own is not None and own.entity.type in HOLDERS and not vague(own.entity):
        named = []  # "found in kratom, such as mitragynine"
    if named:
        # "remedies like A and B": the examples stand for their class
        last = {id(a) for a in found[-1] if subject is False and vague(a.entity) or vague(a.entity)}
        kept = [a for a in arguments if id(a) not in last]
        return kept + [a for a in named if not subject or not found[-1] or last]
    return arguments


def vague(entity: Entity) -> bool:
    """Whether the entity says so little that examples stand for it ("remedies such as ...")."""
    return entity.generic or entity.label in VAGUE


def _examples(parse: Parse, index: int) -> list[Argument]:
    """Return A and B of "remedies such as A and B"; none without such words."""
    place = index + 1
    if parse.kind(place) == ",":
        place += 1
    if parse.kind(place) == "P" and parse.low(place) in EXAMPLES:
        return group(parse, place + 1)
    if parse.kind(place) == "(" and parse.low(place + 1) in (*EXAMPLES, "e.g.", "e.g"):
        return group(parse, place + 2)
    return []


def _share_head(parse: Parse, members: Sequence[int], found: list[list[Argument]]) -> None:
    """Let "A and B levels" and "opiate and alcohol withdrawal" share their last noun."""
    last = found[-1]
    if len(last) != 1:
        return
    if last[0].entity.type in TARGETS:
        _share_target(parse, members, found)
    shared, chunk = last[0], parse.chunks[members[-1]]
    for number, arguments in enumerate(found[:-1]):
        if len(arguments) != 1:
            continue
        own = arguments[0]
        units = parse.chunks[members[number]].units
        if units[-1].mention is None or own.aspect:
            continue
        alike = own.entity.type == shared.entity.type or (
            own.entity.type in AGENTS and shared.entity.type in AGENTS
        )
        if (
            shared.aspect
            and alike
            and chunk.units[-1].mention is None
            and shared.end < chunk.units[-1].end
        ):
            arguments[0] = replace(own, aspect=shared.aspect)
        elif own.entity.type in AGENTS and shared.entity.type == "Condition":
            words = chunk.units[-1].low.split()
            joint = parse.names.get(" ".join([units[-1].low, *words[1:]]))
            if joint is not None and joint.type == "Condition":
                arguments[0] = Argument(joint, own.start, own.end)


def _share_target(parse: Parse, members: Sequence[int], found: list[list[Argument]]) -> None:
    """Let "MT1 and MT2 receptors" share their last word."""
    tail = parse.chunks[members[-1]].head.low.split()[1:]
    for number, member in enumerate(members[:-1]):
        units = parse.chunks[member].units
        if found[number] or len(units) > 2 or not tail:
            continue
        first = units[-1]
        for ending in (" ".join(tail), singular(" ".join(tail))):
            joint = parse.names.get(" ".join(fold_words(f"{first.low} {ending}").split()))
            if joint is not None and joint.type in TARGETS:
                found[number] = [Argument(joint, first.start, first.end)]
                break


def clause_subject(parse: Parse, clause: Clause, substance: bool = False) -> list[Argument]:
    """Return the entities that a verb group has as its subject, shared subjects followed."""
    seen: set[int] = set()
    current: Clause | None = clause
    while current is not None and current.verb not in seen:
        seen.add(current.verb)
        before = current.verb - 1
        if parse.kind(before) == "P":
            before -= 1
        if (
            parse.kind(before) == "NP"
            and current.subject is None
            and current.link in ("prep", "to")
        ):
            own = possessor(parse, before)
            if own:
                return own
            if parse.kind(before - 1) == "NP" and parse.chunks[before].head.word.has_kind("role"):
                found = referents(parse, before - 1, subject=True)  # "a hormone crucial for ..."
                if found:
                    return found
        if current.subject is not None:
            verb = parse.chunks[current.verb].units[0]
            many = current.link == "relative" and "s" not in verb.word.forms
            many = many and verb.low not in ("is", "was", "has")
            place = current.subject
            if current.link == "relative" and parse.low(place - 1) == "of":
                linked = _copula_subject(parse, place - 2)
                if linked:
                    return linked  # "X is a metabolite of Y that causes ..."
            cleft = parse.low(0) == "it" and parse.kind(1) == "VP" and parse.kind(2) == "NP"
            if cleft and current.link == "relative" and parse.chunks[1].head.tag == "E":
                linked = referents(parse, 2, subject=True)
                if linked:
                    return linked  # "it is the X in Y that ..."
            found = subject_group(parse, current.subject, objects=many)
            while not found and current.link == "relative" and parse.kind(place - 1) == "P":
                place -= 2  # "an analogue with effects that acts on ..."
                if parse.kind(place) != "NP":
                    break
                found = subject_group(parse, place)
            return found
        if (
            current.link == "prep"
            and current.governor is not None
            and parse.low(before + 1) == "from"
        ):
            return []  # "prevents X from being converted"
        if current.link == "to" and current.governor is not None:
            used = _what_is_used(parse, current)
            if used:
                return used
        if current.link == "relative" and current.subject is None and current.governor is not None:
            current = current.governor
            continue
        if current.link == "subject" and current.governor is not None:
            deed = parse.chunks[current.governor.verb].head.word
            if any(sense.family in LESS or sense.lemma in STOPPING for sense in deed.verbs):
                return []  # "quitting X helps": not X itself
            object_at = current.governor.verb + 1
            if parse.kind(object_at) == "P":
                object_at += 1  # "supplementing with magnesium"
            found = group(parse, object_at)
            if found:
                return found + _taken_along(parse, current.governor)
        if current.governor is None and current.verb <= 1:
            return list(parse.heading)  # a list item: "Reduces anxiety"
        current = current.governor
    return []


def stopped(parse: Parse, clause: Clause) -> list[Argument]:
    """Return X of "stopping X can lead to ..."; none where nothing is stopped."""
    at = clause.subject
    if at is not None and parse.chunks[at].head.low in CESSATION and parse.low(at + 1) == "of":
        return [a for a in group(parse, at + 2) if a.entity.type in AGENTS]
    if clause.link != "subject" or clause.governor is None:
        return []
    verb = parse.chunks[clause.governor.verb]
    if not any(sense.lemma in STOPPING - {"avoid", "leave"} for sense in verb.head.word.verbs):
        return []
    return [a for a in group(parse, clause.governor.verb + 1) if a.entity.type in AGENTS]


def _what_is_used(parse: Parse, clause: Clause) -> list[Argument]:
    """Return X of "people use X to relieve pain"."""
    assert clause.governor is not None
    verb = parse.chunks[clause.governor.verb]
    if verb.passive or not verb.head.word.verb_kind("use") or parse.chunks[clause.verb].form != "T":
        return []
    at = clause.governor.verb + 1
    if parse.kind(at) != "NP" or at >= clause.verb:
        return []
    return [a for a in group(parse, at) if a.entity.type in AGENTS]


def _taken_along(parse: Parse, clause: Clause) -> list[Argument]:
    """Return Y of "combining X with Y may help"."""
    verb = parse.chunks[clause.verb].head.word
    if not any(sense.family == "with" or sense.kind == "use" for sense in verb.verbs):
        return []
    place = members_right(parse, clause.verb + 1)[-1] + 1
    if parse.low(place) not in ("with", "alongside", "together with", "along with"):
        return []
    found = group(parse, place + 1)
    return [a for a in found if a.entity.type in AGENTS and not vague(a.entity)]


def subject_group(parse: Parse, index: int, *, objects: bool = False) -> list[Argument]:
    """Return the entities of a subject with all that is coordinated to its left."""
    if parse.low(index - 1) in WEANING:
        return []  # "tapering off X reduces Y": not X itself
    members = members_left(parse, index, objects=objects)
    if len(members) > 1 and parse.chunks[index].head.word.has_kind("effect"):
        own = possessor(parse, members[0])
        if own:
            return own  # "X's calming and mild analgesic effects help"
    found = [referents(parse, member, subject=True) for member in members]
    if not found[-1] or all(vague(a.entity) for a in found[-1]):
        examples = _examples(parse, members[-1])
        found[-1] = examples or found[-1]  # "supplements like X and Y"
    if len(members) > 1:
        _share_head(parse, members, found)
        if any(not arguments for arguments in found):
            found = found[-1:] if found[-1] else found
    return [a for arguments in found for a in arguments]


def _insertion_end(parse: Parse, index: int) -> int:
    """Return the offset at which a relative or reduced clause ends: a comma or the sentence's end."""
    for item in parse.chunks[index + 1 :]:
        if item.kind in (",", ":", "B"):
            return item.units[0].start
    return parse.units[-1].end


def follow_subjects(parse: Parse) -> None:
    """Tell the discourse, clause by clause, what the sentence is about."""
    for clause in parse.clauses.values():
        if clause.link == "subject" and clause.governor is not None:
            found = [a for a in group(parse, clause.governor.verb + 1) if not a.entity.generic]
            if found:
                parse.discourse.about(found, parse.chunks[clause.governor.verb].units[0].start)
        elif clause.subject is not None:
            found = [a for a in subject_group(parse, clause.subject) if not a.entity.generic]
            if found:
                members = members_left(parse, clause.subject)
                place = parse.chunks[members[0]].units[0].start
                end = 0
                if clause.link in ("reduced", "relative"):
                    end = _insertion_end(parse, clause.verb)
                one = len({a.entity.slug for a in found}) == 1 and (
                    len(found) >= len(members)
                    or parse.chunks[clause.subject].head.word.has_kind("effect")
                )
                parse.discourse.about(found, place, end, many=len(members) > 1 and not one)
