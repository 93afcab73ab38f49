"""Names: every mention of the lexicon's entities in a text, in one Aho-Corasick pass.

Names are compared as :func:`~substancekg.loaders.reading.folding.fold_words` leaves them, word by
word, so that kinds of dashes, apostrophes and capitals do not matter; names that the lexicon marks
as case-sensitive must stand in their own letters. The longest name wins.

Names that say more than an entity are left to the grammar: "dopamine release" is dopamine with the
aspect *release*, "pain relief" a relation to pain, "sedative effects" an effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick

from substancekg.graph.assertions import Span
from substancekg.loaders.documents import Mention
from substancekg.loaders.reading.folding import fold_marks, fold_words
from substancekg.loaders.reading.references import TARGETS
from substancekg.loaders.reading.words import analyse
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.surface_forms import SurfaceForm
from substancekg.ontology.vocabulary import entity_types

MATTER: Final = frozenset(
    {t.name for t in entity_types().values() if t.group in ("substance", "target")}
)
MESSENGERS: Final = frozenset({"Neurotransmitter", "Hormone"})
_SYSTEM_WORDS: Final = frozenset(
    [
        "system",
        "systems",
        "pathway",
        "pathways",
        "signaling",
        "signalling",
        "transmission",
        "regulation",
    ]
)
_STATE_WORDS: Final = frozenset(
    [
        "relief",
        "reduction",
        "management",
        "control",
        "treatment",
        "therapy",
        "recovery",
        "improvement",
        "prevention",
        "symptoms",
        "symptom",
        "levels",
        "level",
        "rehabilitation",
        "prevention",
    ]
)
_ROLES: Final = frozenset(
    form
    for role in ("agonist", "antagonist", "inhibitor", "blocker", "activator", "modulator")
    for form in (role, role + "s")
)
_PRODUCTS: Final = frozenset(
    ["leaf", "leaves", "root", "roots", "extract", "extracts", "powder", "seed", "seeds"]
)
_EFFECT_HEADS: Final = frozenset(
    [
        "effect",
        "effects",
        "property",
        "properties",
        "action",
        "actions",
        "activity",
        "activities",
        "benefits",
        "response",
    ]
)
_CHANGED: Final = frozenset(["reduced", "decreased", "improved", "less"])
_USE_WORDS: Final = frozenset(
    ["use", "consumption", "intake", "extract", "supplement", "supplements"]
)


class NameIndex:
    """The names of a lexicon, ready to be found in texts.

    :ivar entity_of: folded name -> entity, for the names that do not depend on capitals
    """

    def __init__(self, lexicon: Lexicon, adjectives: Iterable[str] = ()) -> None:
        forms = list(lexicon.surface_forms())
        self.entity_of: dict[str, Entity] = {}
        for form in forms:
            if not form.case_sensitive:
                self.entity_of.setdefault(" ".join(fold_words(form.text).split()), form.entity)
        adjective_words = frozenset(" ".join(fold_words(a).split()) for a in adjectives)
        found: dict[str, list[SurfaceForm]] = {}
        for form in forms:
            folded = fold_words(form.text)
            key = " ".join(folded.split())
            if not key or self._says_more(key, form.entity, adjective_words):
                continue
            for pattern in dict.fromkeys((folded.strip(), key)):
                found.setdefault(f" {pattern} ", []).append(form)
        self._forms: list[list[SurfaceForm]] = list(found.values())
        self._automaton = AhoCorasick(list(found)) if found else None

    def _says_more(self, key: str, entity: Entity, adjectives: frozenset[str]) -> bool:
        """Whether a name is built of another entity's name and a word of the grammar."""
        words = key.split(" ")
        if len(words) < 2:
            return False
        if "and" in words or words[-1] == "aspects":
            return True
        if words[-1].removesuffix("s") in ("agonist", "antagonist", "blocker"):
            target = self.entity_of.get(" ".join(words[:-1]))
            if target is not None and target.type in ("Receptor", "ReceptorFamily"):
                return True
        if entity.type == "Process" and words[-1] in _EFFECT_HEADS:
            stem = " ".join(words[:-1])
            part = self.entity_of.get(stem)
            if stem in adjectives or stem.endswith(" like"):
                return True
            if part is not None and part.type in MATTER:
                return True
            if words[-2] in ("regulating", "relieving"):
                return True
        if entity.type == "Intervention":
            first = self.entity_of.get(words[0])
            if first is not None and first.type == "Condition" and words[1] in _STATE_WORDS:
                return True
        head, tail = self.entity_of.get(" ".join(words[:-1])), words[-1]
        if head is not None and tail in _ROLES and head.type in TARGETS:
            return True  # "NMDA receptor antagonist"
        if head is not None and head == entity and tail in _PRODUCTS:
            return True  # "tea leaves"
        if head is None and len(words) > 2 and words[1] in ("of", "in", "from"):
            head, tail = self.entity_of.get(" ".join(words[2:])), words[0]
        if head is None and words[0] in _CHANGED and entity.type == "Process":
            return self.entity_of.get(" ".join(words[1:])) is not None
        if head is None or head.generic:
            return False
        if head.type in MATTER:
            if entity.type in MATTER:
                return False
            known = analyse(tail)
            if known.aspect and known.aspect != "quality":
                return True
            if tail in _USE_WORDS:
                return True
            return head.type in MESSENGERS and tail in _SYSTEM_WORDS
        return head.type in ("Condition", "Process") and tail in _STATE_WORDS and head != entity

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of a text, ordered by start, none overlapping."""
        if self._automaton is None or not text:
            return []
        folded = f" {fold_words(text)} "
        marked = ""
        hits: list[tuple[int, int, Entity]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            # the blank that leads the folded text and the one that leads the pattern cancel out
            begin, stop = start, end - 2
            if folded[max(0, begin - 3) : begin + 1] == "non ":
                continue  # "a non-opioid drug" names no opioid
            for form in self._forms[number]:
                if form.case_sensitive:
                    marked = marked or fold_marks(text)
                    if marked[begin:stop] != fold_marks(form.text):
                        continue
                hits.append((begin, stop, form.entity))
                break
        return _longest(hits)


def _longest(hits: Sequence[tuple[int, int, Entity]]) -> list[Mention]:
    """Keep the leftmost longest of overlapping hits; of equals the later one, nearer the head."""
    kept: list[Mention] = []
    reach = first = 0
    for begin, stop, entity in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if begin < reach:
            if stop <= reach or stop - begin < reach - first:
                continue
            kept.pop()
        kept.append(Mention(Span(begin, stop), entity))
        first, reach = begin, stop
    return kept


def outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions ordered by start; of those that overlap only the longest."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if kept and mention.span.start < kept[-1].span.end:
            before = kept[-1].span
            if mention.span.end - mention.span.start <= before.end - before.start:
                continue
            kept.pop()
        if mention.span.end > mention.span.start:
            kept.append(mention)
    return kept
