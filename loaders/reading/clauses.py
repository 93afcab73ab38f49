"""Clauses: which noun group is the subject of which verb group.

One pass from left to right over the chunks. A verb group takes the noun group before it; a
relative clause its antecedent; a participle, an infinitive or a coordinated verb the subject of the
verb that it hangs on. The links also say how a hedge or negation travels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from substancekg.loaders.reading.chunks import Chunk
from substancekg.ontology.vocabulary import entity_types

LESSENING: Final = frozenset({"inhibit", "block", "down", "antagonize", "prevent"})
MEANS: Final = frozenset({"by", "through", "via"})


@dataclass(slots=True, eq=False)
class Clause:
    """A verb group with its subject.

    :ivar verb: index of the verb group among the chunks
    :ivar subject: index of its subject's noun group, ``None`` when it has none of its own
    :ivar governor: the clause whose subject (and hedge) it shares, if any
    :ivar link: how it hangs on the governor: ``and``, ``ing``, ``to``, ``means``, ``prep``,
        ``relative``, ``subject`` (the governor's subject is this -ing form), or empty
    """

    verb: int
    subject: int | None = None
    governor: Clause | None = None
    link: str = ""


def head_noun_group(chunks: Sequence[Chunk], place: int) -> int | None:
    """Return the noun group that heads the stretch ending at ``place``; ``None`` if it is a PP.

    ``the effects of caffeine on sleep``: the group of *effects*.
    """
    head: int | None = None
    while place >= 0:
        kind = chunks[place].kind
        if kind == "NP":
            before = chunks[place - 1].kind if place else ""
            first = first_of_list(chunks, place)
            if (
                0 < first != place
                and chunks[first - 1].kind == "P"
                and not _finite_before(chunks, first)
            ):
                place, before = first, "P"
            if before == "P":
                head = None
                place -= 2
                continue
            head = place
            if before == "VP" and chunks[place - 1].form == "B" and place > 2:
                # "kratom's ability to boost X and relieve Y": look on before "and"
                opener = place - 2
                if chunks[opener].kind == "C" and chunks[opener - 1].kind == "NP":
                    place = opener - 1
                    continue
            if before == "VP" and chunks[place - 1].form in ("T", "N", "G"):
                # "the ability to boost X", "compounds found in X": the noun before is the head
                opener = place - 2
                if opener >= 0 and chunks[opener].kind == "P":
                    opener -= 1
                if opener >= 0 and chunks[opener].kind == "NP":
                    place = opener
                    continue
            return head
        if kind == "VP" and chunks[place].form in ("N", "T", "G", "B") and place:
            place -= 1
            continue
        if kind == ")":
            while place >= 0 and chunks[place].kind != "(":
                place -= 1
            place -= 1
            continue
        break
    return head


def first_of_list(chunks: Sequence[Chunk], place: int) -> int:
    """Return the first noun group of the "A, B and C" that ends at ``place``."""
    if (
        place < 2
        or chunks[place - 1].kind != "C"
        or chunks[place - 1].low not in ("and", "or", "nor", "as well as")
    ):
        return place
    index = place - 2
    if chunks[index].kind == ",":
        index -= 1
    if index < 0 or chunks[index].kind != "NP":
        return place
    if list_kind(chunks[index]) != list_kind(chunks[place]):
        opens = index == 0 or chunks[index - 1].kind in ("S", "B", ":", "R")
        return index if opens else place  # "Yoga and valerian ..."
    while index >= 2 and chunks[index - 1].kind == "," and chunks[index - 2].kind == "NP":
        if list_kind(chunks[index - 2]) != list_kind(chunks[place]):
            break
        index -= 2
    return index


def list_kind(chunk: Chunk) -> str:
    """Return what a group names, as far as members of one list must agree in it."""
    for place in range(len(chunk.units) - 1, -1, -1):
        unit = chunk.units[place]
        if place + 1 < len(chunk.units) and chunk.units[place + 1].tag in ("SUF", "POS"):
            continue
        if unit.mention is not None:
            kind = entity_types()[unit.mention.entity.type].group
            return kind if unit is chunk.head or chunk.head.word.aspect else "head"
    return ""


def _finite_before(chunks: Sequence[Chunk], place: int) -> bool:
    for index in range(place - 1, -1, -1):
        item = chunks[index]
        if item.kind in ("S", ":", "R", "B"):
            return False
        if item.kind == "VP" and item.form == "F":
            return True
    return False


def find_clauses(chunks: Sequence[Chunk]) -> dict[int, Clause]:
    """Return the clause of every verb group, by the index of the verb group."""
    clauses: dict[int, Clause] = {}
    main: Clause | None = None  # the latest finite clause that is not a relative one
    last: Clause | None = None  # the latest clause of any kind
    waiting: list[Clause] = []  # "By doing X, Y ...": take the subject of the clause to come
    for place, item in enumerate(chunks):
        if item.kind != "VP":
            continue
        if item.form == "F":
            clause = _finite(chunks, place, main, last, clauses)
            later: list[Clause] = []
            for early in waiting:
                if _subordinate_after(chunks, clause, early):
                    later.append(early)
                elif early.governor is None and early not in _governors(clause):
                    early.governor = clause
            waiting = later
            if clause.link != "relative":
                main = clause
        else:
            clause = _dependent(chunks, place, main, last, clauses)
            if clause.subject is None and clause.governor is None:
                waiting.append(clause)
        clauses[place] = clause
        if clause.link != "reduced" or last is None:
            last = clause
    return clauses


def _subordinate_after(chunks: Sequence[Chunk], clause: Clause, early: Clause) -> bool:
    """Whether a clause is the "when Y is taken" that follows an earlier "by causing X"."""
    opener = clause.subject - 1 if clause.subject is not None else -1
    return opener > early.verb and chunks[opener].kind == "S"


def _governors(clause: Clause) -> list[Clause]:
    """Return the clauses that a clause hangs on, itself first; there is no circle."""
    found = [clause]
    while found[-1].governor is not None:
        found.append(found[-1].governor)
    return found


def _opens(chunks: Sequence[Chunk], place: int) -> int:
    """Return the index of the chunk before a group, jumping over a bracket."""
    before = place - 1
    if before >= 0 and chunks[before].kind == ")":
        while before >= 0 and chunks[before].kind != "(":
            before -= 1
        before -= 1
    return before


def _finite(
    chunks: Sequence[Chunk],
    place: int,
    main: Clause | None,
    last: Clause | None,
    clauses: dict[int, Clause],
) -> Clause:
    before = _opens(chunks, place)
    kind = chunks[before].kind if before >= 0 else ""
    if kind == "R":
        return _relative(chunks, place, before, last)
    if kind in ("C", "B"):
        governor = _same_kind(chunks, place, last)
        return Clause(place, governor=governor, link="and")
    if kind == "NP":
        head = head_noun_group(chunks, before)
        gerund = _gerund_subject(chunks, before, clauses)
        if gerund is not None:
            return Clause(place, governor=gerund, link="subject")
        if head is not None:
            closing = head > 0 and chunks[head - 1].kind == "," and _is_apposed(chunks, head, place)
            if not closing:
                return Clause(place, subject=head)
    if kind == ",":
        gerund = _gerund_subject(chunks, before - 1, clauses)
        if gerund is not None and gerund.governor is None and gerund.link == "":
            return Clause(place, governor=gerund, link="subject")
        opener = _inserted_clause(chunks, place)
        if opener > 1:
            return Clause(place, subject=head_noun_group(chunks, opener - 2))
    # a comma closes an insertion, or only prepositional groups stand before
    subject = _clause_subject(chunks, place, main)
    if subject is not None:
        return Clause(place, subject=subject)
    return Clause(place, governor=main or last, link="and" if (main or last) else "")


def _inserted_clause(chunks: Sequence[Chunk], place: int) -> int:
    """Return where the insertion of "X, when taken with Y, causes Z" opens; -1 without one."""
    for index in range(place - 2, 1, -1):
        item = chunks[index]
        if item.kind in (":", "B", "R"):
            return -1
        if item.kind == "S":
            noun = chunks[index - 1].kind == "," and chunks[index - 2].kind == "NP"
            fresh = index > 3 and chunks[index - 3].kind == "C" and chunks[index - 4].kind == ","
            return index if noun and (fresh or not _finite_before(chunks, index)) else -1
    return -1


def _is_apposed(chunks: Sequence[Chunk], head: int, place: int) -> bool:
    """Whether ", a hormone" right before a verb is an insertion without its closing comma."""
    return False


def _clause_subject(chunks: Sequence[Chunk], place: int, main: Clause | None) -> int | None:
    """Return the first free noun group of the clause that the verb at ``place`` belongs to."""
    start = 0
    if main is not None:
        start = main.verb + 1
    for index in range(place - 1, start - 1, -1):
        if chunks[index].kind in (":", "S", "B"):
            start = index + 1
            break
    for index in range(start, place):
        if chunks[index].kind != "NP":
            continue
        before = chunks[index - 1].kind if index else ""
        if before == "P" or (main is not None and before == "VP"):
            continue
        if main is not None and before not in (",", "C", "S", ":", "B", ""):
            continue
        while (
            index + 3 < place and chunks[index + 1].kind == "C" and chunks[index + 2].kind == "NP"
        ):
            index += 2  # the last of "X and Y, an insertion, ..."
        return index
    return None


def _gerund_subject(
    chunks: Sequence[Chunk], before: int, clauses: dict[int, Clause]
) -> Clause | None:
    """Return the clause of "Taking X daily (verb)", when the -ing form itself is the subject."""
    index = before
    while index >= 0 and chunks[index].kind in ("NP", "P", "C", ",", "K"):
        index -= 1
    if index < 0 or chunks[index].kind != "VP" or chunks[index].form != "G":
        return None
    opener = chunks[index - 1].kind if index else ""
    after_comma = index >= 2 and chunks[index - 2].kind in ("P", ",")
    if opener in ("", "S", "B", ":", "R") or (opener in (",", "C") and after_comma):
        found = clauses.get(index)
        if found is not None and found.subject is None:
            # "By regulating X, kratom helps": the comma and a new subject speak against it
            head = head_noun_group(chunks, before)
            if head is None or chunks[head - 1].kind in ("VP", "P", "C", ","):
                comma = any(chunks[i].kind == "," for i in range(index, before + 1))
                plain = head is not None and chunks[head - 1].kind == ","
                return None if comma and plain else found
    return None


def _relative(chunks: Sequence[Chunk], place: int, pronoun: int, last: Clause | None) -> Clause:
    """Return the clause of "X that/which verb": its subject is the nearest noun group before."""
    index = pronoun - 1
    while index >= 0 and chunks[index].kind in (",", "P"):
        index -= 1
    after_comma = chunks[pronoun].low == "which" and chunks[pronoun - 1].kind == ","
    if last is not None and after_comma and _whole_clause(chunks, place, index, last):
        return Clause(place, governor=last, link="relative")
    if index >= 0 and chunks[index].kind == "NP":
        return Clause(place, subject=index, link="relative")
    return Clause(place, governor=last, link="and" if last else "")


def _whole_clause(chunks: Sequence[Chunk], place: int, index: int, last: Clause) -> bool:
    """Whether ", which" takes up the whole clause: "blocks receptors, which increases alertness"."""
    if index < 0 or chunks[index].kind != "NP":
        return True
    verb = chunks[place].units[0]
    singular = verb.low in ("is", "has", "was") or "s" in verb.word.forms
    head = chunks[index].head
    if singular and (head.word.plural or head.low.endswith("s") and not head.low.endswith("ss")):
        return True
    return any(sense.family in LESSENING for sense in chunks[last.verb].head.word.verbs)


def _same_kind(chunks: Sequence[Chunk], place: int, last: Clause | None) -> Clause | None:
    """Return the clause that "and VERB" continues: the latest one with a verb of the same form."""
    clause = last
    form = chunks[place].form
    while clause is not None:
        if chunks[clause.verb].form == form:
            return clause
        if clause.governor is None:
            break
        clause = clause.governor
    return clause or last


def _dependent(
    chunks: Sequence[Chunk],
    place: int,
    main: Clause | None,
    last: Clause | None,
    clauses: dict[int, Clause],
) -> Clause:
    item = chunks[place]
    before = _opens(chunks, place)
    kind = chunks[before].kind if before >= 0 else ""
    if item.form == "B":
        return Clause(place, governor=last, link="to")
    if kind == "S" and before and main is not None and item.form == "G":
        return Clause(place, governor=main, link="ing")  # "reduces X while improving Y"
    if kind in ("", "S", ":") or (kind == "P" and before == 0):
        return Clause(place, link="means" if kind == "P" else "")
    if kind == "C":
        governor = _same_kind(chunks, place, last)
        return Clause(place, governor=governor, link="and")
    if kind == "P":
        low = chunks[before].units[0].low
        if last is None:
            return Clause(place, link="means")
        if chunks[before - 1].kind == "VP" and before - 1 in clauses:
            last = clauses[before - 1]  # "a network involved in regulating mood"
        if low in MEANS:
            return Clause(place, governor=last, link="means")
        if before and chunks[before - 1].kind in (",", ":", "C") and low not in ("for", "of"):
            return Clause(place, governor=None, link="means")
        return Clause(place, governor=last, link="prep")
    if kind == "VP":
        return Clause(place, governor=clauses.get(before), link="to")
    if item.form == "N":
        if kind == "NP":
            return Clause(place, subject=before, link="reduced")
        if kind == ",":
            if before and chunks[before - 1].kind == "NP":
                return Clause(place, subject=before - 1, link="reduced")
            return Clause(place, governor=last, link="ing")
        return Clause(place, governor=last, link="ing")
    if kind == ",":
        return Clause(place, governor=last, link="ing")
    if kind == "NP" and item.form == "G":
        return Clause(place, subject=before, link="reduced")
    return Clause(place, governor=last, link="to")
