"""Chunks: noun groups and verb groups of a sentence, and what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from substancekg.loaders.reading.units import Unit

NOUN_TAGS: Final = frozenset({"N", "M", "D", "G", "POS", "SUF"})
VERB_TAGS: Final = frozenset({"X", "E", "H", "Z", "VF", "VB", "VG", "VN", "T"})
FINITE_TAGS: Final = frozenset({"X", "E", "H", "Z", "VF"})
CLAUSE_OPENERS: Final = frozenset({"as", "since", "after", "before", "until", "than"})
TIMES: Final = frozenset({"after", "before", "until", "since"})
AFTER_NOUN: Final = frozenset(
    [
        "crucial",
        "essential",
        "important",
        "vital",
        "critical",
        "necessary",
        "responsible",
        "effective",
        "useful",
        "beneficial",
        "helpful",
        "rich",
        "high",
        "low",
        "similar",
        "active",
        "capable",
        "able",
        "available",
        "present",
        "common",
        "typical",
        "specific",
        "selective",
        "contraindicated",
        "suitable",
        "popular",
        "unique",
        "native",
        "necessary",
        "key",
        "toxic",
    ]
)
CONTENT_VERBS: Final = frozenset({"VF", "VB", "VG", "VN"})
DOSES: Final = ("doses", "dosages")


class Chunk:
    """A noun group (NP), a verb group (VP), or one joining word or mark (its tag is the kind).

    :ivar start: index of its first unit; ``end`` is exclusive
    :ivar units: its units
    :ivar low: its words in lower case
    :ivar head: of a noun group the last noun, of a verb group the last verb
    :ivar form: of a verb group ``F`` finite, ``T`` to-infinitive, ``G`` -ing form, ``N`` participle
        and ``B`` bare base form; empty elsewhere
    :ivar passive: of a verb group, whether its last verb is passive
    """

    __slots__ = ("end", "form", "head", "index", "kind", "low", "passive", "start", "units")

    def __init__(self, kind: str, start: int, end: int, units: Sequence[Unit]) -> None:
        self.kind, self.start, self.end = kind, start, end
        self.units = units[start:end]
        self.index = 0
        self.form, self.passive = "", False
        self.head = units[end - 1]
        if end - start == 1:
            self.low = self.head.low
            if kind == "VP":
                self._read_verbs()
            return
        self.low = " ".join([u.low for u in self.units])
        if kind == "NP":
            self.head = _noun_head(self.units)
        elif kind == "VP":
            self._read_verbs()

    def _read_verbs(self) -> None:
        first = next(unit.tag for unit in self.units if unit.tag in VERB_TAGS)
        if first in FINITE_TAGS:
            self.form = "F"
            # "being used", "having been": no finite form
            if first in ("E", "H") and self.units[0].low in ("being", "be", "been", "having"):
                self.form = "G"
        else:
            self.form = {"T": "T", "VG": "G", "VN": "N", "VB": "B"}[first]
        be_before = False
        for unit in self.units:
            if unit.tag in CONTENT_VERBS:
                self.passive = unit.tag == "VN" and (be_before or self.form == "N")
                self.head = unit
                be_before = False
            elif unit.tag == "E":
                be_before = True
                self.head = unit
                self.passive = False
            elif unit.tag in ("H", "Z"):
                self.head = unit
                be_before = False

    def __repr__(self) -> str:
        return f"{self.kind}[{self.low}]"


def _noun_head(units: Sequence[Unit]) -> Unit:
    for unit in reversed(units):
        if unit.tag in ("N", "M", "O"):
            return unit
    return units[-1]


def chunk(units: Sequence[Unit]) -> list[Chunk]:
    """Return the chunks of a sentence, in order; adverbs and quotation marks join or vanish."""
    chunks: list[Chunk] = []
    place, count = 0, len(units)
    while place < count:
        tag = units[place].tag
        if tag in NOUN_TAGS:
            stop = place + 1
            while stop < count and (
                units[stop].tag in NOUN_TAGS
                or (units[stop].tag == "(" and _inner_bracket(units, stop))
                or (units[stop].tag == "," and _inner_comma(units, place, stop))
                or (units[stop].tag in ("A", '"') and _noun_goes_on(units, stop))
            ):
                if units[stop].tag in ("D", "G") and units[stop - 1].tag in ("N", "M"):
                    break  # a determiner opens a new group
                if (
                    units[stop].tag == "M"
                    and units[stop - 1].low.endswith(DOSES)
                    and _at(units, place)
                ):
                    break  # "at low doses kratom acts as ..."
                if units[stop].low in AFTER_NOUN and _stands_after(units, stop):
                    break  # "a hormone crucial for ..."
                if units[stop].tag in ("(", ","):
                    stop += 3 if units[stop].tag == "(" else 1
                    continue
                stop += 1
            chunks.append(Chunk("NP", place, stop, units))
        elif tag in VERB_TAGS or (tag == "K" and _verb_goes_on(units, place)):
            stop = place + 1
            while stop < count and (
                (units[stop].tag in VERB_TAGS and not _new_verb(units, place, stop))
                or (units[stop].tag in ("A", "K", '"') and _verb_goes_on(units, stop))
                or (units[stop].tag == "K" and units[stop - 1].tag in FINITE_TAGS)
            ):
                stop += 1
            if tag == "K" and all(unit.tag not in VERB_TAGS for unit in units[place:stop]):
                chunks.append(Chunk("K", place, stop, units))
            else:
                chunks.append(Chunk("VP", place, stop, units))
        elif tag == "O":
            stop = place + 1
            chunks.append(Chunk("NP", place, stop, units))
        elif tag in ("A", '"') or (tag == "," and (not chunks or chunks[-1].kind == ",")):
            stop = place + 1  # adverbs leave no mark, nor the comma after one
        else:
            stop = place + 1
            chunks.append(Chunk(tag, place, stop, units))
        place = stop
    for number, item in enumerate(chunks):
        item.index = number
        if item.kind == "P" and item.low in CLAUSE_OPENERS and _clause_follows(chunks, number):
            item.kind = "S"
    return chunks


def _clause_follows(chunks: Sequence[Chunk], place: int) -> bool:
    """Whether a subject and a finite verb come next ("as it is", "after kratom was").

    The only finite verb of a sentence belongs to what stands before: "a cup before bed eases X".
    """
    finite = [c.index for c in chunks if c.kind == "VP" and c.form == "F"]
    if len(finite) == 1 and place and chunks[place - 1].kind == "NP" and chunks[place].low in TIMES:
        return False
    plain = chunks[place].low == "as"  # "as an agonist at X and ..." is no clause
    place += 1
    while place < len(chunks) and chunks[place].kind == "NP":
        place += 1
        if plain:
            break
        if place + 1 < len(chunks) and chunks[place].kind in ("P", "C"):
            place += 1
    return place < len(chunks) and chunks[place].kind == "VP" and chunks[place].form == "F"


def _at(units: Sequence[Unit], place: int) -> bool:
    """Whether a preposition stands right before."""
    return place > 0 and units[place - 1].tag == "P"


def _new_verb(units: Sequence[Unit], start: int, place: int) -> bool:
    """Whether the verb at ``place`` opens a group of its own ("used containing")."""
    tag, before = units[place].tag, units[place - 1].tag
    if tag == "VG":
        return before not in ("E", "A") or not any(u.tag == "E" for u in units[start:place])
    if tag == "VN":
        return before in CONTENT_VERBS
    return tag in FINITE_TAGS and before in ("VF", "VB", "VG", "VN", "E") and tag != "E"


def _inner_bracket(units: Sequence[Unit], place: int) -> bool:
    """Whether a bracket stands inside a noun group ("angiotensin receptor (AT1) antagonist")."""
    if units[place].tag != "(" or place + 3 >= len(units) or units[place - 1].tag != "M":
        return False
    inside, close, after = units[place + 1 : place + 4]
    return (
        inside.tag in ("M", "N")
        and close.tag == ")"
        and after.tag == "N"
        and bool(after.word.nouns or after.word.aspect)
    )


def _inner_comma(units: Sequence[Unit], start: int, place: int) -> bool:
    """Whether a comma parts two adjectives ("a potent, selective inhibitor of ...")."""
    if units[place].tag != "," or units[start].low not in ("a", "an"):
        return False
    if any(unit.tag not in ("D", "N", "A") or unit.word.nouns for unit in units[start:place]):
        return False
    stop = place + 1
    while stop < len(units) and units[stop].tag in ("N", "A"):
        stop += 1
    return stop - place > 2 or (
        stop < len(units) and stop - place == 2 and units[stop].tag in ("M", "P")
    )


def _stands_after(units: Sequence[Unit], place: int) -> bool:
    """Whether an adjective stands after its noun, with a preposition of its own."""
    unit = units[place]
    if unit.low not in AFTER_NOUN or units[place - 1].tag not in ("N", "M"):
        return False
    return place + 1 < len(units) and units[place + 1].tag in ("P", "T")


def _noun_goes_on(units: Sequence[Unit], place: int) -> bool:
    """Whether after adverbs ("a highly addictive drug") the noun group goes on."""
    if units[place].tag == "A" and units[place - 1].tag not in ("D", "G", "POS"):
        return False
    while place < len(units) and units[place].tag in ("A", '"'):
        place += 1
    return place < len(units) and units[place].tag in ("N", "M", "SUF")


def _verb_goes_on(units: Sequence[Unit], place: int) -> bool:
    while place < len(units) and units[place].tag in ("A", "K", '"'):
        place += 1
    return place < len(units) and units[place].tag in VERB_TAGS
