"""Modality: hedges, negation and attribution, with their scope.

A cue of scope *word* counts for the verb and noun groups between it and the relation's own words;
a cue of scope *matrix* ("research suggests that ...") for all that follows in the sentence up to a
contrast. Which stretches belong to a relation is found by :func:`reach`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from substancekg.loaders.reading.clauses import Clause
from substancekg.loaders.reading.folding import fold_words
from substancekg.loaders.reading.parse import Parse
from substancekg.loaders.reading.tables import table_rows
from substancekg.ontology.terms import Certainty, Polarity

BELIEF: Final = "it is believed"  # "is believed to relieve X by ...-ing" doubts both
CONDITIONS: Final = frozenset({"if", "unless", "in case", "even if"})
CUE_COLUMNS: Final = ("phrase", "kind", "scope", "certainty", "attribution")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make a statement hedged or negated, or say whose it is, at their place."""

    start: int
    end: int
    kind: str
    matrix: bool
    hedged: bool
    attribution: str


@dataclass(frozen=True, slots=True)
class Modality:
    """How a relation is stated.

    :ivar hedge: the cue that makes it hedged, if any
    :ivar open: whether it is not stated at all, but asked ("whether X treats Y")
    """

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    attribution: str = ""
    hedge: Cue | None = None
    open: bool = False


NOT: Final = frozenset(
    {"not", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "cannot", "can't",
     "won't", "never"}
)  # fmt: skip
REPLACED: Final = frozenset({"rather than", "instead of", "as opposed to", "far from"})
AUXILIARIES: Final = frozenset({"X", "E", "H", "Z"})
PLAIN: Final = Modality()


@dataclass(frozen=True, slots=True)
class Reach:
    """Where cues count for a relation.

    :ivar stretches: offsets of the groups that lead to the relation's own words
    :ivar presupposed: whether the relation is taken for granted ("its effect on sleep may help")
    :ivar means: whether it stands in a "by ...-ing" phrase, which hedges of the sentence spare
    """

    stretches: tuple[tuple[int, int], ...]
    start: int
    presupposed: bool = False
    means: bool = False


@cache
def _cue_automaton() -> tuple[AhoCorasick, tuple[dict[str, str], ...]]:
    rows = tuple(table_rows("cues.tsv", CUE_COLUMNS))
    patterns = [" " + " ".join(fold_words(row["phrase"]).split()) + " " for row in rows]
    return AhoCorasick(patterns), rows


def find_cues(words: str, offset: int) -> list[Cue]:
    """Return the cues in a stretch of folded words, in order, longest of overlapping ones.

    :param words: as :func:`fold_words` gives them; ``offset`` is where they start in the document
    """
    automaton, rows = _cue_automaton()
    hits = sorted(
        (
            (start, end - 2, rows[number])
            for number, start, end in automaton.find_matches_as_indexes(
                f" {words} ", overlapping=True
            )
        ),
        key=lambda hit: (hit[0], -hit[1]),
    )
    cues: list[Cue] = []
    reach = -1
    for start, end, row in hits:
        if start < reach:
            continue
        reach = end
        if row["kind"] == "negation" and words[start:].startswith(
            ("not only", "not just", "no doubt")
        ):
            continue
        if row["kind"] == "negation" and words[:start].endswith(" or may "):
            continue  # "may or may not"
        cues.append(
            Cue(
                start + offset, end + offset, row["kind"], row["scope"] == "matrix",
                row["certainty"] == "hedged", row["attribution"],
            )
        )  # fmt: skip
    return cues


def reach(parse: Parse, clause: Clause | None, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches that lead from the governing verbs to the words at ``start``.

    A means phrase ("by blocking X") and a relative clause stand on their own.
    """
    stretches: list[tuple[int, int]] = []
    stop = end
    seen: set[int] = set()
    while clause is not None and clause.verb not in seen:
        seen.add(clause.verb)
        verb = parse.chunks[clause.verb]
        begin = verb.units[0].start
        opening = _negated_opening(parse, clause)
        if opening is not None:
            begin = opening
        stretches.append((min(begin, stop), max(stop, verb.units[-1].end)))
        if clause.link in ("means", "relative", "reduced", "") or clause.governor is None:
            break
        if (
            clause.link == "and"
            and verb.form == "F"
            and parse.kind(clause.verb - 1) in ("C", "B", ",")
            and (verb.units[0].tag in AUXILIARIES or _says_not(parse, clause.governor))
        ):
            break  # "does not cause X and relieves Y": the second verb has its own say
        if clause.link in ("prep", "to"):
            stop = begin
        else:
            stop = parse.chunks[clause.governor.verb].units[-1].end
            # a coordinated or following verb shares what leads to its governor
        clause = clause.governor
    return tuple(stretches)


def _says_not(parse: Parse, clause: Clause) -> bool:
    """Whether a verb group of its own negates: "does not cause", but not "neither causes"."""
    return any(unit.low in NOT for unit in parse.chunks[clause.verb].units)


def _negated_opening(parse: Parse, clause: Clause) -> int | None:
    """Return where "neither X nor Y", "no study" or "nor did it" opens a clause; else ``None``."""
    if clause.subject is None:
        return None
    for index in range(clause.subject, max(-1, clause.subject - 5), -1):
        first = parse.chunks[index].units[0]
        if first.low in ("neither", "nor", "no", "none"):
            return first.start
        if parse.kind(index) not in ("NP", "C", "VP"):
            return None
    return None


def judge(parse: Parse, cues: Sequence[Cue], where: Reach) -> Modality:
    """Return how the relation is stated whose cues lie in ``where``."""
    if not cues:
        return PLAIN
    breaks = [
        chunk.units[0].start for chunk in parse.chunks if chunk.kind == "B" or chunk.low == ";"
    ]
    negated = hedged = False
    attribution = ""
    hedge: Cue | None = None
    for cue in cues:
        inside = any(begin <= cue.start and cue.end <= end for begin, end in where.stretches)
        if cue.matrix:
            ahead = cue.end <= where.start and not any(cue.end <= b < where.start for b in breaks)
            if not (inside or (ahead and not where.presupposed)):
                continue
            if where.means and not inside and cue.kind == "hedge" and cue.attribution != BELIEF:
                continue
        elif not inside:
            continue
        if cue.kind == "open":
            return Modality(open=True)
        if cue.kind == "negation":
            if any(cue.end <= b < where.start for b in breaks):
                continue
            if cue.matrix and not inside and _new_clause(parse, cue.end, where.start):
                continue
            negated = True
        if cue.hedged:
            hedged = True
            hedge = hedge or cue
        if cue.attribution and not attribution:
            attribution = cue.attribution
    return Modality(
        Polarity.NEGATED if negated else Polarity.AFFIRMED,
        Certainty.HEDGED if hedged else Certainty.ASSERTED,
        attribution,
        hedge,
    )


def _new_clause(parse: Parse, begin: int, end: int) -> bool:
    """Whether ", and it is ..." opens a clause of its own between two offsets."""
    for item in parse.chunks:
        if item.units[0].start >= end:
            break
        if item.kind == "C" and item.units[0].start >= begin and item.index:
            comma = parse.kind(item.index - 1) == ","
            verb = parse.kind(item.index + 2) == "VP" and parse.chunks[item.index + 2].form == "F"
            if comma and parse.kind(item.index + 1) == "NP" and verb:
                return True
    return False


def conditional(parse: Parse, place: int) -> bool:
    """Whether the words at an offset stand in an if-clause: "if you take X for Y, ..."."""
    opened = False
    for item in parse.chunks:
        if item.units[0].start >= place:
            break
        if (item.kind == "S" and item.low in CONDITIONS) or item.low in REPLACED:
            opened = True
        elif item.kind in (",", "B", ":"):
            opened = False
    return opened
