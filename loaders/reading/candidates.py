"""Candidates: relations as the rules find them, before predicate and modality are settled."""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.loaders.reading.arguments import EXAMPLES, clause_subject, group, referents
from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.coordination import members_left
from substancekg.loaders.reading.descriptions import possessor
from substancekg.loaders.reading.modality import Reach, reach
from substancekg.loaders.reading.parse import Parse
from substancekg.loaders.reading.references import AGENTS, Argument
from substancekg.ontology.terms import Polarity

MAKE = frozenset({"make", "makes", "making", "made", "render", "renders", "rendering"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation between two arguments.

    :ivar family: row of ``families.tsv``, or ``is_a``, ``causes`` and other predicates themselves
    :ivar trigger: offsets of the words that carry it
    :ivar where: where its hedges and negations are looked for
    :ivar hedge: offsets of a word in a line above that hedges it
    :ivar polarity: where the words of the rule settle it ("do not combine"); else cues do
    """

    rule: str
    subject: Argument
    family: str
    object: Argument
    trigger: tuple[int, int]
    where: Reach
    hedge: tuple[int, int] | None = None
    polarity: Polarity | None = None


def _first_of_group(parse: Parse, index: int) -> int:
    """Return the first noun group of the list that ends at ``index``, examples included."""
    first = members_left(parse, index)[0]
    if first == index and parse.kind(index - 1) == "C" and parse.kind(index - 2) == "NP":
        first = index - 2
    if parse.low(first - 1) in EXAMPLES and parse.kind(first - 2) == "NP":
        return first - 2
    return first


def governing_clause(parse: Parse, index: int) -> Clause | None:
    """Return the clause whose verb group is nearest to the left of a noun group.

    ``None`` when the group stands before any verb, or a clause boundary lies between.
    """
    place = index - 1
    while place >= 0:
        kind = parse.kind(place)
        if kind == "VP":
            return parse.clauses[place]
        if kind in ("S", "R", ":", "B"):
            return None
        place -= 1
    return None


def agent_of(parse: Parse, index: int) -> tuple[list[Argument], Clause | None]:
    """Return who does what the relation noun at ``index`` names, with the linking clause.

    The agent is the possessor of a noun group on the way to the verb ("kratom's potential in the
    treatment of ..."), what is used ("use kratom for ..."), or the subject of a light verb.
    """
    clause = governing_clause(parse, index)
    place = index - 1
    while place > (clause.verb if clause is not None else -1):
        if parse.kind(place) == "NP" and parse.kind(place + 1) in ("P", "NP"):
            own = possessor(parse, place)
            if own:
                return own, clause
            if clause is None and parse.kind(place + 1) == "P":
                found = referents(parse, place, subject=True)
                if any(a.entity.type in AGENTS for a in found):
                    return found, None
        if parse.low(place) == "as" and parse.kind(place - 1) == "NP":
            found = group(parse, _first_of_group(parse, place - 1))
            found = [a for a in found if a.entity.type in AGENTS and not a.entity.generic]
            if found:  # "remedies like X and Y as tools in ..."
                return found, clause
        place -= 1
    if clause is None:
        if not any(item.kind == "VP" and item.form == "F" for item in parse.chunks):
            return list(parse.heading), None  # a list item: "Relief from pain"
        return [], None
    if parse.kind(index - 1) == "NP" and parse.chunks[clause.verb].head.low in MAKE:
        return referents(parse, index - 1, subject=True), clause  # "making it a treatment for ..."
    verb = parse.chunks[clause.verb].head.word
    if verb.verb_kind("research"):
        if parse.chunks[clause.verb].passive and parse.low(index - 1) == "as":
            return clause_subject(parse, clause, substance=True), clause  # "explored as a ..."
        return [], clause
    if not parse.chunks[clause.verb].passive and verb.verb_kind("use"):
        at = clause.verb + 1
        if parse.kind(at) == "P" and parse.low(at) in ("to", "on"):
            at += 1  # "people turn to X for relief"
        used = group(parse, at)
        if any(a.entity.type in AGENTS for a in used) and clause.verb + 1 != index:
            return used, clause
    relational = any(
        s.family != "-" and s.kind not in ("light", "use", "help", "act") for s in verb.verbs
    )
    if relational and not verb.verb_kind("light") and not verb.verb_kind("copula"):
        direct = parse.kind(clause.verb + 1) == "NP" and clause.verb + 1 != index
        if not direct or not parse.chunks[clause.verb + 1].head.word.has_kind("chain"):
            return [], clause
    return clause_subject(parse, clause, substance=True), clause


def place_of(parse: Parse, clause: Clause | None, start: int, end: int) -> Reach:
    """Return where the cues of a relation at these offsets are looked for."""
    means = clause is not None and clause.link == "means" and clause.governor is not None
    return Reach(reach(parse, clause, start, end), start, means=means)
