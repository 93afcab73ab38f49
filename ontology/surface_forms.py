"""Surface forms: every way in which a text may write the name of an entity.

From each label and synonym come its regular variants: plural or singular of the last word,
British or American spelling, Greek letters spelt out and back, hyphen, space or nothing between
the parts. A form that only capitals set apart from an ordinary word (``MAT``, ``AChE``, ``PAWS``)
is case-sensitive: :func:`is_case_sensitive` has the rule, ``data/form_case.tsv`` the exceptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from substancekg.errors import LexiconError
from substancekg.ontology.entities import GREEK, SPELL_OUT, Entity
from substancekg.ontology.spelling import other_spellings, plural, singular
from substancekg.ontology.tables import data_file, read_rows


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """One written form of one entity.

    :ivar text: the form, with single spaces
    :ivar entity: the entity that it names
    :ivar case_sensitive: whether it names the entity only in exactly these letters
    """

    text: str
    entity: Entity
    case_sensitive: bool


LONGEST_ACRONYM = 6  # letters; longer forms in capitals (DAMGO apart) are no English words
COUNTABLE = frozenset(
    {"CompoundClass", "Condition", "Enzyme", "Intervention", "Neurotransmitter",
     "Population", "Protein", "Receptor", "ReceptorFamily", "Transporter", "Hormone"}
)  # fmt: skip
COUNTABLE_IF_LONGER = frozenset({"Botanical", "Process"})  # no "teas", "sleeps"
SPELT_GREEK = {
    spelt: letter for letter, spelt in GREEK.items() if letter.islower() and letter != "µ"
}


@cache
def case_exceptions() -> Mapping[str, str]:
    """Return the forms that are set by hand: form -> ``any``, ``sensitive`` or ``none``.

    ``none`` keeps a variant from being made: it is another word (``cold`` is no ``colds``).
    """
    table = data_file("form_case.tsv")
    found: dict[str, str] = {}
    for number, row in read_rows(table, ("form", "case", "reason"), error=LexiconError):
        if row["case"] not in ("any", "sensitive", "none"):
            problem = f"case {row['case']!r}; expected any, sensitive or none"
            raise LexiconError(table.name, number, problem)
        if row["form"] in found:
            raise LexiconError(table.name, number, f"form {row['form']!r} stands twice")
        found[row["form"]] = row["case"]
    return MappingProxyType(found)


def is_case_sensitive(form: str) -> bool:
    """Whether a form names its entity only in exactly these letters.

    That holds for one short word of letters alone with two capitals or more, for its plural, and
    for any form of one or two characters. Digits set a form apart from words in any case.

    >>> [is_case_sensitive(form) for form in ("MAT", "AChE", "SUDs", "CYP3A4", "GABA", "ache")]
    [True, True, True, False, False, False]
    """
    listed = case_exceptions().get(form, case_exceptions().get(form.removesuffix("s")))
    if listed is not None:
        return listed == "sensitive"
    if len(form) <= 2:
        return True
    if len(form) > LONGEST_ACRONYM + 1 or not form.isalpha():
        return False
    capitals = sum(char.isupper() for char in form)
    return capitals >= 2 and len(form.removesuffix("s")) <= LONGEST_ACRONYM


def variants(name: str, entity_type: str) -> tuple[str, ...]:
    """Return the regular variants of a name, without the name itself, in a fixed order.

    Two-part Latin names of plants and names of compounds have no plural.
    """
    found: dict[str, None] = {}
    for spelling in (name, *other_spellings(name)):
        numbers = [spelling]
        if entity_type in COUNTABLE or (entity_type in COUNTABLE_IF_LONGER and " " in spelling):
            numbers += [form for form in (plural(spelling), singular(spelling)) if form]
        for form in numbers:
            found.update(dict.fromkeys(_greek_variants(form)))
    joined = {form: None for known in found for form in _joint_variants(known)}
    found.update(joined)
    found.pop(name, None)
    return tuple(form for form in found if case_exceptions().get(form) != "none")


def _greek_variants(form: str) -> Iterator[str]:
    """Yield the form, then with Greek letters spelt out, then with spelt letters as Greek ones."""
    yield form
    yield form.translate(SPELL_OUT)
    parts = re.split(r"([A-Za-z]+)", form)
    yield "".join(SPELT_GREEK.get(part, part) for part in parts)


def _joint_variants(form: str) -> Iterator[str]:
    """Yield a form with its hyphens as spaces, and ``5-HT`` or ``CoQ 10`` written together."""
    if "-" in form.strip("-"):
        yield re.sub(r"(?<=\w)-(?=\w)", " ", form)
    if re.fullmatch(r"\w{1,4}[- ]\w{1,4}", form) and re.search(r"\d", form):
        yield re.sub(r"[- ]", "", form)


def surface_forms(entities: Iterable[Entity]) -> Iterator[SurfaceForm]:
    """Yield the forms of all entities, each once: given names first, then their variants.

    Where two entities could claim a form, a label goes before a synonym, a given name before a
    variant, and the earlier entity before the later one. A case-sensitive form may stand beside a
    case-insensitive form of another entity that differs in case only (``MAT`` and ``mat``).
    """
    everyone = tuple(entities)
    taken: set[tuple[str, bool]] = set()

    def claim(text: str, entity: Entity) -> Iterator[SurfaceForm]:
        text = " ".join(text.split())
        sensitive = is_case_sensitive(text)
        key = (text if sensitive else text.casefold(), sensitive)
        if text and key not in taken:
            taken.add(key)
            yield SurfaceForm(text, entity, sensitive)

    for entity in everyone:
        yield from claim(entity.label, entity)
    for entity in everyone:
        for name in entity.synonyms:
            yield from claim(name, entity)
    for entity in everyone:
        for name in (entity.label, *entity.synonyms):
            for form in variants(name, entity.type):
                yield from claim(form, entity)
