"""Lists, key-value lines and tables: what stands in an item, and what its heading says of it.

An item has no subject of its own: the substance is that of the lead-in sentence ("Valerian may help
relieve:"), of the nearest heading that names one, or the one that the document is about. The
relation comes from the item's key ("Active compounds: ..."), from the lead-in's verb or from the
heading ("Side effects").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from substancekg.loaders.reading.arguments import clause_subject, group
from substancekg.loaders.reading.candidates import Candidate
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import AGENTS, SUBSTANCES, Argument
from substancekg.loaders.reading.tables import table_rows

STATES: Final = frozenset({"Condition", "Process"})
HEDGES: Final = frozenset({"may", "might", "could", "would", "potentially", "possibly"})
LONGEST_KEY: Final = 5  # words


@dataclass(frozen=True, slots=True)
class Lead:
    """What a line says about the items below it: of whom, which relation, how surely.

    :ivar hedge: offsets of the word that hedges the lead-in ("may help with:"), if any
    """

    subjects: tuple[Argument, ...]
    family: str
    hedge: tuple[int, int] | None = None


@cache
def keys() -> dict[str, str]:
    """Return the family of each key, by its lower-case words."""
    return {_bare(row["key"]): row["family"] for row in table_rows("keys.tsv", ("key", "family"))}


def _bare(key: str) -> str:
    """Return a key without the plural of its last word."""
    return key[:-1] if key.endswith("s") and not key.endswith("ss") else key


def key_in(words: str) -> str:
    """Return the family of a heading or header cell: the longest key in it; empty without one.

    >>> key_in("Possible Side Effects of Kava"), key_in("Dosage")
    ('cause', '')
    """
    parts = words.lower().replace(":", " ").replace("?", " ").split()
    for length in range(min(LONGEST_KEY, len(parts)), 0, -1):
        for start in range(len(parts) - length + 1):
            family = keys().get(_bare(" ".join(parts[start : start + length])))
            if family and (length > 1 or len(parts) <= 4):
                return family
    return ""


def lead_of(parse: Parse) -> Lead | None:
    """Return what a sentence that ends in a colon says of the items below it."""
    last = None
    for index, clause in parse.clauses.items():
        senses = [s for s in parse.chunks[index].head.word.verbs if s.family not in ("-", "with")]
        if senses:
            last = (index, clause, senses[0].family)
    if last is not None:
        index, clause, family = last
        after = [item for item in parse.chunks[index + 1 :] if item.kind == "NP"]
        subjects = tuple(a for a in clause_subject(parse, clause, substance=True))
        if subjects and not any(u.mention is not None for item in after for u in item.units):
            hedge = next(
                ((u.start, u.end) for u in parse.chunks[index].units if u.low in HEDGES), None
            )
            return Lead(subjects, family, hedge)
    words = " ".join(item.low for item in parse.chunks if item.kind in ("NP", "VP", "P"))
    family = key_in(" ".join(words.split()[-LONGEST_KEY:])) or key_in(" ".join(words.split()[:4]))
    if family:
        named = [argument(u) for u in parse.units if u.mention is not None]
        subjects = tuple(a for a in named if a.entity.type in SUBSTANCES)[:1]
        return Lead(subjects, family)
    return None


def colon(parse: Parse) -> int:
    """Return the index of the colon or dash that ends an item's key; -1 without a key."""
    for item in parse.chunks[: LONGEST_KEY + 1]:
        if item.kind == ":":
            return item.index
        if item.kind == "VP":
            return -1
    return -1


def item_relations(parse: Parse, lead: Lead | None) -> Iterator[Candidate]:
    """Yield what a list item or key-value line says by its place."""
    cut = colon(parse)
    subjects = [a for a in parse.heading if a.entity.type in AGENTS]
    if cut > 0:
        key = " ".join(item.low for item in parse.chunks[:cut])
        family = keys().get(_bare(key)) or keys().get(_bare(" ".join(key.split()[-2:])), "")
        named = [u for item in parse.chunks[:cut] for u in item.units if u.mention is not None]
        if family and (not named or named[0].word.noun_kinds):
            yield from _values(
                parse, cut + 1, len(parse.chunks), subjects, family, parse.chunks[0].units[0].start
            )
            return
        own = [argument(u) for u in named if u.mention and u.mention.entity.type in SUBSTANCES]
        if own and cut == 1 and len(named) == 1:
            yield from _class_value(parse, cut + 1, own[0])
            return
    if lead is None or any(item.kind == "VP" and item.form == "F" for item in parse.chunks):
        return
    stop = cut if cut > 0 else len(parse.chunks)
    whom = [a for a in (lead.subjects or subjects) if a.entity.type in AGENTS]
    first = parse.chunks[0]
    if first.kind == "NP":
        yield from _values(parse, 0, stop, whom, lead.family, first.units[0].start, lead.hedge)


def _class_value(parse: Parse, index: int, own: Argument) -> Iterator[Candidate]:
    """Yield is_a of "Melatonin: a hormone that ..."."""
    if parse.kind(index) != "NP" or parse.chunks[index].units[0].low not in ("a", "an", "the"):
        return
    last = parse.chunks[index].units[-1]
    if last.mention is not None and last.mention.entity.type == "CompoundClass":
        span = (own.start, last.end)
        yield Candidate(
            "key and value", own, "is_a", argument(last), span, Reach((span,), own.start)
        )


def _values(
    parse: Parse,
    start: int,
    stop: int,
    subjects: Sequence[Argument],
    family: str,
    place: int,
    hedge: tuple[int, int] | None = None,
) -> Iterator[Candidate]:
    index = start
    seen: set[int] = set()
    while index < stop:
        if parse.kind(index) == "VP":
            return
        if parse.kind(index) == "(":
            while index < stop and parse.kind(index) != ")":
                index += 1
        if parse.kind(index) == "NP" and parse.kind(index - 1) != "P":
            head = parse.chunks[index].head
            for obj in group(parse, index):
                if obj.start in seen or (
                    family in ("cause", "treat") and obj.entity.type not in STATES
                ):
                    continue
                seen.add(obj.start)
                changed = change(parse, obj) if family in ("cause", "treat") else ""
                span = (head.start, head.end)
                for subject in subjects:
                    where = Reach(((place, head.end),), place)
                    yield Candidate(
                        "list item", subject, changed or family, obj, span, where, hedge=hedge
                    )
        index += 1


def row_relations(parse: Parse, columns: Sequence[tuple[int, int, str]]) -> Iterator[Candidate]:
    """Yield what a table line says: the first cell's substance and the cells under known headers.

    :param columns: start, end and family of each cell, as the header names it
    """
    if len(columns) < 2:
        return
    first = columns[0]
    named = [argument(u) for u in parse.units if u.mention is not None and u.end <= first[1]]
    subjects = [a for a in named if a.entity.type in SUBSTANCES and not a.entity.generic][:1]
    for start, end, family in columns[1:]:
        if not family or _says_itself(parse, start, end):
            continue
        for unit in parse.units:
            if unit.mention is None or not (start <= unit.start and unit.end <= end):
                continue
            obj = argument(unit)
            if family in ("cause", "treat") and obj.entity.type not in STATES:
                continue
            for subject in subjects:
                where = Reach(((start, end),), start)
                yield Candidate("table", subject, family, obj, (unit.start, unit.end), where)


def _says_itself(parse: Parse, start: int, end: int) -> bool:
    """Whether a cell has a verb of its own ("improves sleep quality")."""
    return any(
        item.kind == "VP"
        and item.form == "F"
        and start <= item.units[0].start < end
        and any(sense.family != "-" for sense in item.head.word.verbs)
        for item in parse.chunks
    )


CHANGES: Final = {
    "reduced": "down", "decreased": "down", "lower": "down", "lowered": "down", "less": "down",
    "diminished": "down", "relieved": "relieve", "improved": "improve", "better": "improve",
    "enhanced": "improve", "increased": "up", "elevated": "up", "higher": "up", "raised": "up",
    "heightened": "up", "greater": "up", "more": "up", "impaired": "worsen", "disrupted": "worsen",
}  # fmt: skip


def change(parse: Parse, obj: Argument) -> str:
    """Return the family of "reduced" or "improved" right before an object; empty without one."""
    before = [unit for unit in parse.units if unit.start < obj.start]
    for unit in reversed(before[-4:]):
        if unit.low in CHANGES:
            return CHANGES[unit.low]
        if unit.low != "of" and not unit.word.aspect and unit.tag != "D":
            return ""
    return ""
