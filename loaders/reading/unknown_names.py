"""Names that look like substances and that the lexicon lacks, for people to decide on.

Nothing found here enters a graph. A word is listed when its form or its neighbours say that it
names a substance: a Latin name of two words, a word before "extract", "root" or the like, a word
with the ending of a compound or drug class, a research code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from substancekg.loaders.documents import BlockKind, Document
from substancekg.loaders.reading.names import NameIndex
from substancekg.loaders.reading.sentences import sentences_of
from substancekg.loaders.reading.words import known_words
from substancekg.ontology.lexicon import Lexicon

# Endings of names of compounds and drug classes (INN stems and common chemical endings).
CHEMICAL = re.compile(
    r"(?:[a-z]{3,}(?:idine|azole|azepam|azolam|oxetine|triptyline|olol|statin|mycin|cillin|prazole"
    r"|oside|osides|glycan|flavone|flavonol|quinone|lactone|lactones|terpene|terpenes|phenol"
    r"|phenols|curcumin|saponin|saponins|alkaloid|alkaloids|gabalin|barbital|racetam|afinil"
    r"|amphetamine|tryptamine|fentanil|morphone|codone|orphan|caine|opram|zodone|pidem|clone)"
    r"|[a-z]{4,}[^aeiou\s]ine|[a-z]{4,}(?:orin|avin|ulin|icin|ogenin|enol|anol|amide|oate))"
)
PREPARATION = re.compile(
    r"\b([A-Za-z][\w'’-]{2,}(?: [a-z][\w'’-]{2,})?)"
    r" (?:extract|root|leaf|leaves|bark|powder|tincture|supplements?|capsules|seeds?|oil|resin)\b"
)
BINOMIAL = re.compile(
    r"\b[A-Z][a-z]{3,} [a-z]{3,}(?:us|um|is|ii|ensis|oides|icus|icum|inum|iana|ata|osa|ifera|alis"
    r"|aris|ica|ina|ula|era|ea|ia)\b"
)
CODE = re.compile(r"\b[A-Z]{2,5}-?\d{2,6}[A-Z]?\b")
# Ordinary words that end like compounds.
ORDINARY = frozenset(
    [
        "medicine",
        "medicines",
        "routine",
        "online",
        "decline",
        "determine",
        "examine",
        "combine",
        "define",
        "refine",
        "outline",
        "headline",
        "baseline",
        "guideline",
        "guidelines",
        "deadline",
        "discipline",
        "genuine",
        "feminine",
        "masculine",
        "imagine",
        "machine",
        "engine",
        "magazine",
        "vaccine",
        "vaccines",
        "intestine",
        "cuisine",
        "trampoline",
        "gasoline",
        "adrenaline",
        "marine",
        "divine",
        "canine",
        "equine",
        "bovine",
        "murine",
        "supine",
        "alpine",
        "saline",
        "urine",
        "spine",
        "mine",
        "fine",
        "wine",
        "nine",
        "line",
        "shine",
        "pine",
        "tine",
        "cortisone",
        "zone",
        "clone",
        "cyclone",
        "hormone",
        "someone",
        "anyone",
        "everyone",
        "alone",
        "bone",
        "phone",
        "tone",
        "stone",
        "school",
        "control",
        "protocol",
        "pool",
        "tool",
        "patrol",
        "capitol",
        "carol",
        "origin",
        "margin",
        "virgin",
        "basin",
        "cabin",
        "robin",
        "resin",
        "cousin",
        "ruin",
        "begin",
        "again",
        "within",
        "certain",
        "contain",
        "maintain",
        "explain",
        "mountain",
        "fountain",
        "captain",
        "curtain",
        "bargain",
        "remain",
        "obtain",
        "sustain",
        "retain",
        "attain",
        "private",
        "climate",
        "rationale",
        "pristine",
        "concubine",
        "turbine",
        "iodine",
        "routine",
        "valentine",
        "quarantine",
        "limousine",
        "pipeline",
        "timeline",
        "mainline",
        "streamline",
        "undermine",
        "intertwine",
        "recline",
        "incline",
        "entwine",
        "doctrine",
        "shrine",
        "nicotine-free",
        "sourdough",
        "float",
        "throat",
    ]
)


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that the lexicon lacks.

    :ivar name: as written most often
    :ivar count: how often it occurs
    :ivar example: the first sentence with it
    """

    name: str
    count: int
    example: str


def unknown_names(documents: Iterable[Document], lexicon: Lexicon) -> list[UnknownName]:
    """Return substance-like names that no entity of the lexicon goes by, most frequent first.

    An empty list is an ordinary answer.
    """
    index = NameIndex(lexicon)
    spellings: dict[str, dict[str, int]] = {}
    examples: dict[str, str] = {}
    for document in documents:
        covered = [m.span for m in (*document.mentions, *index.find(document.text))]
        for sentence in sentences_of(document):
            if sentence.block.kind is BlockKind.TITLE:
                continue
            text = document.text[sentence.start : sentence.end]
            for start, name in candidates(text):
                begin, end = sentence.start + start, sentence.start + start + len(name)
                if any(span.start < end and begin < span.end for span in covered):
                    continue
                if lexicon.get(name) is not None:
                    continue
                key = name.casefold()
                found = spellings.setdefault(key, {})
                found[name] = found.get(name, 0) + 1
                examples.setdefault(key, " ".join(text.split()))
    listed = [
        UnknownName(max(sorted(found), key=found.__getitem__), sum(found.values()), examples[key])
        for key, found in spellings.items()
    ]
    return sorted(listed, key=lambda item: (-item.count, item.name.casefold()))


def candidates(text: str) -> Iterator[tuple[int, str]]:
    """Yield ``(start, name)`` of substance-like names in a sentence, each stretch of it once."""
    taken: list[tuple[int, int]] = []
    for pattern in (BINOMIAL, PREPARATION, CODE, _WORD):
        for match in pattern.finditer(text):
            start, end = match.span(1) if match.re.groups else match.span()
            name = match.string[start:end]
            if pattern is PREPARATION:
                kept = _without_ordinary_start(name)
                start, name = end - len(kept), kept
            elif pattern is _WORD and not _chemical(name):
                continue
            if not name or any(a < end and start < b for a, b in taken):
                continue
            taken.append((start, end))
            yield start, name


_WORD = re.compile(r"[A-Za-z][\w-]{5,}")


def _chemical(word: str) -> bool:
    lower = word.lower()
    return lower not in ORDINARY and lower not in known_words() and bool(CHEMICAL.fullmatch(lower))


def _without_ordinary_start(name: str) -> str:
    """Return the words of a name after its last ordinary one; empty when it ends with such."""
    kept: list[str] = []
    for word in reversed(name.split(" ")):
        if word.lower() in known_words() or word.lower() in _NO_NAMES:
            break
        kept.insert(0, word)
    return " ".join(kept)


_NO_NAMES = frozenset(
    [
        "herbal",
        "dietary",
        "natural",
        "dried",
        "ground",
        "pure",
        "organic",
        "plant",
        "product",
        "daily",
        "food",
        "vitamin",
        "mineral",
        "essential",
        "vegetable",
        "concentrated",
        "standardized",
        "standardised",
        "liquid",
        "raw",
        "fresh",
        "whole",
        "crushed",
        "powdered",
        "whose",
        "root",
        "leaf",
        "seed",
        "your",
        "their",
        "our",
        "its",
        "the",
        "and",
        "with",
        "from",
        "using",
        "fish",
        "new",
        "best",
    ]
)
