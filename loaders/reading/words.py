"""What the reader knows about single words: closed classes, verbs with their forms, nouns.

There is no tagger: a word that no table has is taken for part of a name or noun phrase.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import Final

from substancekg.loaders.reading.tables import table_rows
from substancekg.ontology.tables import split_cell
from substancekg.ontology.vocabulary import aspects

VERB_COLUMNS: Final = ("lemma", "family", "frame", "preps", "class", "irregular")
NOUN_COLUMNS: Final = ("noun", "kind", "family", "preps")


@dataclass(frozen=True, slots=True)
class VerbSense:
    """One use of a verb.

    :ivar family: key of ``families.tsv``; ``-`` when the verb carries no relation
    :ivar frame: ``svo``, ``sv-p``, ``ov-p``, ``svo-p`` or ``use``
    :ivar preps: prepositions that bring the object
    :ivar kind: class of the verb (light, copula, chain, report ...)
    """

    lemma: str
    family: str
    frame: str
    preps: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class NounSense:
    """One use of a noun: its kind, and for relation nouns the family and prepositions."""

    noun: str
    kind: str
    family: str
    preps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """What is known about a lower-case word.

    :ivar tag: of a closed class (see ``words.tsv``); empty otherwise
    :ivar forms: which verb forms it can be: ``b`` base, ``s`` third person, ``d`` past,
        ``n`` past participle, ``g`` -ing form; empty for no verb
    """

    tag: str = ""
    forms: str = ""
    verbs: tuple[VerbSense, ...] = ()
    nouns: tuple[NounSense, ...] = ()
    aspect: str = ""
    plural: bool = False
    noun_kinds: frozenset[str] = frozenset()
    verb_kinds: frozenset[str] = frozenset()

    def has_kind(self, kind: str) -> bool:
        """Whether one of its noun senses is of that kind."""
        return kind in self.noun_kinds

    def verb_kind(self, kind: str) -> bool:
        """Whether one of its verb senses is of that class."""
        return kind in self.verb_kinds


UNKNOWN: Final = Word()
_NO_ADVERBS: Final = frozenset(
    ["deadly", "friendly", "elderly", "costly", "lonely", "lovely", "timely", "anomaly", "bodily",
     "assembly", "supply", "reply", "ally", "rally", "belly", "jelly", "lively", "homely"]
)  # fmt: skip
_ADVERB: Final = Word(tag="A")
_DOUBLING: Final = frozenset("bdgmnprt")


def _double(lemma: str) -> bool:
    """Whether the last consonant doubles before -ed and -ing (stop, curb does not)."""
    if lemma[-1] not in _DOUBLING or len(lemma) < 3:
        return False
    vowels = "aeiou"
    if lemma[-2] not in vowels or (lemma[-3] in vowels and lemma[-4:-2] != "qu"):
        return False
    syllables = sum(a in vowels and b not in vowels for a, b in itertools.pairwise(lemma))
    return syllables == 1 or lemma in ("combat", "permit", "regret", "format")


def inflect(lemma: str, irregular: tuple[str, ...]) -> dict[str, str]:
    """Return the forms of a verb: written form -> letters of :attr:`Word.forms`.

    >>> inflect("reduce", ())["reducing"], inflect("bind", ("bound", "bound"))["bound"]
    ('g', 'dn')
    """
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "ye")) else lemma
    if _double(lemma):
        stem = lemma + lemma[-1]
    if lemma.endswith(("s", "x", "z", "ch", "sh")) or lemma in ("do", "undergo"):
        third = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + "s"
    if lemma.endswith("ic"):  # mimicking
        stem = lemma + "k"
    past = stem + "ed"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        past = lemma[:-1] + "ied"
    if lemma.endswith("e"):
        past = lemma + "d"
    gerund = (lemma[:-2] + "ying") if lemma.endswith("ie") else stem + "ing"
    simple, participle = irregular if len(irregular) == 2 else (past, past)
    forms: dict[str, str] = {}
    for form, letter in (
        (lemma, "b"), (third, "s"), (simple, "d"), (participle, "n"), (gerund, "g"),
    ):  # fmt: skip
        forms[form] = forms.get(form, "") + letter
    if lemma.endswith("l") and lemma[-2] in "aeiou":  # modelled, fuelling
        forms.setdefault(lemma + "led", "dn")
        forms.setdefault(lemma + "ling", "g")
    return forms


def plural_of(noun: str) -> str:
    """Return the plural of a common noun by its last letters.

    >>> plural_of("property"), plural_of("substance"), plural_of("dose")
    ('properties', 'substances', 'doses')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


@cache
def known_words() -> dict[str, Word]:
    """Return all words and idioms of the tables, by lower-case form; do not change it."""
    tags = {row["word"]: row["tag"] for row in table_rows("words.tsv", ("word", "tag"))}
    tags |= {row["phrase"]: row["tag"] for row in table_rows("idioms.tsv", ("phrase", "tag"))}
    forms: dict[str, dict[str, None]] = {}
    verbs: dict[str, dict[VerbSense, None]] = {}
    for row in table_rows("verbs.tsv", VERB_COLUMNS):
        sense = VerbSense(
            row["lemma"], row["family"], row["frame"],
            frozenset(split_cell(row["preps"])), row["class"],
        )  # fmt: skip
        for form, letters in inflect(row["lemma"], split_cell(row["irregular"])).items():
            forms.setdefault(form, {}).update(dict.fromkeys(letters))
            verbs.setdefault(form, {})[sense] = None
    nouns: dict[str, dict[NounSense, None]] = {}
    plurals: set[str] = set()
    for row in table_rows("nouns.tsv", NOUN_COLUMNS):
        noun = NounSense(
            row["noun"], row["kind"], row["family"], frozenset(split_cell(row["preps"]))
        )
        nouns.setdefault(row["noun"], {})[noun] = None
        many = plural_of(row["noun"])
        nouns.setdefault(many, {})[noun] = None
        plurals.add(many)
    aspect_of = {
        word.lower(): aspect.name
        for aspect in aspects().values()
        for word in (aspect.name, *aspect.words)
    }
    for noun_senses in nouns.values():
        for listed in noun_senses:
            if listed.kind == "aspect":
                aspect_of.setdefault(listed.noun, listed.family)
    for word, name in list(aspect_of.items()):
        aspect_of.setdefault(plural_of(word), name)
    names = dict.fromkeys([*tags, *forms, *nouns, *aspect_of])
    return {
        name: Word(
            tag=tags.get(name, ""),
            forms="".join(forms.get(name, ())),
            verbs=tuple(verbs.get(name, ())),
            nouns=tuple(nouns.get(name, ())),
            aspect=aspect_of.get(name, ""),
            plural=name in plurals,
            noun_kinds=frozenset(sense.kind for sense in nouns.get(name, ())),
            verb_kinds=frozenset(sense.kind for sense in verbs.get(name, ())),
        )
        for name in names
    }


@cache
def phrases() -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Return the known sequences of words by their first two words, longest first."""
    found: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for name in known_words():
        parts = tuple(name.split(" "))
        if len(parts) > 1:
            found.setdefault((parts[0], parts[1]), []).append(parts)
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in found.items()}


def analyse(word: str, _known: dict[str, Word] = {}) -> Word:  # noqa: B006  (a cache, filled once)
    """Return what is known about a lower-case word; words in -ly count as adverbs."""
    if not _known:
        _known.update(known_words())
    found = _known.get(word)
    if found is not None:
        return found
    if word.endswith("ly") and len(word) > 4 and word not in _NO_ADVERBS:
        return _ADVERB
    return UNKNOWN
