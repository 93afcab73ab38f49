"""The evidence base: every record of evidence, indexed for looking claims up in it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from substancekg.graph.evidence import Evidence
from substancekg.graph.knowledge_graph import SearchedTable
from substancekg.graph.statements import LEXICON_PROVIDER, lexicon_statements
from substancekg.graph.steps import STEPS, Steps
from substancekg.ontology.lexicon import Lexicon, default_lexicon
from substancekg.ontology.terms import EvidenceClass


class EvidenceBase:
    """Evidence by its two ends, with the statements of a lexicon added.

    The order of the records never matters. A finding that is given twice counts once: as retracted
    when either says so, else as the curated one. Memory grows with the number of records alone, not
    with the claims that are looked up.

    :param evidence: records of any class
    :param lexicon: whose classes and composition become evidence of class ``ontology``; the
        lexicon that ships with the project when not given
    :param tables: what was searched besides the lexicon; worked out from the providers of the
        records when not given
    :ivar searched: tables in the order of their names, for the record of what was searched
    """

    def __init__(
        self,
        evidence: Iterable[Evidence],
        lexicon: Lexicon | None = None,
        *,
        tables: Sequence[SearchedTable] | None = None,
    ) -> None:
        self.lexicon = lexicon if lexicon is not None else default_lexicon()
        chosen: dict[bytes, Evidence] = {}
        for record in chain(lexicon_statements(self.lexicon), evidence):
            key = bytes.fromhex(record.key)
            known = chosen.setdefault(key, record)
            if known is not record and _rank(record) < _rank(known):
                chosen[key] = record
        self._records = len(chosen)
        self._by_ends: dict[str, dict[str, list[Evidence]]] = {}
        structure: list[Evidence] = []
        sums: dict[str, int] = defaultdict(int)
        counts: dict[str, int] = defaultdict(int)
        newest: dict[str, str] = defaultdict(str)
        for key, record in chosen.items():
            objects = self._by_ends.setdefault(record.subject.slug, {})
            objects.setdefault(record.object.slug, []).append(record)
            if record.predicate in STEPS:
                structure.append(record)
            name = record.provider or "evidence without a named table"
            sums[name] ^= int.from_bytes(key, "big")
            counts[name] += 1
            newest[name] = max(newest[name], record.citation.year)
        self.steps = Steps(structure, self.lexicon)
        found = {
            name: SearchedTable(name, f"{sums[name]:020x}"[-16:], counts[name], newest[name])
            for name in counts
        }
        if tables is not None:
            found = {name: t for name, t in found.items() if name.startswith(LEXICON_PROVIDER)}
            found.update((table.name, table) for table in tables)
        self.searched: tuple[SearchedTable, ...] = tuple(found[name] for name in sorted(found))

    def __len__(self) -> int:
        """Return the number of records, those of the lexicon included."""
        return self._records

    def __iter__(self) -> Iterator[Evidence]:
        """Yield the records by subject and object, in the order of their slugs and keys."""
        for _, objects in sorted(self._by_ends.items()):
            for _, records in sorted(objects.items()):
                yield from sorted(records, key=lambda record: record.key)

    def by_object(self, subject: str) -> Mapping[str, Sequence[Evidence]]:
        """Return the records on a subject by the slugs of their objects; none is an empty map."""
        return self._by_ends.get(subject, {})

    def between(self, subject: str, obj: str) -> Sequence[Evidence]:
        """Return the records whose subject and object have these slugs."""
        return self._by_ends.get(subject, {}).get(obj, ())

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the tables searched: equal for equal bases, whatever their order."""
        lines = [f"{t.name}|{t.version}|{t.records}" for t in self.searched]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _rank(record: Evidence) -> tuple[bool, int, int, str]:
    """Order of records of one finding, the one to keep first."""
    kinds = (EvidenceClass.CURATED, EvidenceClass.ONTOLOGY, EvidenceClass.MACHINE_READ)
    kind = kinds.index(record.evidence_class)
    return (not record.citation.retracted, kind, record.grade.rank, repr(record))
