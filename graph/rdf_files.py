"""RDF files: which extension means which format, and reading them without surprises."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, parse

from substancekg.errors import GraphError

RDF_FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".n3": RdfFormat.N3,
}


def rdf_format(path: Path) -> RdfFormat | None:
    """Return the RDF format of a file name, ``.gz`` aside; ``None`` for any other extension."""
    name = path.name.lower().removesuffix(".gz")
    return RDF_FORMATS.get(Path(name).suffix)


@contextmanager
def open_rdf(path: Path) -> Iterator[tuple[IO[bytes], RdfFormat]]:
    """Open an RDF file for reading, unpacking ``.gz``, with its format.

    :raises GraphError: if there is no such file, its extension is unknown, or (while the body
        reads) its content is not in that format
    """
    found = rdf_format(path)
    if found is None:
        known = ", ".join(RDF_FORMATS)
        raise GraphError(f"{path}: no RDF file by its extension (known: {known}, each with .gz)")
    try:
        with path.open("rb") as raw:
            packed = path.name.lower().endswith(".gz")
            yield (io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw), found
    except FileNotFoundError:
        raise GraphError(f"{path}: no such file or folder") from None
    except (SyntaxError, UnicodeDecodeError) as error:
        raise GraphError(f"{path}: not valid {found.name}: {one_line(error)}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise GraphError(f"{path}: cannot be read ({one_line(error)})") from error


def one_line(error: BaseException) -> str:
    """Return the message of an error on one line, without the name of its file."""
    message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(str(message).split())


def read_quads(path: Path) -> Iterator[Quad]:
    """Yield the quads of an RDF file, in its order.

    :raises GraphError: as :func:`open_rdf`
    """
    with open_rdf(path) as (stream, found):
        yield from parse(stream, found)
