"""Errors of SubstanceKG, one tree.

    SubstanceKGError
    ├── DataError            a table of the ontology, lexicon or evidence is wrong (file, line)
    │   ├── LexiconError
    │   └── EvidenceError
    ├── UnknownNameError     a name that should be known is not; carries suggestions
    ├── LoaderError          a document could not be read (path)
    │   └── FetchError       a URL or a live source could not be read
    ├── GraphError           a graph could not be loaded, or is not valid
    ├── QueryError           a SPARQL query is malformed, not allowed, or too slow
    └── OutputError          a file could not be written

Each message says where, what, and what to do next, on one line. The library raises and never
prints; the command line turns a :class:`SubstanceKGError` into one line and exit status 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class SubstanceKGError(Exception):
    """Base of every error that a user can cause and mend."""


class DataError(SubstanceKGError, ValueError):
    """A data table is wrong.

    :ivar path: the file
    :ivar line: 1-based line in it, or ``None`` when the whole file is meant
    :ivar reason: what is wrong and what was expected
    """

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path, self.line, self.reason = path, line, reason

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line is not None else f"{self.path}"
        return f"{where}: {self.reason}"


class LexiconError(DataError):
    """A lexicon or composition table is wrong."""


class EvidenceError(DataError):
    """An evidence table is wrong."""


class UnknownNameError(SubstanceKGError, LookupError):
    """A name is not known.

    :ivar kind: what it should have been (``entity``, ``predicate``, ``format`` ...)
    :ivar name: the name as given
    :ivar suggestions: known names that are nearly the same, best first
    """

    def __init__(
        self, kind: str, name: str, suggestions: Sequence[str] = (), hint: str = ""
    ) -> None:
        super().__init__(kind, name, tuple(suggestions), hint)
        self.kind, self.name, self.suggestions, self.hint = kind, name, tuple(suggestions), hint

    def __str__(self) -> str:
        text = f"unknown {self.kind} {self.name!r}"
        if self.suggestions:
            text += "; did you mean " + ", ".join(repr(name) for name in self.suggestions) + "?"
        if self.hint:
            text += f" ({self.hint})"
        return text


class LoaderError(SubstanceKGError, ValueError):
    """A document could not be read.

    :ivar path: the file, folder or URL
    :ivar reason: what is wrong and what to do
    """

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class FetchError(LoaderError):
    """A URL could not be fetched, or its answer is unusable."""


class GraphError(SubstanceKGError, ValueError):
    """A graph could not be loaded, or does not follow the shapes."""


class QueryError(SubstanceKGError, ValueError):
    """A SPARQL query is malformed, reaches outside the graph, or ran over a limit."""


class OutputError(SubstanceKGError, OSError):
    """An output could not be written.

    :ivar target: the file or folder
    :ivar reason: what is wrong
    """

    def __init__(self, target: Path | str, reason: str) -> None:
        super().__init__(target, reason)
        self.target, self.reason = target, reason

    def __str__(self) -> str:
        return f"{self.target}: {self.reason}"
