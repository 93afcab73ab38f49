"""The frame that every import of a database stands on.

An import streams the records of a file, maps both ends to the lexicon, and yields evidence. Each
record ends in exactly one place: it gave evidence, or it is counted under the reason why not.
Nothing is dropped silently; names and identifiers that the lexicon does not know are listed with
how often they occurred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from substancekg.errors import EvidenceError
from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.names import EntityNames
from substancekg.loaders.evidence.study_types import study_grade
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass
from substancekg.ontology.vocabulary import predicate

Item = TypeVar("Item")
Progress = Callable[[int], None]
"""Called with the number of records read so far."""

MAX_LISTED = 200_000
"""Different unmapped names, and problems, that are listed by name; more are only counted."""
PROGRESS_STEP = 10_000


@dataclass(frozen=True, slots=True)
class EvidenceFormat:
    """A database, or a way in which databases are written down.

    :ivar name: as on the command line
    :ivar title: as shown to people and kept as provider with every record
    :ivar licence: of the data, as its publisher states it
    :ivar homepage: where the data and its terms are found
    :ivar sniff: from the first characters of a file and its name, how sure it is that the file is
        of this format: 0 for no, 50 for perhaps, 100 for certain
    :ivar version: the release that a file says it is; empty when it does not say
    :ivar read: yields the evidence of a run's file, one record at a time
    """

    name: str
    title: str
    description: str
    licence: str
    homepage: str
    sniff: Callable[[str, str], int]
    version: Callable[[Path], str]
    read: Callable[[ImportRun], Iterator[Evidence]]


@dataclass(slots=True)
class Tally:
    """What became of the records of a file.

    :ivar records: records read
    :ivar mapped: records that gave evidence
    :ivar evidence: pieces of evidence given; a record with three papers gives three
    :ivar skipped: records that gave none, by reason; with ``mapped`` they add up to ``records``
    :ivar unmapped: names and identifiers that the lexicon does not know, with their counts
    :ivar unlisted: occurrences of further unmapped names, over :data:`MAX_LISTED` different ones
    :ivar problems: malformed records, with file and line where the format has lines
    :ivar complete: whether the file was read to its end
    """

    records: int = 0
    mapped: int = 0
    evidence: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    unmapped: Counter[str] = field(default_factory=Counter)
    unlisted: int = 0
    problems: list[EvidenceError] = field(default_factory=list)
    complete: bool = True

    def unmapped_rows(self) -> list[tuple[str, int]]:
        """Return the unmapped names with their counts, the most frequent first, then by name."""
        return sorted(self.unmapped.items(), key=lambda item: (-item[1], item[0]))


class ImportRun:
    """One file on its way in: where its records meet the lexicon, and where they are counted.

    :ivar provider: what every record names as its provider
    :param sample: records to read at most
    """

    def __init__(
        self,
        path: Path,
        names: EntityNames,
        provider: str,
        *,
        sample: int | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.path, self.names, self.provider = path, names, provider
        self.tally = Tally()
        self._sample, self._progress = sample, progress
        self._reason, self._made = "", 0

    def records(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the records of a file, counting what becomes of each; stop at the sample size."""
        tally = self.tally
        for item in items:
            if self._sample is not None and tally.records >= self._sample:
                tally.complete = False
                return
            self._reason, self._made = "", 0
            tally.records += 1
            yield item
            if self._made:
                tally.mapped += 1
            else:
                tally.skipped[self._reason or "holds no relation"] += 1
            if self._progress is not None and tally.records % PROGRESS_STEP == 0:
                self._progress(tally.records)

    def skip(self, reason: str) -> None:
        """Say why the present record gives no evidence; the first reason counts."""
        self._reason = self._reason or reason

    def malformed(self, line: int | None, reason: str) -> None:
        """Say that the present record is malformed, and where."""
        self.skip("malformed")
        if len(self.tally.problems) < MAX_LISTED:
            self.tally.problems.append(EvidenceError(self.path, line, reason))

    def lost(self, problem: EvidenceError) -> None:
        """Count a record that could not even be read as one."""
        self.tally.records += 1
        self.tally.skipped["malformed"] += 1
        if len(self.tally.problems) < MAX_LISTED:
            self.tally.problems.append(problem)

    def entity(self, curies: Iterable[str], names: Iterable[str] = ()) -> Entity | None:
        """Return the entity of the first identifier, else of the first name, that is known.

        ``None`` when there is none; the first name or identifier is then counted as unmapped.
        """
        curies, names = [c for c in curies if c], [name for name in names if name]
        found = self.names.find(curies, names)
        if found is None:
            self.unmapped(" ".join([*names[:1], *(f"[{curie}]" for curie in curies[:1])]))
        return found

    def unmapped(self, label: str) -> None:
        """Count a name or identifier of the present record that the lexicon does not know."""
        self.skip("an end is not in the lexicon")
        unmapped = self.tally.unmapped
        if label in unmapped or len(unmapped) < MAX_LISTED:
            unmapped[label] += 1
        else:
            self.tally.unlisted += 1

    def evidence(
        self,
        subject: Entity,
        predicate_name: str,
        obj: Entity,
        citations: Iterable[Citation],
        *,
        study_type: str,
        direction: Direction = Direction.SUPPORTS,
        evidence_class: EvidenceClass = EvidenceClass.CURATED,
        certainty: Certainty = Certainty.ASSERTED,
        aspect: str = "",
        context: str = "",
        system: str = "",
        finding: str = "",
        quote: str = "",
        section: str = "",
    ) -> Iterator[Evidence]:
        """Yield one piece of evidence for each citation, or for the database where there is none.

        A relation whose ends are the same, or not of the types that the predicate takes, gives
        none; the record is then counted under that reason.
        """
        if subject.slug == obj.slug:
            self.skip("both ends are the same entity")
            return
        if not predicate(predicate_name).allows(subject.type, obj.type):
            self.skip(f"{predicate_name} does not go from {subject.type} to {obj.type}")
            return
        found = list(dict.fromkeys(citations)) or [Citation(source=self.provider)]
        for citation in found:
            self._made += 1
            self.tally.evidence += 1
            yield Evidence(
                subject=subject,
                predicate=predicate_name,
                object=obj,
                direction=direction,
                citation=citation,
                grade=study_grade(study_type),
                evidence_class=evidence_class,
                aspect=aspect,
                system=one_line(system),
                finding=one_line(finding),
                study_type=study_type,
                quote=one_line(quote),
                section=section,
                certainty=certainty,
                provider=self.provider,
                context=one_line(context),
            )


def one_line(text: str) -> str:
    """Return a text with every run of white space as one blank."""
    return " ".join(text.split())


def provider_of(item: EvidenceFormat, version: str, licence: str = "") -> str:
    """Return title, release and licence, as kept with every record."""
    release = f" {version}" if version else ""
    return f"{item.title}{release} ({licence or item.licence})"
