"""Sentences within the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Block, BlockKind, Document

ABBREVIATIONS: Final = frozenset(
    [
        "e.g",
        "i.e",
        "etc",
        "vs",
        "cf",
        "al",
        "approx",
        "ca",
        "no",
        "nos",
        "fig",
        "figs",
        "ref",
        "refs",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "mt",
        "inc",
        "ltd",
        "co",
        "jr",
        "sr",
        "u.s",
        "u.k",
        "e.u",
        "a.m",
        "p.m",
        "ph.d",
        "vol",
        "pp",
        "p",
        "spp",
        "sp",
        "subsp",
        "var",
        "ed",
        "eds",
        "est",
        "dept",
        "vitam",
        "i.v",
        "i.p",
        "s.c",
        "p.o",
        "b.i.d",
        "t.i.d",
        "q.d",
        "resp",
        "incl",
    ]
)
_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_GLUED: Final = re.compile(r"(?<=[a-z)\]])[.!?](?=[A-Z][a-z]+)")
_LAST_WORD: Final = re.compile(r"[^\s(\[\"'“‘]+$")
SHORTEST_WHOLE: Final = 5
"""Letters; a shorter word before a full stop may be shortened ("conc. caffeine")."""
SPOKEN: Final = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.TITLE, BlockKind.HEADING}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or table line, with the block it stands in."""

    start: int
    end: int
    block: Block

    @property
    def span(self) -> Span:
        """Where it stands in the document's text."""
        return Span(self.start, self.end)


def _ends_here(
    text: str, begin: int, dot: int, after: int, stop: int, names: Container[int]
) -> bool:
    """Whether the mark at ``dot`` ends the sentence that began at ``begin``."""
    rest = after
    while rest < stop and text[rest].isspace():
        rest += 1
    if rest >= stop:
        return True
    following = text[rest]
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return not following.islower()
    if following.islower():
        # an ordinary lower-case start is no new sentence, but for names such as "pH" or "mTOR",
        # and for a name after a whole word ("... blocks sleep. caffeine ...")
        if text[rest + 1 : rest + 2].isupper():
            return True
        return rest in names and _is_whole_word(text, begin, dot)
    word = _LAST_WORD.search(text, max(begin, dot - 24), dot)
    last = word.group().lower() if word else ""
    if last in ABBREVIATIONS:
        return False
    # a single capital is an initial (M. speciosa, J. Smith), unless it ends a name (vitamin D.)
    single = len(last) == 1 and last.isalpha() and text[dot - 1].isupper()
    return not single or text[max(begin, dot - 9) : dot - 1].lower().endswith(("vitamin ", "type "))


def _is_whole_word(text: str, begin: int, dot: int) -> bool:
    """Whether the word before a full stop is too long, or too plain, to be shortened."""
    word = _LAST_WORD.search(text, max(begin, dot - 24), dot)
    return (
        word is not None
        and len(word.group()) >= SHORTEST_WHOLE
        and word.group().isalpha()
        and word.group().lower() not in ABBREVIATIONS
    )


def split_sentences(
    text: str, start: int, stop: int, names: Container[int] = ()
) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:stop]`` as offsets without white space around them.

    :param names: offsets at which names begin, which may open a sentence in lower case
    """
    begin = start
    marks = sorted(
        {(m.start(), m.end()) for m in _END.finditer(text, start, stop)}
        | {(m.start(), m.end()) for m in _GLUED.finditer(text, start, stop)}
    )
    for dot, after in marks:
        if after <= begin or not _ends_here(text, begin, dot, after, stop, names):
            continue
        yield from _trimmed(text, begin, after)
        begin = after
    yield from _trimmed(text, begin, stop)


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    if end > begin:
        yield begin, end


def sentences_of(document: Document, names: Container[int] = ()) -> Iterator[Sentence]:
    """Yield the sentences of all blocks, in order; a table line is one sentence.

    Lines of a table of contents have none.

    :param names: offsets at which names begin, which may open a sentence in lower case
    """
    for block in document.blocks:
        if block.kind not in SPOKEN:
            continue
        start, end = block.span.start, min(block.span.end, len(document.text))
        if block.kind in (BlockKind.ROW, BlockKind.HEADING):
            spans: Iterator[tuple[int, int]] = _trimmed(document.text, start, end)
        else:
            spans = split_sentences(document.text, start, end, names)
        for begin, stop in spans:
            yield Sentence(begin, stop, block)
