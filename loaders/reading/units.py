"""Units: the words, names and marks of a sentence, each with its part in the grammar.

A name of several words is one unit, and so is an idiom ("as well as"). Tags are those of
``words.tsv``, and besides

====  ==========================================================================================
N     noun, adjective or unknown word        M    name of an entity
VF    finite verb                            VB   base form after *to* or a modal
VG    -ing form                              VN   participle
POS   possessive *'s*                        SUF  second part of a compound ("-induced")
,     comma      (  )  brackets      :  colon, semicolon or dash      "  other marks
====  ==========================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from substancekg.loaders.documents import Mention
from substancekg.loaders.reading.words import UNKNOWN, Word, analyse, known_words, phrases

_TOKEN: Final = re.compile(r"'s\b|-?[^\W_]+(?:['.-][^\W_]+)*-?|s?'(?=\s)|[^\w\s]|_")
_DECIMAL: Final = re.compile(r"\d")
MARKS: Final = {
    ",": ",", "(": "(", "[": "(", ")": ")", "]": ")", ":": ":", ";": ":", "-": ":", "/": "C",
    "&": "C", "+": "C", "|": ",",
}  # fmt: skip
IRREGULAR_PLURALS: Final = frozenset(
    ["people", "children", "men", "women", "mice", "data", "teens", "kids"]
)
NOMINAL: Final = frozenset({"N", "M", "D", "G", "POS", "SUF"})
_BEFORE_NOUN: Final = frozenset({"D", "G", "POS", "P"})
_FLOATING: Final = frozenset({"all", "both", "each", "neither"})  # "X and Y both raise Z"
_KEPT: Final = frozenset({"E", "H", "X", "Z", "T", "O", "N", "M", ")", "R"})
_IMPERATIVES: Final = frozenset({"avoid", "refrain"})  # "Avoid taking X with Y"
_ROUGHLY: Final = frozenset(
    ["over", "about", "around", "under", "up to", "more than", "less than", "at least", "at most"]
)
_TWOFOLD: Final = (
    _FLOATING | _IMPERATIVES | _ROUGHLY | {"that", "this", "these", "those"}
)  # words whose tag depends on what stands around them
_OPENERS: Final = frozenset({"X", "T", "Z", "K"})


class Unit:
    """A word, name or mark of a sentence.

    :ivar start: offset in the document; ``end`` is exclusive
    :ivar low: its text in lower case
    """

    __slots__ = ("end", "low", "mention", "start", "tag", "word")

    def __init__(
        self, start: int, end: int, low: str, tag: str, word: Word, mention: Mention | None = None
    ) -> None:
        self.start, self.end, self.low = start, end, low
        self.tag, self.word, self.mention = tag, word, mention

    def __repr__(self) -> str:
        return f"{self.low}/{self.tag}"


def _plain_units(folded: str, start: int, end: int, glued: bool) -> list[Unit]:
    """Return the units of a stretch without names; offsets are those of the document."""
    units: list[Unit] = []
    known = known_words()
    for match in _TOKEN.finditer(folded, start, end):
        begin, stop = match.span()
        low = folded[begin:stop]
        if low.isalnum():  # most of all words
            units.append(Unit(begin, stop, low, "", known.get(low) or analyse(low)))
            continue
        if stop - begin == 1:
            units.append(Unit(begin, stop, low, MARKS.get(low, '"'), UNKNOWN))
            continue
        if low[0] == "-" and len(low) > 1 and not (glued and begin == start):
            units.append(Unit(begin, begin + 1, "-", ":", UNKNOWN))
            low, begin = low[1:], begin + 1
        if low in ("'s", "s'"):
            units.append(Unit(begin, match.end(), low, "POS", UNKNOWN))
            continue
        if low[0] == "-":
            units.append(Unit(begin, match.end(), low, "SUF", analyse(low[1:])))
            continue
        tail = low[-2:]
        if tail == "'s" and low not in ("it's", "that's", "there's", "what's", "let's"):
            cut = match.end() - 2
            units.append(Unit(begin, cut, low[:-2], "", analyse(low[:-2])))
            units.append(Unit(cut, match.end(), "'s", "POS", UNKNOWN))
        elif tail == "'s":
            cut = match.end() - 2
            units.append(Unit(begin, cut, low[:-2], "", analyse(low[:-2])))
            units.append(Unit(cut, match.end(), "is", "E", analyse("is")))
        elif tail == "'t" and low.endswith("n't"):
            units.append(Unit(begin, match.end(), low, "", analyse(low)))
        else:
            units.append(Unit(begin, match.end(), low, "", analyse(low)))
    return units


def _join_phrases(units: list[Unit]) -> list[Unit]:
    """Return the units with known word sequences joined into one."""
    table = phrases()
    joined: list[Unit] = []
    place, count = 0, len(units)
    while place < count:
        unit = units[place]
        if place + 1 < count and unit.mention is None:
            for parts in table.get((unit.low, units[place + 1].low), ()):
                stop = place + len(parts)
                if stop <= count and _same_words(units, place, parts):
                    name = " ".join(parts)
                    unit = Unit(unit.start, units[stop - 1].end, name, "", analyse(name))
                    place = stop - 1
                    break
        joined.append(unit)
        place += 1
    return joined


def _same_words(units: list[Unit], place: int, parts: tuple[str, ...]) -> bool:
    for part in parts:
        other = units[place]
        if other.low != part or (other.mention is not None and not other.word.nouns):
            return False
        place += 1
    return True


def units_of(
    folded: str, start: int, end: int, mentions: Sequence[Mention], *, item: bool = False
) -> list[Unit]:
    """Return the tagged units of a sentence.

    :param folded: the document's text, lower case with folded marks, same length
    :param item: whether it is a list item, which may open with a verb ("Reduces anxiety")
    :param mentions: those inside the sentence, ordered, none overlapping
    """
    units: list[Unit] = []
    place, glued = start, False
    for mention in mentions:
        if mention.span.start > place:
            units += _plain_units(folded, place, mention.span.start, glued)
        low = folded[mention.span.start : mention.span.end]
        word = analyse(low) if len(low) < 24 else UNKNOWN
        units.append(Unit(mention.span.start, mention.span.end, low, "M", word, mention))
        place, glued = mention.span.end, True
    if place < end:
        units += _plain_units(folded, place, end, glued)
    units = _join_phrases(units)
    if item:
        _tag_opening_verb(units)
    _tag(units)
    return units


def _tag_opening_verb(units: list[Unit]) -> None:
    """Tag the verb that opens a list item: "Reduces anxiety", "Helps with sleep"."""
    place = next((n for n, u in enumerate(units) if u.word.tag != "A" and u.tag != '"'), None)
    if place is None or place + 1 >= len(units):
        return
    unit, following = units[place], units[place + 1]
    forms = unit.word.forms
    if unit.tag or unit.word.tag or not forms:
        return
    follows = following.tag == "M" or following.word.tag in ("D", "G") or not following.word.tag
    if not (follows or _takes(unit.word, following.low)):
        return
    if "g" in forms:
        unit.tag = "VG"
    elif "s" in forms or (
        "b" in forms and (not unit.word.nouns or following.word.tag in ("D", "G"))
    ):
        unit.tag = "VF"


def is_plural(unit: Unit) -> bool:
    """Whether a noun unit is plural by its form."""
    if unit.word.plural:
        return True
    low = unit.low
    if low in IRREGULAR_PLURALS:
        return True
    if low.endswith("is") and unit.mention is not None:  # "SSRIs", "MAOIs", but not "cannabis"
        return any(name.lower() == low[:-1] for name in unit.mention.entity.synonyms)
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))


def _tag(units: list[Unit]) -> None:
    """Give every unit its tag, from left to right."""
    before = ""
    subject_before = False  # a noun phrase stands before, in the same clause
    outer = False  # one stands before the clause inserted here ("X, when taken daily, ...")
    for place, unit in enumerate(units):
        if unit.tag:
            tag = unit.tag
            if (
                tag == "M"
                and _takes(unit.word, units[place + 1].low if place + 1 < len(units) else "")
                and before in ("M", "N", "O", "T", "X")
                and "b" in unit.word.forms
            ):
                unit.tag, unit.mention, tag = "VB", None, "VB"  # "helps people focus on ..."
            if tag == "M" and unit.word.forms and _verb_tag(units, place, before, subject_before):
                # "can stress", "to balance": a verb, whatever else the word may name
                tag = (
                    _verb_tag(units, place, before, subject_before) if before in ("X", "T") else "M"
                )
                if tag != "M":
                    unit.tag, unit.mention = tag, None
        elif unit.low not in _TWOFOLD:
            tag = unit.word.tag
            if not tag:
                tag = (
                    _verb_tag(units, place, before, subject_before) if unit.word.forms else ""
                ) or "N"
        elif unit.low == "neither" and before in ("E", "VF", "VB"):
            tag = "K"  # "is neither a sedative nor ..."
        elif unit.low in _ROUGHLY and place + 1 < len(units) and units[place + 1].low[0].isdigit():
            tag = "A"  # "contains over 40 alkaloids"
        elif unit.low in ("that", "this", "these", "those"):
            tag = _that_tag(units, place, before)
        elif (
            unit.low in ("all", "both")
            and before in ("X", "E", "H")
            and place + 1 < len(units)
            and not units[place + 1].word.tag
        ):
            tag = "A"  # "can all help", "are both effective"
        elif (
            unit.low in _FLOATING
            and before in ("N", "M", "O", ")", ",")
            and _verb_next(units, place)
        ):
            tag = "K" if unit.low == "neither" else "A"
        elif unit.low in _IMPERATIVES and before in ("", ",", ":", "S", "C", "B"):
            tag = "VB"
        elif unit.low == "both" and before not in ("N", "M", ")") and _verb_next(units, place):
            tag = "O"
        elif unit.word.tag:
            tag = unit.word.tag
        elif unit.word.forms:
            tag = _verb_tag(units, place, before, subject_before) or "N"
        else:
            tag = "N"
        unit.tag = tag
        if tag in ("N", "M"):
            subject_before = True
        elif tag == "S" and before == ",":
            outer, subject_before = subject_before, False
        elif tag == "," and outer:
            outer, subject_before = False, True
        elif tag in (":", "S", "R"):
            subject_before = False
        if tag not in ("A", '"') and not (tag == "K" and before in _KEPT):
            before = tag  # "is not converted": still after "is"; "X never causes": after X
    verb = False
    for unit in reversed(units):
        if unit.tag == "T" and not verb:
            unit.tag = "P"
        if unit.tag != "A":
            verb = unit.tag == "VB"


def _that_tag(units: list[Unit], place: int, before: str) -> str:
    """Tell "that" and "this" as determiner, pronoun and relative apart."""
    unit = units[place]
    following = units[place + 1] if place + 1 < len(units) else None
    if unit.low == "that":
        return "R" if before and before not in ("P", ":", "(", "C") else "D"
    if following is None:
        return "O"
    tag, word = following.tag or following.word.tag, following.word
    if tag in ("X", "E", "H", "Z", "P", ",", "K", "A", "B", "R", "C", ")", ":", '"') or (
        not tag and word.forms and "s" in word.forms and not word.nouns
    ):
        return "O"
    return "D"


def _verb_next(units: list[Unit], place: int) -> bool:
    """Whether a verb comes next, so that "all" or "neither" stands with it and not with a noun."""
    following = units[place + 1] if place + 1 < len(units) else None
    if following is None or following.tag:
        return False
    word = following.word
    return word.tag in ("X", "E", "H", "Z") or (not word.tag and bool(word.forms))


def _verb_tag(units: list[Unit], place: int, before: str, subject: bool) -> str:
    """Return the verb tag of a word that can be a verb; empty when it is a noun here."""
    unit = units[place]
    forms, word = unit.word.forms, unit.word
    if before in _OPENERS and "b" in forms:
        return "VB"
    if before in ("VF", "VB", "VG") and "b" in forms and _helps(units, place):
        return "VB"
    if before in ("E", "H") and "n" in forms:
        return "VN"
    following = next((u for u in units[place + 1 :] if u.word.tag != "A" or u.mention), None)
    nominal_follows = following is not None and (
        following.tag == "M"
        or (not following.tag and following.word.tag in ("D", "G", "O"))
        or (not following.tag and not following.word.tag)
    )
    if "g" in forms:
        if before in ("D", "G", "POS"):
            return ""
        if before in ("N", "M") and word.nouns:
            return ""
        return "VG"
    if before in ("D", "G", "POS"):
        return ""
    if before == "P":
        return ""
    if "n" in forms or "d" in forms:
        if before in ("M", "N", "O", "R", "C", ",", ")", "X", "S", "", "VG", "VF", "B", ":", "VN"):
            after_by = following is not None and following.low in (
                "by", "from", "in", "for", "with", "to", "as", "into", "on", "at", "of",
            )  # fmt: skip
            if after_by and "d" in forms and _is_only_verb(units, place):
                return "VF"  # "anxiety decreased in men treated with X"
            if after_by:
                return "VN"
            if before in ("M", "N", "O", "R", ")") and "d" in forms and nominal_follows:
                return "VF"
            if before in ("M", "N", "O", "R", ")") and "d" in forms:
                reduced = following is not None and following.word.tag == "P"
                return "VN" if reduced and _verb_before(units, place) else "VF"
            if (
                before == ","
                and "d" in forms
                and nominal_follows
                and _closes_insertion(units, place)
            ):
                return "VF"  # "X, a lactone, inhibited Y"
            if before in ("C", ",") and subject and nominal_follows and "d" in forms:
                earlier = [u for u in units[:place] if u.tag in ("VF", "E", "H", "X")]
                if earlier and earlier[-1].tag == "VF" and "d" in earlier[-1].word.forms:
                    return "VF"
                return ""
            return "" if nominal_follows else "VN"
        return ""
    if "s" in forms:
        if before in ("O", "R", "A", "S"):
            return "VF"
        if word.nouns or word.aspect:
            # increases, effects, results: a verb after a singular noun that an object follows
            if before not in ("M", "N", ")", ",", "C", "B") or not subject:
                return ""
            last = _last_noun(units, place)
            if before in (",", "C", "B"):
                closing = before == "," and _closes_insertion(units, place)
                if not (_verb_before(units, place) or closing) or not nominal_follows:
                    return ""
            elif last is not None and is_plural(last):
                return ""
            if following is None or (
                following.tag != "M" and following.word.tag in ("P", "E", "X", "H")
                and not _takes(word, following.low)
            ):  # fmt: skip
                return ""
            return "VF"
        return "VF" if subject else ""
    # base forms
    if before in ("O", "R") or (before in ("M", "N") and _inverted(units, place)):
        return "VF"
    if not subject or before not in ("M", "N", ")", ",", "C"):
        return ""
    last = _last_noun(units, place)
    if last is None:
        return ""
    if before == "," and not _verb_before(units, place) and nominal_or_taken(word, following):
        return "VF"  # "its alkaloids, X and Y, bind to ..."
    if before == "," and _closes_insertion(units, place):
        return "VF" if nominal_follows or _takes(word, following.low if following else "") else ""
    if before in (",", "C"):
        earlier = [u for u in units[:place] if u.tag in ("VF", "VB", "VG")]
        return earlier[-1].tag if earlier and earlier[-1].tag in ("VF", "VB") else ""
    if is_plural(last) or _coordinated(units, place) or _plural_head(units, place):
        pure = not word.nouns and not word.aspect and following is not None
        if pure and following is not None and following.word.tag in ("P", "D", "G", "T", "A"):
            return "VF"
        return "VF" if nominal_follows or _takes(word, following.low if following else "") else ""
    return ""


def _inverted(units: list[Unit], place: int) -> bool:
    """Whether "does X" or "can X" stands before, after "not only", "nor" and the like."""
    for index in range(place - 1, -1, -1):
        unit = units[index]
        if unit.tag in ("Z", "X"):
            before = units[index - 1] if index else None
            return before is not None and before.low in ("only", "nor", "just", "neither")
        if unit.tag not in ("M", "N", "D", "G", "A", "C"):
            return False
    return False


def nominal_or_taken(word: Word, following: Unit | None) -> bool:
    """Whether an object or the verb's own preposition comes next."""
    if following is None or word.nouns or word.aspect:
        return False
    return following.tag == "M" or following.word.tag in ("D", "G") or _takes(word, following.low)


def _helps(units: list[Unit], place: int) -> bool:
    """Whether the verb just before is "help" or the like, which a base form may follow."""
    for unit in reversed(units[:place]):
        if unit.tag in ("VF", "VB", "VG"):
            return unit.word.verb_kind("help")
        if unit.tag not in ("A", '"'):
            return False
    return False


def _is_only_verb(units: list[Unit], place: int) -> bool:
    """Whether a verb of change without "by" has no finite verb beside it in the sentence."""
    word = units[place].word
    if not any(sense.family in ("up", "down", "improve", "worsen") for sense in word.verbs):
        return False
    if place + 1 < len(units) and units[place + 1].low in ("by", "from"):
        return False
    return not _verb_before(units, place) and all(
        unit.word.tag not in ("E", "H", "X", "Z")
        and ("s" not in unit.word.forms or unit.word.nouns)
        for unit in units[place + 1 :]
    )


def _takes(word: Word, preposition: str) -> bool:
    """Whether some use of the verb takes that preposition."""
    return any(preposition in sense.preps for sense in word.verbs)


def _last_noun(units: list[Unit], place: int) -> Unit | None:
    for unit in reversed(units[:place]):
        if unit.tag in ("N", "M"):
            return unit
        if unit.tag not in ("A", ")", ",", "C"):
            return None
    return None


def _closes_insertion(units: list[Unit], place: int) -> bool:
    """Whether the comma before closes an insertion after the subject ("X, a herb, increases")."""
    return not _verb_before(units, place) and any(u.tag == "," for u in units[: place - 1])


def _verb_before(units: list[Unit], place: int) -> bool:
    return any(unit.tag in ("VF", "E", "H", "X") for unit in units[:place])


def _plural_head(units: list[Unit], place: int) -> bool:
    """Whether the subject before is "plural of X" ("side effects of kratom include")."""
    for index in range(place - 1, 0, -1):
        unit = units[index]
        if unit.tag == "P" and unit.low in ("of", "in", "from", "for", "on"):
            if units[index - 1].tag in ("N", "M") and is_plural(units[index - 1]):
                return not units[place].word.nouns or _sole_verb(units, place)
        elif unit.tag not in ("N", "M", "D", "G", "A", "POS", "C"):
            return False
    return False


def _sole_verb(units: list[Unit], place: int) -> bool:
    """Whether a name follows and nothing else in the clause can be its finite verb."""
    if place + 1 >= len(units) or units[place + 1].tag != "M":
        return False
    for unit in units[place + 1 :]:
        if unit.word.tag in (",", ":", "S", "B", "R"):
            break
        if unit.word.tag in ("E", "H", "X", "Z") or (unit.word.forms and not unit.word.nouns):
            return False
    return True


def _coordinated(units: list[Unit], place: int) -> bool:
    """Whether the subject before is "X and Y"."""
    seen_noun = False
    for unit in reversed(units[:place]):
        if unit.tag not in ("N", "M", "D", "G", "A"):
            return unit.tag == "C" and seen_noun
        seen_noun = True
    return False
