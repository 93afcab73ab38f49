"""The registry of evidence formats, and the import of a file in any of them.

Other packages add formats through the entry point group ``substancekg.evidence``: each entry point
is an :class:`~substancekg.loaders.evidence.importing.EvidenceFormat`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from substancekg.errors import EvidenceError, UnknownNameError
from substancekg.graph.evidence import Evidence
from substancekg.loaders.evidence.importing import (
    EvidenceFormat,
    ImportRun,
    Progress,
    Tally,
    provider_of,
)
from substancekg.loaders.evidence.names import EntityNames
from substancekg.loaders.evidence.rows import open_text
from substancekg.loaders.evidence.tables import write_evidence_table
from substancekg.loaders.plugins import plugged_in
from substancekg.ontology.lexicon import Lexicon

ENTRY_POINT_GROUP = "substancekg.evidence"
BUILT_IN = ("gtopdb", "ctd", "suppai", "indra", "kgx", "own_table")
SURE = 50
_HEAD = 65_536


@cache
def evidence_formats() -> Mapping[str, EvidenceFormat]:
    """Return the known formats by name: the built-in ones, then those of other packages."""
    found: dict[str, EvidenceFormat] = {}
    for module in BUILT_IN:
        item: EvidenceFormat = import_module(f"{__package__}.databases.{module}").FORMAT
        found[item.name] = item
    for other in plugged_in(ENTRY_POINT_GROUP, EvidenceFormat):
        found.setdefault(other.name, other)
    return MappingProxyType(found)


def evidence_format(name: str) -> EvidenceFormat:
    """Return a format by its name.

    :raises UnknownNameError: if there is none; the known ones are listed
    """
    known = evidence_formats()
    if name not in known:
        near = difflib.get_close_matches(name.lower(), list(known), n=2)
        hint = "known: " + ", ".join(known)
        raise UnknownNameError("evidence format", name, near, hint=hint)
    return known[name]


def detect_evidence_format(path: Path) -> EvidenceFormat:
    """Return the format that a file is in, told by its content.

    :raises EvidenceError: if it is in none, or cannot be read
    """
    with open_text(path) as text:
        head = text.read(_HEAD)
    score, best = max(
        ((item.sniff(head, path.name), item) for item in evidence_formats().values()),
        key=lambda scored: scored[0],
    )
    if score < SURE:
        known = ", ".join(evidence_formats())
        raise EvidenceError(path, None, f"no evidence format known for it; name one of: {known}")
    return best


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    :ivar rows: rows written; 0 for a dry run
    """

    format: EvidenceFormat
    provider: str
    tally: Tally
    rows: int


class Import:
    """Evidence of a file as it is read; :attr:`tally` is complete when the iteration has ended.

    :param format: name of the format; recognised by default
    :param version: release of the data; by default what the file itself says
    :param licence: of the data; by default what the format says
    :param sample: records to read at most
    :param progress: called every ten thousand records
    :raises EvidenceError: if the file is unreadable, or in no known format
    """

    def __init__(
        self,
        path: Path,
        lexicon: Lexicon,
        *,
        format: str | None = None,
        version: str | None = None,
        licence: str = "",
        sample: int | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.format = evidence_format(format) if format else detect_evidence_format(path)
        release = self.format.version(path) if version is None else version
        self.provider = provider_of(self.format, release, licence)
        self._run = ImportRun(
            path, EntityNames(lexicon), self.provider, sample=sample, progress=progress
        )

    @property
    def tally(self) -> Tally:
        """What became of the records so far."""
        return self._run.tally

    def __iter__(self) -> Iterator[Evidence]:
        return self.format.read(self._run)


def import_to_table(
    path: Path,
    target: Path | None,
    lexicon: Lexicon,
    *,
    format: str | None = None,
    version: str | None = None,
    licence: str = "",
    sample: int | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Write the evidence of a database as a table that ``build --evidence`` takes.

    :param target: the table; ``None`` for a dry run, which reads all and writes nothing
    :raises EvidenceError: if the file is unreadable, damaged, or in no known format
    :raises OutputError: if the table cannot be written
    """
    source = Import(
        path, lexicon, format=format, version=version, licence=licence, sample=sample,
        progress=progress,
    )  # fmt: skip
    rows = 0
    if target is None:
        for _ in source:
            pass
    else:
        comments = [f"provider: {source.provider}", f"terms: {source.format.homepage}"]
        rows = write_evidence_table(target, source, comments=comments)
    return ImportReport(source.format, source.provider, source.tally, rows)
