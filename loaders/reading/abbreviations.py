"""Abbreviations that a text defines itself, after Schwartz and Hearst.

"valerenic acid (VA) ... VA binds": once a short form stands in brackets after its long form, it names
the same entity in the whole text. The matching of letters is the algorithm of A. S. Schwartz and
M. A. Hearst, *A simple algorithm for identifying abbreviation definitions in biomedical text*
(Pacific Symposium on Biocomputing 2003), with the long form given by a name already found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Mention
from substancekg.ontology.entities import Entity

_BRACKET: Final = re.compile(r"\s?[(\[](?:also |or )?([A-Za-z0-9][\w+/-]{1,9})[)\],;]")


def is_short_form_of(short: str, long: str) -> bool:
    """Whether the letters of ``short`` stand in this order in ``long``, its first at a word's start.

    >>> is_short_form_of("VA", "valerenic acid"), is_short_form_of("VA", "kavalactone")
    (True, False)
    """
    place = len(long) - 1
    for number in range(len(short) - 1, -1, -1):
        letter = short[number].lower()
        if not letter.isalnum():
            continue
        while place >= 0 and (
            long[place].lower() != letter
            or (number == 0 and place > 0 and long[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return False
        place -= 1
    return True


def is_short_form(short: str) -> bool:
    """Whether a word looks like an abbreviation: two to ten characters with a capital, not a word.

    >>> [is_short_form(word) for word in ("VA", "mGluR5", "Root", "oil")]
    [True, True, False, False]
    """
    capitals = sum(char.isupper() for char in short)
    return 2 <= len(short) <= 10 and (
        capitals >= 2 or (capitals >= 1 and any(map(str.isdigit, short)))
    )


def defined_abbreviations(text: str, mentions: Sequence[Mention]) -> dict[str, Entity]:
    """Return the short forms that the text defines for the entities named in it."""
    found: dict[str, Entity] = {}
    for mention in mentions:
        match = _BRACKET.match(text, mention.span.end)
        if match is None or mention.entity.generic:
            continue
        short = match.group(1)
        if is_short_form(short) and is_short_form_of(short, mention.span.of(text)):
            found.setdefault(short, mention.entity)
    return found


def with_abbreviations(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with those of abbreviations that the text defines, ordered by start.

    A defined abbreviation wins over what the lexicon takes the same letters for.
    """
    defined = defined_abbreviations(text, mentions)
    if not defined:
        return list(mentions)
    longest_first = sorted(map(re.escape, defined), key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?!\w)")
    kept = list(mentions)
    starts = [mention.span.start for mention in kept]
    added: list[Mention] = []
    for match in pattern.finditer(text):
        begin, end = match.span()
        near = bisect_left(starts, begin)
        around = kept[max(0, near - 1) : near + 1]
        wider = [m for m in around if m.span.start <= begin and end <= m.span.end]
        if any(m.span != Span(begin, end) for m in wider):
            continue
        added.append(Mention(Span(begin, end), defined[match.group()]))
    taken = {mention.span for mention in added}
    return sorted([*(m for m in kept if m.span not in taken), *added])
