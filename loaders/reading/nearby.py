"""Relations from nearness, for documents that bring their own mentions.

Abstracts with given mentions (PubTator, BioC) name far more proteins and chemicals than the grammar
can connect. For a pair that no grammar rule relates, each relation word of the sentence is weighed
by a score card: ``nearby_protein.tsv``
and ``nearby_condition.tsv`` hold one weight for each observation about the word, its distance
and side, and what stands between. The weights were fitted by logistic regression on the training
parts of ChemProt and BC5CDR; the text itself is not kept. A pair is related when its best word reaches
:data:`THRESHOLD`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from substancekg.loaders.reading.candidates import Candidate
from substancekg.loaders.reading.choice import choose
from substancekg.loaders.reading.modality import Reach
from substancekg.loaders.reading.parse import Parse, argument
from substancekg.loaders.reading.references import TARGETS
from substancekg.loaders.reading.tables import table_rows
from substancekg.loaders.reading.units import Unit

THRESHOLD: Final = 0.0
LONGEST: Final = 90  # units of a sentence
MOST: Final = 160  # pairs of a sentence
FAMILIES: Final = {
    "protein": frozenset(
        [
            "bind",
            "up",
            "promote",
            "improve",
            "down",
            "inhibit",
            "block",
            "antagonize",
            "activate",
            "relieve",
            "prevent",
            "cause",
            "agonist",
            "partial_agonist",
            "inverse_agonist",
            "antagonist",
            "substrate",
            "process",
            "pam",
            "nam",
            "worsen",
            "metabolize",
        ]
    ),
    "condition": frozenset(["up", "promote", "cause", "worsen", "affect"]),
}
ROLES: Final = (
    dict.fromkeys(("Compound", "CompoundClass", "Hormone", "Neurotransmitter"), "substance")
    | dict.fromkeys(TARGETS, "protein")
    | {"Condition": "condition"}
)
"""What an entity type is to the score cards, whether or not the lexicon knows the mention."""
_LIGHT: Final = frozenset({"M", ",", "C", "D", "(", ")", '"', "A", "POS"})
_BREAKS: Final = frozenset({"B", "S", "R", ":"})
_FINITE: Final = frozenset({"VF", "E", "X", "H", "Z"})


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A word that may relate a pair: its place among the units, family and kind of word."""

    place: int
    family: str
    kind: str


@cache
def listed_words(target: str) -> dict[str, tuple[str, str]]:
    """Return family and kind of the words that count for nearness alone, for one kind of object."""
    rows = table_rows("nearby_words.tsv", ("word", "family", "kind", "object"))
    return {row["word"]: (row["family"], row["kind"]) for row in rows if row["object"] == target}


@cache
def weights(target: str) -> dict[str, float]:
    """Return the weights of the score card for one kind of object, by observation."""
    rows = table_rows(f"nearby_{target}.tsv", ("observation", "weight"))
    return {row["observation"]: float(row["weight"]) for row in rows}


def relation_words(units: Sequence[Unit], target: str) -> list[RelationWord]:
    """Return the words of a sentence that can carry a relation to a ``target``, in order.

    :param target: ``protein`` or ``condition``
    """
    list_of_words, wanted = listed_words(target), FAMILIES[target]
    found: list[RelationWord] = []
    families: list[str]
    for place, unit in enumerate(units):
        if unit.mention is not None:
            continue
        listed = list_of_words.get(unit.low)
        if listed is not None:
            families, kind = [listed[0]], listed[1]
        elif unit.tag == "N":
            families = [s.family for s in unit.word.nouns if s.kind in ("role", "event")]
            kind = "role" if unit.word.has_kind("role") else "event"
        elif unit.tag[0] == "V":
            families = [s.family for s in unit.word.verbs]
            kind = "participle" if unit.tag == "VN" else "verb"
        elif unit.tag == "SUF":
            families = [s.family for s in unit.word.verbs] + [s.family for s in unit.word.nouns]
            kind = "suffix"
        else:
            continue
        family = next((f for f in families if f in wanted), "")
        if family:
            found.append(RelationWord(place, family, kind))
    return found


class Stretches:
    """Counts over the units of a sentence, so that any stretch is summed up at once."""

    __slots__ = ("breaks", "depth", "finite", "heavy", "others", "substances", "words")

    def __init__(self, units: Sequence[Unit], words: Sequence[RelationWord]) -> None:
        at = {word.place for word in words}
        self.heavy, self.breaks, self.finite, self.words = [0], [0], [0], [0]
        self.substances, self.others, self.depth = [0], [0], [0]
        for place, unit in enumerate(units):
            tag = unit.tag
            self.heavy.append(self.heavy[-1] + (tag not in _LIGHT))
            self.breaks.append(self.breaks[-1] + (tag in _BREAKS))
            self.finite.append(self.finite[-1] + (tag in _FINITE))
            self.words.append(self.words[-1] + (place in at))
            self.depth.append(self.depth[-1] + (tag == "(") - (tag == ")"))
            kind = role(unit)
            self.substances.append(self.substances[-1] + (kind == "substance"))
            self.others.append(self.others[-1] + (kind not in ("", "substance")))


def _bucket(count: int) -> str:
    if count <= 1:
        return str(count)
    if count <= 3:
        return "2"
    if count <= 6:
        return "4"
    return "7" if count <= 12 else "13"


def observations(
    units: Sequence[Unit], sums: Stretches, word: RelationWord, substance: int, other: int
) -> list[str]:
    """Return what there is to see about a relation word and a pair, as names of weights."""
    place = word.place
    left, right = min(substance, other), max(substance, other)
    side = "between" if left < place < right else ("before" if place < left else "after")
    order = "so" if substance < other else "os"
    where = f"{word.kind} {side} {order}"
    found = [
        f"family {word.family} {word.kind}",
        f"at {where}",
        f"family {word.family} {side} {order}",
    ]
    for name, end in (("substance", substance), ("object", other)):
        low, high = (place + 1, end) if place < end else (end + 1, place)
        heavy = sums.heavy[high] - sums.heavy[low]
        found.append(f"gap {name} {word.kind} {side} {order} {_bucket(heavy)}")
        if sums.breaks[high] - sums.breaks[low]:
            found.append(f"break {name}")
        if sums.depth[low] != sums.depth[high]:
            found.append(f"bracket {name} {word.kind} {side} {order}")
        finite = sums.finite[high] - sums.finite[low]
        if finite:
            found.append(f"finite {name} {word.kind} {min(finite, 2)}")
        rivals = sums.words[high] - sums.words[low]
        if rivals:
            found.append(f"rival {name} {word.kind} {min(rivals, 2)}")
    found.append(f"word {units[place].low}")
    found.append(f"word {units[place].low} {side} {order}")
    for name, end, kinds in (
        ("substance", substance, sums.substances),
        ("object", other, sums.others),
    ):
        low, high = (place + 1, end) if place < end else (end + 1, place)
        same = kinds[high] - kinds[low]
        if same:
            found.append(f"nearer {name} {word.kind} {side} {order} {min(same, 3)}")
        if abs(place - end) == 1:
            found.append(f"next to {name} {word.family} {side} {order}")
    if word.kind == "role":
        found += _role_observations(units, sums, word, substance, other, side, order)
    after = units[place + 1].low if place + 1 < len(units) else ""
    if after in ("of", "by", "in", "for", "with", "to"):
        found.append(f"next {word.kind} {after} {side} {order}")
    if units[substance - 1].low in ("by", "with", "of", "to", "in", "for") and substance:
        found.append(f"prep {units[substance - 1].low} {word.kind} {side} {order}")
    if units[other - 1].low in ("by", "with", "of", "to", "in", "for", "on") and other:
        found.append(f"object prep {units[other - 1].low} {word.kind} {side} {order}")
    follows = units[substance + 1].low if substance + 1 < len(units) else ""
    if follows.startswith("-"):
        found.append("suffix substance")
    if (other + 1 < len(units)) and units[other + 1].word.aspect:
        found.append(f"aspect {word.kind} {side}")
    return found


def role(unit: Unit) -> str:
    """Return ``substance``, ``protein``, ``condition``, ``other``; empty for what is no name."""
    return "" if unit.mention is None else ROLES.get(unit.mention.entity.type, "other")


def _is_substance(unit: Unit) -> bool:
    return role(unit) == "substance"


def _is_condition(unit: Unit) -> bool:
    return role(unit) == "condition"


def _role_observations(
    units: Sequence[Unit],
    sums: Stretches,
    word: RelationWord,
    substance: int,
    other: int,
    side: str,
    order: str,
) -> list[str]:
    """Return what there is to see about "the G agonist X" and "X (a G antagonist)"."""
    found: list[str] = []
    follower = word.place + 1
    if follower < len(units) and units[follower].tag in (",", "("):
        follower += 1
    if follower < len(units) and _is_substance(units[follower]):
        low, high = min(follower, substance), max(follower, substance)
        if follower == substance:
            found.append(f"follower is substance {word.family}")
        elif low == follower and sums.heavy[high] == sums.heavy[low]:
            found.append("follower lists substance")
        else:
            found.append(f"follower is another {side} {order}")
    before = word.place - 1
    if before >= 0 and units[before].mention is not None and before != other:
        found.append(f"role of another {side} {order}")
    if word.place - other == 1:
        found.append(f"role of object {side} {order}")
    return found


def related(
    units: Sequence[Unit], pairs: Sequence[tuple[int, int]], target: str
) -> Iterator[tuple[int, int, RelationWord]]:
    """Yield the pairs that the score card relates, each with its best word.

    :param pairs: places of substance and object among the units
    """
    if len(units) > LONGEST or len(pairs) > MOST:
        return
    words = relation_words(units, target)
    if not words:
        return
    card = weights(target)
    sums = Stretches(units, words)
    base = card.get("base", 0.0)
    for substance, other in pairs:
        best, chosen = THRESHOLD, None
        for word in words:
            if not fits(units, word, substance, other):
                continue
            score = base
            for name in observations(units, sums, word, substance, other):
                score += card.get(name, 0.0)
            if score > best:
                best, chosen = score, word
        if chosen is not None:
            yield substance, other, chosen


def fits(units: Sequence[Unit], word: RelationWord, substance: int, other: int) -> bool:
    """Whether the word's family gives a predicate for the pair."""
    if word.family in ("cause", "up", "promote", "worsen", "affect") and _is_condition(
        units[other]
    ):
        return True
    return bool(
        choose(word.family, argument(units[substance]), argument(units[other]), units[other].low)
    )


def nearby_relations(parse: Parse, known: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield relations of given substances that the grammar does not find."""
    units = parse.units
    places: dict[str, list[int]] = {}
    for place, unit in enumerate(units):
        if unit.mention is not None:
            places.setdefault(role(unit), []).append(place)
    substances = places.get("substance", ())
    if not substances or len(places) < 2:
        return
    done = {(c.subject.start, c.object.start) for c in known}
    done |= {(end, start) for start, end in done}
    for target in ("protein", "condition"):
        pairs = [
            (s, o)
            for s in substances
            for o in places.get(target, ())
            if (units[s].start, units[o].start) not in done
        ]
        for substance, other, word in related(units, pairs, target):
            unit = units[word.place]
            where = Reach(((units[max(0, word.place - 3)].start, unit.end),), unit.start)
            family = word.family if target == "protein" else "cause"
            yield Candidate(
                "nearby words", argument(units[substance]), family, argument(units[other]),
                (unit.start, unit.end), where,
            )  # fmt: skip
