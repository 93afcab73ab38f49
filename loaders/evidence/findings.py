"""Which sentences of a paper report a finding of that paper.

A paper also asks questions, states aims, describes methods, and repeats what others found. Labelled
sections say which is which; in an abstract without labels the words do. The cues are few and
plain, so that a reader can check them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum

from substancekg.graph.assertions import Assertion
from substancekg.loaders.documents import Block, BlockKind, Document


class Role(StrEnum):
    """What a sentence does in its paper."""

    FINDING = "finding"
    BACKGROUND = "background"
    AIM = "aim"
    METHOD = "method"
    QUESTION = "question"


_SECTION_ROLES = {
    "objective": Role.AIM,
    "methods": Role.METHOD,
    "background": Role.BACKGROUND,
    "caption": Role.METHOD,
}
_UNLABELLED = frozenset({"", "abstract", "other", "title"})

_AIM = re.compile(
    r"""\b(
        (this|the\s(present|current))\s(study|trial|work|review|paper|research|experiment)s?\s
            (was|were|is)?\s?
            (designed|aimed|aims|conducted|undertaken|performed|carried\sout|intended|sought|
             investigate[sd]?|examine[sd]?|evaluate[sd]?|assesse[sd]|explore[sd]?|tested|
             determine[sd]?|compare[sd]?)
      | (aims?|objectives?|purpose|goal)s?\s(of\s[^.]{0,60}\s)?(was|were|is|are)\b
      | we\s(have\s)?(aimed|sought|set\sout|hypothesi[sz]ed|asked|wished|wanted|
             investigated|examined|evaluated|assessed|explored|tested|compared|studied)
      | (in\sorder\s)?to\s(determine|investigate|examine|evaluate|assess|explore|test|clarify|
             elucidate|find\sout|compare)\s(whether|if|the|how)
      | it\s(was|is)\shypothesi[sz]ed
      | hypothesis\s(was|is)\sthat
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_METHOD = re.compile(
    r"""\b(
        (was|were)\s(then\s|also\s)?(randomly|randomi[sz]ed|allocated|assigned|recruited|enrolled|
            divided|searched|screened|included\sin)
      | (participants|patients|subjects|volunteers|animals|rats|mice|groups?)\s
            (were\s(given|administered)|received)
      | (were|was)\s(measured|recorded|assayed|quantified|determined|assessed|evaluated|analy[sz]ed)
            \s(by|with|using|before|at|after|on)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BACKGROUND = re.compile(
    r"""\b(
        (previous|earlier|prior|recent)\s(studies|work|reports?|research|data|findings|evidence)
      | (has|have)\s(previously\s|recently\s|long\s)?been\s
            (shown|reported|suggested|demonstrated|proposed|implicated|used|described|claimed|known)
      | (is|are)\s(well[\s-])?(known|established|thought|believed|considered|widely|commonly|
            traditionally|frequently|often)\b
      | traditionally\sused
      | it\sis\s(well\s)?(known|established|accepted|recogni[sz]ed)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_WHETHER = re.compile(r"\b(whether|if)\b[^.]*$", re.IGNORECASE)


class SentenceRoles:
    """The roles of the sentences of one paper."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = sorted(document.blocks, key=lambda block: block.span.start)
        self._starts = [block.span.start for block in self._blocks]

    def block(self, position: int) -> Block | None:
        """Return the block that a position of the text lies in, or ``None``."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self._blocks[index].span.end:
            return None
        return self._blocks[index]

    def role(self, assertion: Assertion) -> Role:
        """Return what the sentence of an assertion does in the paper."""
        sentence = assertion.quote
        if sentence.rstrip(" )\"'”’").endswith("?"):
            return Role.QUESTION
        before = self._document.text[assertion.sentence.start : assertion.trigger_span.start]
        if _WHETHER.search(before) and assertion.trigger_span.start >= assertion.sentence.start:
            return Role.QUESTION
        block = self.block(assertion.sentence.start)
        section = block.section if block is not None else ""
        if section in _SECTION_ROLES:
            return _SECTION_ROLES[section]
        if section == "title" or (block is not None and block.kind is BlockKind.TITLE):
            return Role.FINDING
        if _AIM.search(sentence):
            return Role.AIM
        if assertion.attribution or _BACKGROUND.search(sentence):
            return Role.BACKGROUND
        if section in _UNLABELLED:
            if _METHOD.search(sentence):
                return Role.METHOD
            if block is not None and self._before_the_aim(block, assertion):
                return Role.BACKGROUND
        return Role.FINDING

    def _before_the_aim(self, block: Block, assertion: Assertion) -> bool:
        """Whether the sentence stands before the first aim or method of its paragraph."""
        text = block.span.of(self._document.text)
        after = assertion.sentence.end - block.span.start
        found = _AIM.search(text) or _METHOD.search(text)
        return found is not None and found.start() >= after
