"""Classes and company: is_a by copula and apposition, contents, lists of side effects, use together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from substancekg.loaders.reading.arguments import clause_subject, group, referents
from substancekg.loaders.reading.candidates import Candidate, agent_of, governing_clause, place_of
from substancekg.loaders.reading.descriptions import possessor
from substancekg.loaders.reading.effects import effect_adjectives
from substancekg.loaders.reading.insertions import names_listed, past_whole
from substancekg.loaders.reading.lists import change
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.loaders.reading.units import is_plural
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Polarity

TOGETHER: Final = frozenset(
    {"in combination with", "in conjunction with", "along with", "together with", "alongside",
     "coupled with", "in tandem with", "in concert with", "alongside with"}
)  # fmt: skip
PLANS: Final = frozenset(
    ["plan", "program", "programme", "regimen", "approach", "strategy", "protocol"]
)
CLASS_TYPES: Final = frozenset({"CompoundClass", "ReceptorFamily"})
NAMING: Final = frozenset({"call", "name", "know", "term"})
NONE: Final = frozenset({"no", "zero"})
GAINS: Final = frozenset({"benefits", "effects", "advantages", "outcomes"})
AS_VERBS: Final = frozenset(
    {
        "act",
        "refer",
        "serve",
        "function",
        "classify",
        "regard",
        "consider",
        "describe",
        "tout",
        "hail",
        "market",
        "promote",
        "view",
        "see",
        "know",
        "label",
        "use",
        "work",
        "sell",
        "recognize",
        "recognise",
    }
)
CLASS_VERBS: Final = frozenset({"consider", "classify", "regard", "categorize", "categorise"})


def class_relations(parse: Parse) -> Iterator[Candidate]:
    """Yield class statements, contents and combinations, in the order of the text."""
    for item in parse.chunks:
        if item.kind == "NP":
            if item.units[-1].mention is not None:
                yield from _copula(parse, item.index)
                yield from _apposition(parse, item.index)
                yield from _class_before_name(parse, item.index)
            if item.head.word.has_kind("harm") or item.units[-1].low.endswith("side effects"):
                yield from _harms(parse, item.index)
            if item.units[0].low in NONE:
                yield from _harmless(parse, item.index)
            if item.head.low in GAINS:
                yield from _gains(parse, item.index)
            if item.head.mention is not None or item.head.word.noun_kinds:
                yield from _named_parts(parse, item.index)
                yield from _parts_named(parse, item.index)
            if parse.low(item.index - 1) in ("of", "into", "within"):
                yield from _plan(parse, item.index)
            if parse.low(item.index + 1) == "of":
                yield from _one_of(parse, item.index)
        elif item.kind == "P" and item.low in TOGETHER:
            yield from _together(parse, item.index)


def _class_of(parse: Parse, index: int) -> tuple[Argument, bool] | None:
    """Return the class that a group names by its last word, and whether it has an article."""
    units = parse.chunks[index].units
    last = units[-1]
    if last.mention is None or any(u.tag == "G" for u in units):
        return None
    if last.word.has_kind("harm") and parse.low(index + 1) in ("of", "from"):
        return None  # "A is a side effect of X" says that X causes A
    if any(after.tag == "POS" and unit.mention for unit, after in pairwise(units)):
        return None
    entity = last.mention.entity
    if entity.type not in CLASS_TYPES and not entity.generic and not _has_members(parse, entity):
        return None
    return argument(last), units[0].low in ("a", "an", "another", "one", "the", "our", "this")


def _has_members(parse: Parse, entity: Entity) -> bool:
    return entity.type in ("Condition", "Receptor", "Enzyme", "Hormone", "Neurotransmitter") and (
        entity.slug in parse.discourse.upper_classes
    )


def _fits(subject: Entity, above: Entity) -> bool:
    """Whether an entity can be a kind of the class, by their types."""
    if subject.slug == above.slug or subject.type == "Population":
        return False
    if above.type == "Condition":
        return subject.type == "Condition"
    if above.type in ("ReceptorFamily", "Receptor", "Enzyme", "Transporter", "Protein"):
        return subject.type in ("ReceptorFamily", "Receptor", "Enzyme", "Transporter", "Protein")
    if above.type in AGENTS or above.type == "CompoundClass":
        return subject.type in AGENTS
    return subject.type == above.type


def _copula(parse: Parse, index: int) -> Iterator[Candidate]:
    at = index - 1
    while parse.kind(at) == "C" and parse.kind(at - 1) == "NP" and _class_of(parse, at - 1):
        at -= 2  # "is a stimulant and a sedative"
    if parse.low(at) == "as" and at == 0 and parse.kind(index + 1) == ",":
        yield from _as_opening(parse, index)
        return
    if parse.low(at) == "as" and parse.low(at - 1) == "to":
        at -= 1  # "is referred to as"
    if parse.low(at) in ("as", "to") and parse.kind(at - 1) == "VP":
        if not any(s.lemma in AS_VERBS for s in parse.chunks[at - 1].head.word.verbs):
            return
        at -= 1
    if parse.kind(at) != "VP":
        return
    verb = parse.chunks[at]
    linking = (
        at < index - 1
        or verb.head.tag == "E"
        or any(
            s.lemma in ("be", "become", "remain") or s.lemma in CLASS_VERBS
            for s in verb.head.word.verbs
        )
    )
    found = _class_of(parse, index) if linking else None
    if found is None:
        return
    above, article = found
    clause = parse.clauses[at]
    for subject in clause_subject(parse, clause):
        many = is_plural(parse.chunks[index].units[-1])
        if _fits(subject.entity, above.entity) and (article or many):
            where = place_of(parse, clause, above.start, above.end)
            yield from _whole_of(parse, index, subject, where)
            yield Candidate(
                "copula", subject, "is_a", above, (verb.units[0].start, verb.units[-1].end), where
            )


def _as_opening(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield the class of "As an adaptogen, X helps ..."."""
    found = _class_of(parse, index)
    if found is None or not found[1] or parse.kind(index + 2) != "NP":
        return
    above = found[0]
    for subject in referents(parse, index + 2, subject=True)[:1]:
        if _fits(subject.entity, above.entity):
            span = (parse.units[0].start, above.end)
            yield Candidate("copula", subject, "is_a", above, span, Reach((span,), span[0], True))


def _whole_of(parse: Parse, index: int, part: Argument, where: Reach) -> Iterator[Candidate]:
    """Yield what "X is the main alkaloid of Y" says that Y contains."""
    head = parse.chunks[index].head
    if head.mention is None or head.mention.entity.type != "CompoundClass":
        return
    if parse.low(index + 1) not in ("of", "in", "from") or parse.kind(index + 2) != "NP":
        return
    for whole in group(parse, index + 2):
        if whole.entity.type in ("Plant", "Botanical"):
            span = (head.start, head.end)
            yield Candidate("named part", whole, "contain", part, span, where)


def _apposition(parse: Parse, index: int) -> Iterator[Candidate]:
    if parse.kind(index - 1) not in (",", "(") or parse.kind(index - 2) != "NP":
        return
    first = parse.chunks[index].units[0]
    if first.low not in ("a", "an", "another", "one", "our", "the"):
        return
    if first.low == "the" and parse.chunks[index - 2].head.word.has_kind("constituent"):
        return  # "its active compounds, the kavalactones"
    found = _class_of(parse, index)
    if found is None or parse.low(index + 1) == "of":
        return
    above = found[0]
    named = [u for u in parse.chunks[index - 2].units if u.mention is not None]
    if not named or parse.chunks[index - 2].units[-1].tag not in ("M", "N"):
        return
    subjects = referents(parse, index - 2, subject=True) or [argument(named[-1])]
    for subject in subjects[:1]:
        if _fits(subject.entity, above.entity):
            where = Reach(((above.start, above.end),), above.start, True)
            yield from _whole_of(parse, index, subject, where)
            yield Candidate("apposition", subject, "is_a", above, (first.start, above.end), where)


def _class_before_name(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield is_a of "the opioid antagonist naloxone"."""
    units = parse.chunks[index].units
    if len(units) < 2 or units[-1].mention is None or units[-2].mention is None:
        return
    name, above = argument(units[-1]), argument(units[-2])
    if above.entity.type != "CompoundClass" or name.entity.type not in AGENTS - {"CompoundClass"}:
        return
    if above.entity.generic or name.entity.generic:
        return
    span = (above.start, above.end)
    where = Reach((span,), above.start, True)
    yield Candidate("class before name", name, "is_a", above, span, where)


def _together(parse: Parse, index: int) -> Iterator[Candidate]:
    others = group(parse, index + 1)
    if not others:
        return
    span = (parse.chunks[index].units[0].start, parse.chunks[index].units[-1].end)
    subjects: list[Argument] = []
    clause = governing_clause(parse, index)
    before = index - 1 if parse.kind(index - 1) != "," else index - 2
    if parse.kind(before) == "NP":
        subjects = [a for a in referents(parse, before) if a.entity.type in AGENTS]
        if not subjects:
            subjects = possessor(parse, before)
    if not subjects and clause is not None:
        subjects, _ = agent_of(parse, index)
    subjects = [a for a in subjects if a.entity.type in AGENTS]
    where = Reach((span,), span[0], clause is None or clause.link == "")
    for subject in subjects:
        for other in others:
            yield Candidate("used together", subject, "with", other, span, where)


def _named_parts(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield what "its alkaloids, X and Y," or "one notable compound, X," say the whole contains."""
    item = parse.chunks[index]
    head = item.head
    parts = head.word.has_kind("constituent") or (
        head.mention is not None and head.mention.entity.type == "CompoundClass"
    )
    if parts and parse.kind(index + 1) == "VP":
        yield from _called(parse, index)
    outer = past_whole(parse, index)
    if not parts or parse.kind(outer + 1) not in (",", "(", ":"):
        return
    if head.low in effect_adjectives():
        return
    named = names_listed(parse, outer + 2)
    if not named and parse.kind(outer + 2) == "NP" and parse.kind(outer + 3) in (",", ")", ""):
        units = parse.chunks[outer + 2].units
        bare = len(units) == 1 or (len(units) == 2 and units[0].low == "the")
        named = [argument(u) for u in units if bare and u.mention is not None]
    wholes = possessor(parse, index)
    if outer != index:
        wholes = referents(parse, index + 2)
    if not wholes and parse.low(index - 1) == "of" and item.units[0].tag == "G":
        wholes = possessor(parse, index)
    if not wholes and item.units[0].low in ("one", "another"):
        wholes = parse.discourse.holder(head.start)
    where = Reach(((item.units[0].start, head.end),), head.start, True)
    for whole in wholes:
        for part in named:
            if whole.entity.type in ("Plant", "Botanical"):
                yield Candidate("named part", whole, "contain", part, (head.start, head.end), where)


def _called(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield what "its active compounds are called X" and "... are A and B" say of the whole."""
    verb = parse.chunks[index + 1]
    lemmas = {sense.lemma for sense in verb.head.word.verbs}
    if not (verb.head.tag == "E" or (verb.passive and lemmas & NAMING)):
        return
    place = index + 3 if parse.low(index + 2) == "as" else index + 2
    wholes = possessor(parse, index)
    if parse.kind(place) != "NP" or not wholes:
        return
    head = parse.chunks[index].head
    where = place_of(parse, parse.clauses[index + 1], verb.units[0].start, verb.units[-1].end)
    for whole in wholes:
        for part in group(parse, place):
            if whole.entity.type in ("Plant", "Botanical") and part.entity.type in AGENTS:
                yield Candidate("named part", whole, "contain", part, (head.start, head.end), where)


def _is_superlative(parse: Parse, index: int) -> bool:
    """Whether a group is "the most abundant" or "the best known", without a noun."""
    units = parse.chunks[index].units
    if len(units) < 2 or len(units) > 3 or units[0].low != "the":
        return False
    if any(unit.mention is not None or unit.word.nouns for unit in units):
        return False
    return units[1].low in ("most", "least") or (
        len(units[1].low) > 4 and units[1].low.endswith("est")
    )


def _one_of(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield what "hyperforin, one of its main constituents," says the whole contains.

    "The most abundant of these alkaloids" says as much as "one of".
    """
    item = parse.chunks[index]
    if parse.low(index + 1) != "of" or parse.kind(index + 2) != "NP":
        return
    if item.low != "one" and not _is_superlative(parse, index):
        return
    if parse.kind(index - 1) != "," or parse.kind(index - 2) != "NP":
        return
    inner = parse.chunks[index + 2]
    if not (inner.head.word.has_kind("constituent") or inner.head.mention is not None):
        return
    wholes = possessor(parse, index + 2)
    if not wholes and inner.units[-1].mention is not None:
        above = argument(inner.units[-1])
        for part in referents(parse, index - 2, subject=True)[:1]:
            if _fits(part.entity, above.entity):
                at = Reach(((above.start, above.end),), above.start, True)
                span = (item.units[0].start, above.end)
                yield Candidate("apposition", part, "is_a", above, span, at)
    if not wholes and parse.low(index + 3) in ("of", "in"):
        wholes = group(parse, index + 4)
    wholes = [a for a in wholes if a.entity.type in ("Plant", "Botanical")]
    if any(u.tag in ("G", "POS") for u in inner.units) and not wholes:
        wholes = parse.discourse.holder(item.units[0].start)
    where = Reach(((item.units[0].start, inner.head.end),), inner.head.start, True)
    for part in referents(parse, index - 2, subject=True)[:1]:
        for whole in wholes:
            if whole.entity.type in ("Plant", "Botanical"):
                span = (inner.head.start, inner.head.end)
                yield Candidate("named part", whole, "contain", part, span, where)


def _parts_named(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield contents of "the main compound in X is Y" and "X's alkaloids include Y and Z"."""
    item = parse.chunks[index]
    head = item.head
    if not head.word.has_kind("constituent") and (
        head.mention is None or head.mention.entity.type != "CompoundClass"
    ):
        return
    wholes = possessor(parse, index)
    place = index + 1
    if parse.kind(place) == "VP" and parse.chunks[place].head.low in ("found", "contained"):
        place += 1
    if parse.low(place) in ("in", "of", "from") and parse.kind(place + 1) == "NP":
        wholes = wholes or group(parse, place + 1, subject=True)
        place += 2
    if parse.kind(place) != "VP" or parse.chunks[place].form != "F":
        return
    verb = parse.chunks[place]
    if verb.head.tag != "E" and not any(
        s.lemma in ("include", "call") for s in verb.head.word.verbs
    ):
        return
    span = (head.start, head.end)
    for part in group(parse, place + 1):
        for whole in wholes:
            if whole.entity.type in ("Plant", "Botanical") and part.entity.type in AGENTS:
                where = place_of(parse, parse.clauses[place], *span)
                yield Candidate("named part", whole, "contain", part, span, where)


def _plan(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield the company of "should be part of a plan including therapy and support"."""
    item = parse.chunks[index]
    last = item.units[-1]
    if parse.low(index - 1) not in ("of", "into", "within") or last.low.split()[-1] not in PLANS:
        return
    place = index + 1
    if parse.kind(place) == "R" and parse.kind(place + 1) == "VP":
        place += 1
    if parse.low(place) not in (
        "including",
        "with",
        "that includes",
        "involving",
        "like",
        "such as",
    ) and not (
        parse.kind(place) == "VP"
        and parse.chunks[place].head.low
        in (
            "involving",
            "combining",
            "incorporating",
            "includes",
            "combines",
            "incorporates",
            "include",
            "integrates",
        )
    ):
        return
    others = [
        a
        for a in group(parse, place + 1)
        if a.entity.type == "Intervention" or a.entity.type in AGENTS
    ]
    clause = governing_clause(parse, index)
    if clause is None or not others:
        return
    span = (item.head.start, item.head.end)
    for subject in clause_subject(parse, clause, substance=True):
        for other in others:
            yield Candidate(
                "part of a plan", subject, "with", other, span, place_of(parse, clause, *span)
            )


def _gains(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield the changes of "benefits of X include reduced Y and improved Z"."""
    item = parse.chunks[index]
    if item.head.low not in GAINS:
        return
    place = index + 1
    subjects = possessor(parse, index)
    if parse.low(place) == "of" and parse.kind(place + 1) == "NP":
        subjects = subjects or group(parse, place + 1, subject=True)
        place += 2
    if parse.kind(place) != "VP" or parse.chunks[place].head.low not in ("include", "are"):
        return
    span = (item.head.start, item.head.end)
    led = place_of(parse, parse.clauses[place], *span)
    where = Reach(((item.units[0].start, span[1]), *led.stretches), span[0])
    for obj in group(parse, place + 1):
        family = change(parse, obj)
        for subject in subjects if family else ():
            if subject.entity.type in AGENTS:
                yield Candidate("listed benefit", subject, family, obj, span, where)


def _is_harm(parse: Parse, index: int, verb: int) -> Iterator[Candidate]:
    """Yield the effects of "A and B are common side effects of X"."""
    if parse.low(index + 1) not in ("of", "from", "with"):
        return
    item = parse.chunks[index]
    span = (item.head.start, item.head.end)
    where = place_of(parse, parse.clauses[verb], *span)
    for subject in group(parse, index + 2, subject=True):
        for obj in clause_subject(parse, parse.clauses[verb]):
            state = obj.entity.type in ("Condition", "Process")
            if subject.entity.type in AGENTS and state:
                yield Candidate("side effects", subject, "cause", obj, span, where)


def _harmless(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield what "X has no known side effects", "X has no withdrawal symptoms" deny."""
    item = parse.chunks[index]
    if item.units[0].low not in NONE or parse.kind(index - 1) != "VP":
        return
    verb, last = parse.chunks[index - 1], item.units[-1]
    if last.mention is None or parse.low(index + 1) in ("on", "in common"):
        return
    harm = last.word.has_kind("harm") or last.low.endswith(("symptoms", "side effects"))
    if verb.head.tag != "H" or last.mention.entity.type != "Condition" or not harm:
        return
    clause = parse.clauses[index - 1]
    span = (item.units[0].start, last.end)
    where = place_of(parse, clause, *span)
    for subject in clause_subject(parse, clause, substance=True):
        if subject.entity.type in AGENTS:
            yield Candidate(
                "denied harm", subject, "cause", argument(last), span, where,
                polarity=Polarity.NEGATED,
            )  # fmt: skip


def _harms(parse: Parse, index: int) -> Iterator[Candidate]:
    """Yield the effects of "side effects of X include A and B", "X causes risks such as C"."""
    item = parse.chunks[index]
    place = index + 1
    base = index - 1
    if parse.kind(base) == "B" and parse.kind(base - 1) == "NP":
        base -= 2  # "a rare but serious side effect"
    if parse.kind(base) == "VP" and parse.chunks[base].head.tag == "E":
        yield from _is_harm(parse, index, base)
        return
    subjects = possessor(parse, index)
    if parse.low(place) in ("of", "from", "associated with") and parse.kind(place + 1) == "NP":
        subjects = group(parse, place + 1, subject=True)
        place += 2
        while parse.kind(place) in ("P", "NP") and parse.low(place) not in (
            "such as",
            "like",
            "including",
        ):
            place += 1
    elif (
        parse.kind(place) == "VP"
        and parse.chunks[place].form == "N"
        and parse.kind(place + 1) == "P"
    ):
        subjects = group(parse, place + 2, subject=True)
        place += 3
    if parse.kind(place) == ",":
        place += 1
    if parse.kind(place) == "(":
        place += 1
    listing = parse.low(place) in ("such as", "like", "including", ":")
    clause = None
    if parse.kind(place) == "VP":
        lemmas = {s.lemma for s in parse.chunks[place].head.word.verbs}
        listing = (
            bool(lemmas & {"include", "involve", "comprise"}) or parse.chunks[place].head.tag == "E"
        )
        clause = parse.clauses[place]
    if not listing:
        return
    objects = [a for a in group(parse, place + 1) if a.entity.type in ("Condition", "Process")]
    if item.head.low in ("symptoms", "signs") and not subjects:
        return  # "relieves symptoms such as ..."
    if not subjects and parse.kind(index - 1) in ("VP", "P"):
        subjects, clause = agent_of(parse, index)
        if not subjects and governing_clause(parse, index) is not None:
            clause = governing_clause(parse, index)
            assert clause is not None
            subjects = clause_subject(parse, clause, substance=True)
    if not subjects:
        subjects = list(parse.heading or parse.section) or parse.discourse.topic()
    span = (item.head.start, item.head.end)
    where = place_of(parse, clause, *span) if clause is not None else Reach((span,), span[0])
    for subject in subjects:
        for obj in objects:
            symptoms = item.head.low in ("symptoms", "signs") and subject.entity.type == "Condition"
            if subject.entity.type in AGENTS or symptoms:
                yield Candidate("side effects", subject, "cause", obj, span, where)
