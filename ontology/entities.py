"""Entities: the things that claims are about, each with one stable identity."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega", "Δ": "delta", "Σ": "sigma", "Ω": "omega",
}  # fmt: skip
SPELL_OUT = str.maketrans(GREEK)


@lru_cache(maxsize=1 << 18)  # asked for again and again: it is the key of every entity
def slugify(name: str) -> str:
    """Return the last part of an entity's IRI: lower-case ASCII letters, digits and hyphens.

    Greek letters are spelt out, so that ``Δ9-THC`` and ``delta9-THC`` agree. The result of a name
    without any letter or digit is the empty string.

    >>> slugify("μ-opioid receptor"), slugify("5-HT2A receptor"), slugify("CHEBI:6956")
    ('mu-opioid-receptor', '5-ht2a-receptor', 'chebi-6956')
    """
    spelt = name.lower().translate(SPELL_OUT)
    ascii_only = (
        unicodedata.normalize("NFKD", spelt).lower().encode("ascii", "ignore").decode("ascii")
    )
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


@dataclass(frozen=True, slots=True)
class Entity:
    """A substance, target, condition or the like.

    Two entities are the same exactly when their :attr:`slug` is the same: labels are unique in a
    lexicon, and an entity that a document brings with an identifier which the lexicon lacks is
    named after that identifier.

    :ivar label: canonical name, as shown to people
    :ivar type: one of the entity types of :mod:`substancekg.ontology.vocabulary`
    :ivar curie: public identifier such as ``CHEBI:6956``; empty when there is none
    :ivar synonyms: other names, without the label
    :ivar xrefs: CURIEs of records of the same meaning elsewhere
    :ivar parents: labels of the classes that it belongs to (is_a)
    :ivar roles: labels of classes that texts call it by for what it does (adaptogen, nootropic),
        which nothing here vouches for; they help to resolve descriptions only
    :ivar source: where the identifier was read; ``local`` when there is none
    :ivar generic: helps to resolve descriptions and may be a class in ``is_a``, but is no end of
        any other claim (receptor, enzyme, disease ...)
    """

    label: str
    type: str
    curie: str = ""
    synonyms: tuple[str, ...] = field(default=(), compare=False)
    xrefs: tuple[str, ...] = field(default=(), compare=False)
    parents: tuple[str, ...] = field(default=(), compare=False)
    source: str = field(default="local", compare=False)
    generic: bool = field(default=False, compare=False)
    roles: tuple[str, ...] = field(default=(), compare=False)

    @property
    def slug(self) -> str:
        """The last part of the entity's IRI, and its key in a graph."""
        return slugify(self.label)

    @property
    def id(self) -> str:
        """The public CURIE, or ``ent:`` and the slug where there is none."""
        return self.curie or f"ent:{self.slug}"
