"""Terms in query results: strings that know what they are, in the manner of rdflib."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from substancekg.graph.rdf_terms import XSD

_INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "unsignedInt", "unsignedLong",
    )
)  # fmt: skip
_FLOATS = frozenset(XSD + name for name in ("decimal", "double", "float"))


class Term(str):
    """A term; as a string it is the IRI, the text of a literal, or the name of a blank node."""

    __slots__ = ("raw",)
    raw: Any

    @classmethod
    def of(cls, raw: Any) -> Term:
        """Return the term of one of pyoxigraph's."""
        if isinstance(raw, ox.NamedNode):
            term: Term = Iri.__new__(Iri, raw.value)
        elif isinstance(raw, ox.Literal):
            term = Text.__new__(Text, raw.value)
        elif isinstance(raw, ox.BlankNode):
            term = Blank.__new__(Blank, raw.value)
        else:
            term = Term.__new__(Term, str(raw))
        term.raw = raw
        return term

    def n3(self) -> str:
        """Return the term in N-Triples notation."""
        return str(self.raw)

    def toPython(self) -> Any:  # noqa: N802  # the name that rdflib gives it
        """Return the value: a number, truth value or text."""
        return str(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Term.of, (self.raw,))


class Iri(Term):
    """An IRI."""

    __slots__ = ()


class Blank(Term):
    """A blank node."""

    __slots__ = ()


class Text(Term):
    """A literal."""

    __slots__ = ()

    @property
    def datatype(self) -> str:
        """Full IRI of the datatype."""
        return str(self.raw.datatype.value)

    @property
    def language(self) -> str | None:
        """Language tag, if there is one."""
        return self.raw.language  # type: ignore[no-any-return]

    def toPython(self) -> Any:  # noqa: N802
        """Return an int, float, bool or str; ill-formed numbers stay text."""
        datatype = self.datatype
        try:
            if datatype in _INTEGERS:
                return int(self)
            if datatype in _FLOATS:
                return float(self)
        except ValueError:
            return str(self)
        if datatype == f"{XSD}boolean" and self in ("true", "false", "1", "0"):
            return self in ("true", "1")
        return str(self)

    @property
    def value(self) -> Any:
        """The same as :meth:`toPython`."""
        return self.toPython()
