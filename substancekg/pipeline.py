"""The pipeline: documents in, a graph with evidence-marked claims out.

    sources -> documents -> assertions -> claims -> assessed claims -> graph.ttl, graph.html ...

One bad document does not stop a build: it becomes a :class:`Failure` and the rest goes on.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from substancekg.errors import LoaderError, SubstanceKGError
from substancekg.graph.knowledge_graph import DEFAULT_BASE_IRI, KnowledgeGraph
from substancekg.graph.policy import Policy

if TYPE_CHECKING:
    from substancekg.graph.assertions import Assertion, SourceDocument
    from substancekg.graph.evidence import Evidence
    from substancekg.graph.evidence_base import EvidenceBase
    from substancekg.loaders.documents import Document
    from substancekg.loaders.evidence.tables import EvidenceTable
    from substancekg.loaders.reading.reader import MentionSource, Reader
    from substancekg.ontology.lexicon import Lexicon

logger = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Called with sources done, sources in all, and the source that was just finished."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why.

    :ivar read: documents that were read from it before
    """

    source: str
    reason: str
    read: int = 0


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading a source, or many, gave.

    :ivar texts: text of each document by its key, for checking quotes; kept on request only
    """

    documents: tuple[SourceDocument, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    sentences: int = 0
    snapshots: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A graph, and what happened on the way."""

    graph: KnowledgeGraph
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    sentences: int
    snapshots: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def tool_version() -> str:
    """Return the version of the installed project."""
    return version("substancekg")


@cache
def _lexicon(files: tuple[Path, ...]) -> Lexicon:
    """Load a lexicon once a process."""
    from substancekg.ontology.lexicon import default_lexicon, load_lexicon

    return load_lexicon(*files) if files else default_lexicon()


@cache
def _reader(lexicon: Lexicon, mentions: MentionSource) -> Reader:
    """Make a reader once a process: it indexes every name of the lexicon."""
    from substancekg.loaders.reading.reader import Reader

    return Reader(lexicon, mentions=mentions)


def extract_document(
    document: Document, lexicon: Lexicon, *, mentions: MentionSource
) -> Extraction:
    """Read one document; offsets of the assertions count in its text."""
    reading = _reader(lexicon, mentions).read(document)
    source = replace(document.source, sentences=reading.sentences)
    return Extraction((source,), reading.assertions, (), reading.warnings, reading.sentences)


def load_documents(
    source: str,
    lexicon_files: tuple[Path, ...],
    format_name: str | None,
    kept: list[tuple[str, bytes]] | None = None,
) -> Iterator[Document]:
    """Yield the documents of a source, each named by its file name or URL, never by a full path.

    :param kept: gets the files that keep what was fetched from the web
    """
    from substancekg.loaders.registry import load
    from substancekg.loaders.sources import readable_name

    lexicon = _lexicon(lexicon_files)
    for document in load(
        source,
        format=format_name,
        lexicon=lexicon,
        on_snapshot=None if kept is None else lambda page: kept.extend(page.files()),
    ):
        if document.source.location == readable_name(source) and "://" not in source:
            location = "" if source == "-" else readable_name(Path(source).name)
            document = replace(document, source=replace(document.source, location=location))
        yield document


def extract_documents(
    source: str,
    *,
    lexicon_files: tuple[Path, ...] = (),
    mentions: MentionSource = "given-if-any",
    format_name: str | None = None,
) -> Iterator[Extraction]:
    """Read one file, URL or ``-``, document by document; what cannot be read becomes a failure."""
    lexicon = _lexicon(lexicon_files)
    read = 0
    kept: list[tuple[str, bytes]] = []
    try:
        for document in load_documents(source, lexicon_files, format_name, kept):
            read += 1
            yield extract_document(document, lexicon, mentions=mentions)
    except LoaderError as error:
        yield Extraction(failures=(Failure(source, error.reason, read),))
        return
    if not read:
        yield Extraction(failures=(Failure(source, "holds no document"),))
    if kept:
        yield Extraction(snapshots=tuple(kept))


def _extract_source(source: str, **options: Any) -> Extraction:
    """Read a whole source: the unit of work of a process."""
    return _joined(extract_documents(source, **options))


def _end_quietly() -> None:
    """Let a worker process end at once on Ctrl-C; the main process says what there is to say."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _joined(parts: Iterable[Extraction]) -> Extraction:
    parts = list(parts)
    return Extraction(
        tuple(item for part in parts for item in part.documents),
        tuple(item for part in parts for item in part.assertions),
        tuple(item for part in parts for item in part.failures),
        tuple(item for part in parts for item in part.warnings),
        sum(part.sentences for part in parts),
        tuple(item for part in parts for item in part.snapshots),
    )


def extract_each(
    sources: Sequence[str],
    *,
    lexicon_files: tuple[Path, ...] = (),
    mentions: MentionSource = "given-if-any",
    format_name: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Iterator[Extraction]:
    """Read files, folders, URLs and ``-``, yielding as it goes, in the order of the sources.

    One process yields document by document, in memory that does not grow with their number; more
    processes yield source by source.

    :param jobs: processes to read with; what is read does not depend on it
    :raises LoaderError: if a source named by the caller does not exist
    """
    from substancekg.loaders.registry import find_sources

    found = find_sources(sources)
    options: dict[str, Any] = {
        "lexicon_files": lexicon_files, "mentions": mentions, "format_name": format_name,
    }  # fmt: skip

    def tick(number: int, source: str) -> None:
        if progress is not None:
            progress(number, len(found), source)

    if jobs > 1 and len(found) > 1:
        workers = min(jobs, len(found))
        with ProcessPoolExecutor(max_workers=workers, initializer=_end_quietly) as pool:
            read = partial(_extract_source, **options)
            parts = pool.map(read, found, chunksize=max(1, len(found) // (jobs * 8)))
            try:
                for number, (source, part) in enumerate(zip(found, parts, strict=True), 1):
                    yield part
                    tick(number, source)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
        return
    for number, source in enumerate(found, 1):
        yield from extract_documents(source, **options)
        tick(number, source)


def extract(sources: Sequence[str], **options: Any) -> Extraction:
    """Read everything and return it at once; options are those of :func:`extract_each`."""
    return _joined(extract_each(sources, **options))


def evidence_base(
    lexicon: Lexicon,
    evidence_files: Sequence[Path] = (),
    *,
    curated: bool = True,
    retractions: Path | None = None,
) -> EvidenceBase:
    """Return the evidence that claims are looked up in: the shipped tables and those of a user.

    :raises EvidenceError: with file and line, when a table is wrong
    """
    from substancekg.graph.evidence_base import EvidenceBase

    tables = _evidence_tables(lexicon, evidence_files, curated)
    records = [record for table in tables for record in table.evidence]
    if retractions is not None:
        from substancekg.graph.retractions import mark_retracted, read_retractions

        records = list(mark_retracted(records, read_retractions(retractions)))
    return EvidenceBase(records, lexicon, tables=[table.searched for table in tables])


def _evidence_tables(
    lexicon: Lexicon, evidence_files: Sequence[Path], curated: bool
) -> list[EvidenceTable]:
    from substancekg.loaders.evidence.curated import curated_tables
    from substancekg.loaders.evidence.tables import read_evidence_file

    tables = list(curated_tables(lexicon)) if curated else []
    return tables + [read_evidence_file(path, lexicon) for path in evidence_files]


def all_evidence(lexicon: Lexicon, evidence_files: Sequence[Path] = ()) -> list[Evidence]:
    """Return the shipped evidence and that of a user's tables, in the order of the tables.

    :raises EvidenceError: with file and line, when a table is wrong
    """
    tables = _evidence_tables(lexicon, evidence_files, True)
    return [record for table in tables for record in table.evidence]


def build_graph(
    sources: Sequence[str],
    *,
    lexicon_files: Sequence[Path] = (),
    evidence_files: Sequence[Path] = (),
    curated: bool = True,
    retractions: Path | None = None,
    policy: Policy | None = None,
    base_iri: str = DEFAULT_BASE_IRI,
    mentions: MentionSource = "given-if-any",
    format_name: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildResult:
    """Read documents, merge their assertions into claims and set the status of each.

    :raises SubstanceKGError: if no document at all could be read, or a table is wrong
    """
    from substancekg.graph.assemble import assemble

    files = tuple(lexicon_files)
    lexicon = _lexicon(files)
    base = evidence_base(lexicon, evidence_files, curated=curated, retractions=retractions)
    found = extract(
        sources, lexicon_files=files, mentions=mentions, format_name=format_name, jobs=jobs,
        progress=progress,
    )  # fmt: skip
    if not found.documents:
        raise nothing_read(found.failures)
    graph = assemble(
        found.documents, found.assertions, base, policy or Policy(), base_iri=base_iri,
        tool_version=tool_version(),
    )  # fmt: skip
    return BuildResult(graph, found.failures, found.warnings, found.sentences, found.snapshots)


def nothing_read(failures: Sequence[Failure]) -> SubstanceKGError:
    """Return the error to raise when no document at all could be read."""
    if not failures:
        return SubstanceKGError("no document was given")
    first = LoaderError(failures[0].source, failures[0].reason)
    if len(failures) == 1:
        return first
    return SubstanceKGError(f"none of {len(failures)} documents could be read; the first: {first}")


def build_from_texts(texts: Mapping[str, str], *, policy: Policy | None = None) -> BuildResult:
    """Build from texts by their names, read as plain text, with the shipped lexicon and evidence."""
    from substancekg.graph.assemble import assemble
    from substancekg.loaders.formats.text import read_text
    from substancekg.loaders.sources import open_stream

    lexicon = _lexicon(())
    found = _joined(
        extract_document(document, lexicon, mentions="lexicon")
        for name, text in texts.items()
        for document in read_text(open_stream(BytesIO(text.encode()), name, f"{name}.txt"))
    )
    graph = assemble(
        found.documents, found.assertions, evidence_base(lexicon), policy or Policy(),
        tool_version=tool_version(),
    )  # fmt: skip
    return BuildResult(graph, found.failures, found.warnings, found.sentences)


def lexicon_with(files: Sequence[Path]) -> Lexicon:
    """Return the shipped lexicon with the entities of these files added.

    :raises LexiconError: with file and line, when one is wrong
    """
    return _lexicon(tuple(files))
