"""Regular English spelling: plural, singular, and the British or American twin of a word."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

# Words that end in s and are no plural, or whose plural or singular is another word.
INVARIABLE = frozenset(
    {"abs", "alas", "always", "anger", "bias", "biceps", "bliss", "caries", "chaos", "cosmos", "diabetes", "elderly", "ethos", "gas", "glottis", "grief", "herpes", "hives", "hops", "iris", "joy", "lens", "measles", "mumps", "news", "oats", "obese", "pancreas", "panic", "pathos", "physics", "pms", "rabies", "rickets", "scabies", "series", "shakes", "shingles", "sleep", "species", "stress", "taper", "thanks", "thus", "trypsin", "weed", "yes"}
)  # fmt: skip
IRREGULAR = {
    "child": "children", "man": "men", "woman": "women", "mouse": "mice", "foot": "feet",
    "tooth": "teeth", "leaf": "leaves", "analysis": "analyses", "diagnosis": "diagnoses",
    "psychosis": "psychoses", "neurosis": "neuroses", "crisis": "crises", "person": "people",
    "criterion": "criteria", "bacterium": "bacteria", "fungus": "fungi", "stimulus": "stimuli",
    "nucleus": "nuclei", "ganglion": "ganglia", "goose": "geese", "life": "lives",
}  # fmt: skip
SINGULAR_OF = {many: one for one, many in IRREGULAR.items()}
# Mass nouns and adjectives that end many names: no plural.
MASS_ENDING = re.compile(
    r"(ness|ism|ity|ing|ance|ence|ure|osis|itis|esis|asis|emia|aemia|rhea|rhoea|algia|pnea|phobia|"
    r"ics|ology|ography|hood|ship|ia)$"
)
# British and American parts of words; ^ and $ mark the start and end of the word.
TWINS = (
    ("aemia$", "emia$"), ("glycaemic", "glycemic"), ("^anaemic", "^anemic"), ("ischaemic", "ischemic"), ("^haemo", "^hemo"), ("^haema", "^hema"), ("^oestr", "^estr"),
    ("^oedem", "^edem"), ("^oesoph", "^esoph"), ("rrhoea", "rrhea"), ("pnoea", "pnea"),
    ("^foet", "^fet"), ("^paediatr", "^pediatr"), ("anaesth", "anesth"), ("^gynaec", "^gynec"),
    ("^leukaem", "^leukem"), ("^faec", "^fec"), ("tumour", "tumor"), ("behaviour", "behavior"),
    ("colour", "color"), ("flavour", "flavor"), ("fibre", "fiber"), ("centre", "center"),
    ("sulph", "sulf"), ("signalling", "signaling"), ("analogue", "analog"),
    ("liquorice", "licorice"), ("counselling", "counseling"), ("^ageing$", "^aging$"),
    ("defence", "defense"), ("lyse$", "lyze$"), ("isation", "ization"), ("iser$", "izer$"),
    ("isers$", "izers$"), ("ising$", "izing$"), ("ised$", "ized$"), ("grey$", "gray$"),
)  # fmt: skip
BOTH_WAYS = tuple(
    (re.compile(here), there.strip("^$")) for pair in TWINS for here, there in (pair, pair[::-1])
)
ANY_TWIN = re.compile("|".join(here.pattern for here, _ in BOTH_WAYS))


def plural(name: str) -> str:
    """Return the regular plural of a name by its last word; empty when it has none.

    >>> plural("opioid receptor"), plural("therapy"), plural("insomnia"), plural("SSRI")
    ('opioid receptors', 'therapies', '', 'SSRIs')
    """
    head, last = _split(name)
    low = last.lower()
    if low in IRREGULAR:
        return head + IRREGULAR[low]
    if last.isupper() and last.isalpha() and 2 < len(last) <= 6 and not last.endswith("S"):
        return f"{head}{last}s"
    if not last.isalpha() or not last.islower() or len(last) < 3:
        return ""
    if low in INVARIABLE or low in SINGULAR_OF or MASS_ENDING.search(low) or low.endswith("s"):
        return ""
    if re.search(r"(x|z|ch|sh)$", low):
        return f"{head}{last}es"
    if re.search(r"[^aeiou]y$", low):
        return f"{head}{last[:-1]}ies"
    return f"{head}{last}s"


def singular(name: str) -> str:
    """Return the singular of a name by its last word; empty when that is no regular plural.

    >>> singular("withdrawal symptoms"), singular("cannabis"), singular("magic mushrooms")
    ('withdrawal symptom', '', 'magic mushroom')
    """
    head, last = _split(name)
    low = last.lower()
    if low in SINGULAR_OF:
        return head + SINGULAR_OF[low]
    if low in INVARIABLE or len(last) < 5 or not last.islower() or not last.isalpha():
        return ""
    if re.search(r"(ss|us|is|os|ics)$", low) or not low.endswith("s"):
        return ""
    if low.endswith("ies"):
        return f"{head}{last[:-3]}y"
    if re.search(r"(x|zz|[^a]ch|sh|ss)es$", low):
        return f"{head}{last[:-2]}"
    return f"{head}{last[:-1]}"


def other_spellings(name: str) -> tuple[str, ...]:
    """Return a name in the other spellings, British and American, without itself, sorted.

    >>> other_spellings("drug-seeking behaviour"), other_spellings("sleep apnea")
    (('drug-seeking behavior',), ('sleep apnoea',))
    """
    choices = [(part, *_twins(part)) for part in re.split(r"([A-Za-z]+)", name)]
    if all(len(choice) == 1 for choice in choices):
        return ()
    return tuple(sorted({"".join(parts) for parts in product(*choices)} - {name}))


@cache
def _twins(word: str) -> tuple[str, ...]:
    """Return the other spelling of one word, if it has one."""
    if not ANY_TWIN.search(word):
        return ()
    for here, there in BOTH_WAYS:
        if here.search(word):
            return (here.sub(there, word),)
    return ()


def _split(name: str) -> tuple[str, str]:
    """Return a name before its last word, and that word (the part after a space or hyphen)."""
    cut = max(name.rfind(" "), name.rfind("-")) + 1
    return name[:cut], name[cut:]
