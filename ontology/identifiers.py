"""Identifiers: CURIE to IRI and back, their form, and the web page that shows them.

The prefixes stand in ``data/prefixes.tsv``; patterns, IRIs and pages there are those of the
Bioregistry (0.15.6). IRIs are the ones that the owners publish (OBO PURLs, ``id.nlm.nih.gov``,
``purl.uniprot.org``, ``doi.org``); ``identifiers.org`` stands in where an owner has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from substancekg.errors import DataError
from substancekg.ontology.tables import data_file, read_rows, split_cell
from substancekg.ontology.vocabulary import entity_types

if TYPE_CHECKING:
    from curies import Converter

COLUMNS = ("prefix", "name", "pattern", "iri", "page", "aliases", "iri_aliases", "types")
# What an IRI may not hold and a DOI sometimes does; quoted in the IRI, unquoted on the way back.
SAFE = "/:;()@!$&'*+,=.-_~"


@dataclass(frozen=True, slots=True)
class Prefix:
    """One identifier scheme.

    :ivar pattern: regular expression that the part after the colon matches as a whole
    :ivar iri: what stands before that part in an IRI
    :ivar page: address of the page for people, ``$1`` for that part; empty: the IRI is one
    :ivar types: entity types that may have such an identifier as their own; the first is that of
        an entry of which nothing else is known. Empty for schemes that name no entities
    :ivar any_type: whether the scheme names entities of every type, so that it tells nothing
    """

    prefix: str
    name: str
    pattern: str
    iri: str
    page: str
    aliases: tuple[str, ...]
    iri_aliases: tuple[str, ...]
    types: tuple[str, ...]
    any_type: bool

    @property
    def default_type(self) -> str:
        """Type of an entry that only its prefix is known of; empty when that tells nothing."""
        return "" if self.any_type or not self.types else self.types[0]


@cache
def prefixes() -> Mapping[str, Prefix]:
    """Return the known prefixes, in the order of their table.

    :raises DataError: with the line, if a row names an unknown entity type or a broken pattern
    """
    table = data_file("prefixes.tsv")
    found: dict[str, Prefix] = {}
    for number, row in read_rows(table, COLUMNS):
        any_type = row["types"] == "any"
        types = tuple(entity_types()) if any_type else split_cell(row["types"])
        unknown = [name for name in types if name not in entity_types()]
        if unknown:
            raise DataError(table.name, number, f"unknown entity types {unknown}")
        try:
            re.compile(row["pattern"])
        except re.error as cause:
            raise DataError(table.name, number, f"pattern: {cause}") from cause
        if row["prefix"] in found:
            raise DataError(table.name, number, f"prefix {row['prefix']!r} stands twice")
        found[row["prefix"]] = Prefix(
            row["prefix"], row["name"], row["pattern"], row["iri"], row["page"],
            split_cell(row["aliases"]), split_cell(row["iri_aliases"]), types, any_type,
        )  # fmt: skip
    return MappingProxyType(found)


@cache
def _by_alias() -> Mapping[str, Prefix]:
    """Return the prefixes by each of their names, without case."""
    return {
        name.casefold(): known
        for known in prefixes().values()
        for name in (*known.aliases, known.prefix)
    }


@cache
def converter() -> Converter:
    """Return the prefixes as a :class:`curies.Converter`, for whatever it offers beside."""
    from curies import Converter, Record

    records = []
    for known in prefixes().values():
        iris = {known.iri, *known.iri_aliases}
        before, _, after = known.page.partition("$1")
        if before and after in ("", "/"):
            iris.add(before)
        swapped = {_swap_scheme(iri) for iri in iris}
        records.append(
            Record(
                prefix=known.prefix,
                uri_prefix=known.iri,
                prefix_synonyms=sorted({*known.aliases, known.prefix.lower()} - {known.prefix}),
                uri_prefix_synonyms=sorted((iris | swapped) - {known.iri}),
                pattern=f"^{known.pattern}$",
            )
        )
    return Converter(records)


def _swap_scheme(iri: str) -> str:
    """Return an IRI with http in place of https, or the other way round."""
    scheme, _, rest = iri.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def parse(curie: str) -> tuple[Prefix, str] | None:
    """Return the prefix and the local part of a CURIE; ``None`` if unknown or ill-formed.

    The prefix may be an alias and in any case. A prefix repeated in the local part goes
    (``HGNC:HGNC:391``), and that of PMC is put in if it lacks.

    >>> [(prefix.prefix, local) for prefix, local in [parse("mesh:D008550"), parse("PMC:2964901")]]
    [('MESH', 'D008550'), ('PMC', 'PMC2964901')]
    >>> parse("CHEBI:kratom") is None
    True
    """
    name, colon, local = curie.strip().partition(":")
    known = _by_alias().get(name.casefold())
    if not colon or known is None:
        return None
    if local.casefold().startswith(f"{name.casefold()}:"):
        local = local[len(name) + 1 :]
    if known.prefix == "PMC" and local.isdigit():
        local = f"PMC{local}"
    return (known, local) if re.fullmatch(known.pattern, local) else None


def standard_curie(curie: str) -> str | None:
    """Return a CURIE in its standard spelling; ``None`` if it is unknown or ill-formed.

    >>> standard_curie("pubmed:39923979"), standard_curie("CHEBI:x")
    ('PMID:39923979', None)
    """
    parsed = parse(curie)
    return f"{parsed[0].prefix}:{parsed[1]}" if parsed else None


def iri_of(curie: str) -> str | None:
    """Return the IRI of a CURIE; ``None`` if its prefix is unknown or its form wrong.

    >>> iri_of("CHEBI:6956")
    'http://purl.obolibrary.org/obo/CHEBI_6956'
    >>> iri_of("ent:kratom") is None
    True
    """
    parsed = parse(curie)
    return parsed[0].iri + quote(parsed[1], safe=SAFE) if parsed else None


def curie_of(iri: str) -> str | None:
    """Return the CURIE of an IRI or of a page's address; ``None`` if no prefix fits.

    >>> curie_of("https://pubmed.ncbi.nlm.nih.gov/39923979/")
    'PMID:39923979'
    """
    found = converter().parse_uri(iri.strip().rstrip("/"))
    if found is None:
        return None
    return standard_curie(f"{found.prefix}:{unquote(found.identifier)}")


def link_of(curie: str) -> str | None:
    """Return the address of the page that shows a CURIE to people; ``None`` if there is none.

    >>> link_of("PMID:39923979"), link_of("MESH:D008550")
    ('https://pubmed.ncbi.nlm.nih.gov/39923979/', 'https://meshb.nlm.nih.gov/record/ui?ui=D008550')
    """
    parsed = parse(curie)
    if parsed is None:
        return None
    known, local = parsed
    if not known.page:
        return iri_of(curie)
    return known.page.replace("$1", quote(local, safe=SAFE))
