"""Papers: which citations are of the same paper, so that each paper has one voice."""

from __future__ import annotations

from collections.abc import Iterable

from substancekg.graph.assertions import SourceDocument
from substancekg.graph.evidence import Citation


def identifiers(source: Citation | SourceDocument) -> frozenset[str]:
    """Return the identifiers of a paper: ``pmid:``, ``pmc:`` and ``doi:`` with their value.

    Empty for what is no paper: a database, a web page.
    """
    found = set()
    if source.pmid:
        found.add(f"pmid:{source.pmid}")
    if source.pmcid:
        found.add(f"pmc:{source.pmcid.upper()}")
    if source.doi:
        found.add(f"doi:{source.doi.lower()}")
    return frozenset(found)


def independent_papers(citations: Iterable[Citation]) -> int:
    """Return how many different papers are cited.

    Two citations are of one paper when they share any identifier, also through a third one
    (one with a PMID, one with a DOI, one with both). Sources that are no papers are not counted.
    """
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for citation in citations:
        names = sorted(identifiers(citation))
        for name in names:
            leader.setdefault(name, name)
            leader[lead(name)] = lead(names[0])
    return sum(1 for name, above in leader.items() if name == above)
