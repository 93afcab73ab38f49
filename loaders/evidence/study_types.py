"""Kinds of study, and the grade of evidence that each one gives.

The names are those of the ``study_type`` column of evidence tables. For papers they are derived
from the publication types and MeSH headings of the PubMed record, whose names are those of the
National Library of Medicine.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from substancekg.errors import UnknownNameError
from substancekg.ontology.terms import Grade

STUDY_GRADES: dict[str, Grade] = {
    "meta-analysis": Grade.TRIAL,
    "randomized trial": Grade.TRIAL,
    "clinical trial": Grade.TRIAL,
    "observational": Grade.HUMAN,
    "human study": Grade.HUMAN,
    "survey": Grade.HUMAN,
    "case report": Grade.HUMAN,
    "database": Grade.HUMAN,
    "animal study": Grade.ANIMAL,
    "in vitro": Grade.IN_VITRO,
    "review": Grade.REVIEW,
    "systematic review": Grade.REVIEW,
    "curated statement": Grade.REVIEW,
    "text-mined statement": Grade.REVIEW,
    "unclassified": Grade.REVIEW,
}
"""Grade by study type. A systematic review without pooled figures ranks as a review; what cannot
be classified ranks lowest, so that missing data never makes evidence stronger."""

_Designs = tuple[tuple[str, tuple[str, ...]], ...]
_PUBLICATION_TYPES: _Designs = (
    ("meta-analysis", ("meta-analysis", "network meta-analysis")),
    ("randomized trial", ("randomized controlled trial", "randomised controlled trial",
                          "equivalence trial", "pragmatic clinical trial")),
    ("systematic review", ("systematic review", "scoping review")),
    ("review", ("review", "guideline", "practice guideline", "consensus statement", "editorial",
                "comment", "letter", "news", "lecture")),
    ("clinical trial", ("clinical trial", "controlled clinical trial", "clinical trial, phase i",
                        "clinical trial, phase ii", "clinical trial, phase iii",
                        "clinical trial, phase iv", "adaptive clinical trial",
                        "clinical study")),
    ("case report", ("case reports", "case report")),
    ("observational", ("observational study", "twin study")),
)  # fmt: skip
_HUMAN_HEADINGS: _Designs = (
    ("survey", ("surveys and questionnaires", "health surveys", "internet-based intervention")),
    ("observational", ("cohort studies", "case-control studies", "cross-sectional studies",
                       "prospective studies", "retrospective studies", "longitudinal studies",
                       "follow-up studies", "epidemiologic studies")),
)  # fmt: skip
_ANIMAL_HEADINGS = frozenset({
    "animals", "rats", "mice", "rabbits", "dogs", "cats", "swine", "zebrafish", "guinea pigs",
    "macaca mulatta", "haplorhini", "drosophila melanogaster", "disease models, animal",
    "caenorhabditis elegans", "cattle", "sheep", "horses", "chickens", "cricetinae",
    "mice, inbred c57bl", "rats, sprague-dawley", "rats, wistar",
})  # fmt: skip
_SPECIES = (
    ("humans", "human"), ("rats", "rat"), ("mice", "mouse"), ("rabbits", "rabbit"),
    ("dogs", "dog"), ("cats", "cat"), ("swine", "pig"), ("zebrafish", "zebrafish"),
    ("guinea pigs", "guinea pig"), ("macaca", "monkey"), ("haplorhini", "monkey"),
    ("drosophila", "fruit fly"), ("caenorhabditis", "nematode"), ("cattle", "cattle"),
    ("sheep", "sheep"), ("horses", "horse"), ("chickens", "chicken"), ("cricetinae", "hamster"),
)  # fmt: skip
_IN_VITRO_HEADINGS = frozenset({
    "in vitro techniques", "cell line", "cells, cultured", "cell line, tumor", "cho cells",
    "hek293 cells", "microsomes, liver", "xenopus laevis", "oocytes", "cell culture techniques",
    "tumor cells, cultured", "binding, competitive", "hep g2 cells", "caco-2 cells",
    "pc12 cells", "radioligand assay", "hela cells", "mcf-7 cells",
})  # fmt: skip


def study_grade(study_type: str) -> Grade:
    """Return the grade of a study type; case and surrounding blanks do not matter.

    :raises UnknownNameError: if it is none of :data:`STUDY_GRADES`
    """
    name = study_type.strip().lower()
    try:
        return STUDY_GRADES[name]
    except KeyError:
        near = difflib.get_close_matches(name, list(STUDY_GRADES), n=3)
        hint = "known: " + ", ".join(STUDY_GRADES)
        raise UnknownNameError("study type", study_type, near, hint=hint) from None


def species(mesh: Iterable[str]) -> tuple[str, ...]:
    """Return the species that a paper's MeSH headings name, people first, each once.

    Strains count as their species (``Rats, Wistar`` is a rat). An empty answer means that the
    record names none, which is usual for records that are not indexed yet.
    """
    headings = [_plain(heading) for heading in mesh]
    found = [
        name
        for start, name in _SPECIES
        if any(heading == start or heading.startswith(f"{start}, ") or
               (start in ("macaca", "drosophila", "caenorhabditis") and heading.startswith(start))
               for heading in headings)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def study_type_of(publication_types: Iterable[str], mesh: Iterable[str]) -> str:
    """Return the study type of a paper from its PubMed record.

    A publication type that names a design comes first, the strongest design first (a record that
    is both *Review* and *Meta-Analysis* is a meta-analysis). Otherwise the MeSH headings decide:
    designs of observational studies among people, then animals without people, then laboratory
    work, then people. ``unclassified`` when the record tells nothing.
    """
    types = {kind.strip().lower() for kind in publication_types}
    for study_type, names in _PUBLICATION_TYPES:
        if types.intersection(names):
            return study_type
    headings = {_plain(heading) for heading in mesh}
    kinds = species(headings)
    people, beasts = (
        "human" in kinds,
        bool(headings & _ANIMAL_HEADINGS) or any(kind != "human" for kind in kinds),
    )
    if people and not beasts:
        for study_type, names in _HUMAN_HEADINGS:
            if headings.intersection(names):
                return study_type
    laboratory = bool(headings & _IN_VITRO_HEADINGS)
    if laboratory and not (beasts and not people):
        return "in vitro"
    if beasts:
        return "animal study"
    return "human study" if people else "unclassified"


_DESCRIPTIONS = tuple(
    (study_type, re.compile(pattern, re.IGNORECASE))
    for study_type, pattern in (
        ("meta-analysis", r"\b(network )?meta-?analys[ie]s\b(?! of (individual|gene))"),
        ("systematic review", r"\bsystematic(ally)? review"),
        ("randomized trial", (r"\brandomi[sz]ed\b[^.]{0,80}\b(trial|study|crossover|placebo)\b"
                             r"|\b(double|single)-blind\b[^.]{0,80}\bplacebo\b")),
        ("case report", (r"\b(we (report|present|describe)|case report)[^.]{0,40}\b(case|man|woman|"
                        r"patient|year-old)\b")),
        ("animal study", (r"\b(rats?|mice|mouse|rabbits?|zebrafish|guinea pigs?|monkeys?|piglets?)"
                         r"\b")),
        ("survey", r"\b(cross-sectional survey|online survey|questionnaire survey|surveyed)\b"),
        ("observational", (r"\b(cohort|case-control|cross-sectional|retrospective|prospective) "
                          r"(study|analysis|data)\b")),
        ("human study", (r"\b(healthy (volunteers|subjects|participants)|patients were|"
                        r"participants were)\b")),
        ("in vitro", (r"\b(in vitro|HEK ?293|CHO cells|cell lines?|cultured|microsomes|"
                     r"radioligand)\b")),
        ("review", r"\b(this|the present) (narrative )?review\b|\bwe review\b"),
    )
)  # fmt: skip


def described_study_type(text: str) -> str:
    """Return the study type that the words of a title and abstract describe, designs first.

    For papers whose record has neither publication types nor MeSH headings that tell.
    ``unclassified`` when the words tell nothing either.
    """
    for study_type, pattern in _DESCRIPTIONS:
        if pattern.search(text):
            return study_type
    return "unclassified"


def _plain(heading: str) -> str:
    """Return a heading in lower case without qualifiers and the star of a major topic."""
    return heading.split("/")[0].strip().strip("*").strip().lower()
