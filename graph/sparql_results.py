"""Results of queries: rows, a truth value or triples, and the standard formats to write them in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from substancekg.errors import QueryError, UnknownNameError
from substancekg.graph.rdf_terms import XSD, Names
from substancekg.graph.sparql_terms import Blank, Iri, Term, Text

if TYPE_CHECKING:
    import pandas as pd
    import rdflib
    import rdflib.query

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


class Row(tuple[Term | None, ...]):
    """One row: by number, by name (``row["label"]``) and as attribute (``row.label``)."""

    _names: Mapping[str, int]

    @classmethod
    def of(cls, values: Sequence[Term | None], names: Mapping[str, int]) -> Row:
        """Return a row of values in the order of the names."""
        row = cls(values)
        row._names = names
        return row

    def __getattr__(self, name: str) -> Term | None:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return tuple.__getitem__(self, self._names[name])
        except KeyError:
            raise AttributeError(f"no variable ?{name} in this result") from None

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return tuple.__getitem__(self, self._names[key])
        return tuple.__getitem__(self, key)

    def asdict(self) -> dict[str, Term]:
        """Return the bound variables and their values."""
        return {name: self[at] for name, at in self._names.items() if self[at] is not None}

    def __reduce__(self) -> tuple[Any, ...]:
        return (Row.of, (tuple(self), self._names))


class QueryResult:
    """The answer to one query.

    Iterating gives rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, and the truth value of an
    ASK once, as rdflib's results do.

    :ivar form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``
    :ivar columns: variables of a SELECT in their order; ``None`` for other forms
    :ivar rows: of a SELECT; empty for other forms
    :ivar truth: of an ASK; ``None`` for other forms
    :ivar triples: of a CONSTRUCT or DESCRIBE; empty for other forms
    :ivar prefixes: for short names in tables and Turtle
    """

    def __init__(
        self,
        form: str,
        *,
        columns: Sequence[str] | None = None,
        rows: Sequence[Sequence[Any]] = (),
        truth: bool | None = None,
        triples: Sequence[Sequence[Any]] = (),
        prefixes: Mapping[str, str],
    ) -> None:
        self.form = form
        self.columns = tuple(columns) if columns is not None else None
        names = {name: number for number, name in enumerate(self.columns or ())}
        self.rows = [Row.of([_term(value) for value in row], names) for row in rows]
        self.truth = truth
        self.triples = [tuple(Term.of(term) for term in triple) for triple in triples]
        self.prefixes = prefixes

    @property
    def vars(self) -> tuple[str, ...]:
        """The variables of a SELECT; empty for other forms."""
        return self.columns or ()

    @property
    def type(self) -> str:
        """The form, by the name that rdflib gives it."""
        return self.form

    @property
    def bindings(self) -> list[dict[str, Term]]:
        """The rows of a SELECT as dicts, without what is not bound."""
        return [row.asdict() for row in self.rows]

    @property
    def askAnswer(self) -> bool | None:  # noqa: N802  # the name that rdflib gives it
        """The truth value of an ASK."""
        return self.truth

    @property
    def graph(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE as an rdflib graph."""
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in self.prefixes.items():
            graph.bind(prefix, namespace)
        data = "".join(" ".join(term.n3() for term in triple) + " .\n" for triple in self.triples)
        return graph.parse(data=data, format="nt")

    def __iter__(self) -> Iterator[Any]:
        if self.truth is not None:
            return iter([self.truth])
        return iter(self.rows if self.columns is not None else self.triples)

    def __len__(self) -> int:
        if self.truth is not None:
            return 1
        return len(self.rows) if self.columns is not None else len(self.triples)

    def __bool__(self) -> bool:
        return self.truth if self.truth is not None else len(self) > 0

    def __repr__(self) -> str:
        if self.truth is not None:
            return f"<QueryResult: {str(self.truth).lower()}>"
        kind = "rows" if self.columns is not None else "triples"
        return f"<QueryResult: {len(self)} {kind}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self._table_columns())
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self.table_rows()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def table_rows(self) -> list[list[str]]:
        """Return all cells for people: short names for IRIs, the text of literals."""
        if self.truth is not None:
            return [[str(self.truth).lower()]]
        found: Sequence[Sequence[Term | None]] = (
            self.rows if self.columns is not None else self.triples
        )
        return [[self._cell(term) for term in row] for row in found]

    def _table_columns(self) -> tuple[str, ...]:
        if self.truth is not None:
            return ("answer",)
        return self.columns if self.columns is not None else ("subject", "predicate", "object")

    def _cell(self, term: Term | None) -> str:
        if term is None:
            return ""
        if isinstance(term, Iri):
            return shorten(term, self.prefixes)
        return f"_:{term}" if isinstance(term, Blank) else str(term)

    def to_dataframe(self) -> pd.DataFrame:
        """Return the table as a pandas DataFrame: numbers and truth values as such.

        :raises ModuleNotFoundError: if pandas is not installed
        """
        import pandas

        if self.truth is not None:
            return pandas.DataFrame([[self.truth]], columns=["answer"])
        found: Sequence[Sequence[Term | None]] = (
            self.rows if self.columns is not None else self.triples
        )
        values = [[None if term is None else term.toPython() for term in row] for row in found]
        return pandas.DataFrame(values, columns=list(self._table_columns()))

    def to_rdflib(self) -> rdflib.query.Result:
        """Return the same answer as rdflib's own result object."""
        import rdflib
        import rdflib.query
        from oxrdflib._converter import from_ox

        result = rdflib.query.Result(self.form)
        if self.truth is not None:
            result.askAnswer = self.truth
        elif self.columns is None:
            result.graph = self.graph
        else:
            variables = [rdflib.Variable(name) for name in self.columns]
            result.vars = variables
            result.bindings = [
                {
                    variable: from_ox(term.raw)  # type: ignore[misc]  # never a triple
                    for variable, term in zip(variables, row, strict=True)
                    if term is not None
                }
                for row in self.rows
            ]
        return result

    def serialize(self, format: str = "table") -> str:
        """Return the answer as text: ``table``, ``csv``, ``tsv``, ``json``, ``xml``, ``turtle``.

        CSV, TSV, JSON and XML are those of SPARQL 1.1; triples are written as Turtle or a table.

        :raises UnknownNameError: if there is no such format
        :raises QueryError: if the form of the query does not go with the format
        """
        if format not in FORMATS:
            raise UnknownNameError("result format", format, (), "known: " + ", ".join(FORMATS))
        if format == "turtle":
            if self.columns is not None or self.truth is not None:
                raise QueryError(f"{self.form} gives no triples; ask for table, csv, json or xml")
            from substancekg.graph.turtle import turtle_of_triples

            found = ((s.n3(), p.n3(), o.n3()) for s, p, o in self.triples)
            return turtle_of_triples(found, self.prefixes)
        if format == "table":
            return _text_table(self._table_columns(), self.table_rows())
        if self.columns is None and self.truth is None:
            raise QueryError(f"{self.form} gives triples; ask for turtle or table")
        return {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}[format](self)


def _term(value: Any) -> Term | None:
    return None if value is None else Term.of(value)


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI as a prefixed name where a prefix fits, the longest namespace first."""
    best = ""
    found = iri
    for prefix, namespace in prefixes.items():
        if len(namespace) > len(best) and iri.startswith(namespace) and len(iri) > len(namespace):
            best, found = namespace, f"{prefix}:{iri[len(namespace) :]}"
    return found


def prefixes_for(base_iri: str) -> dict[str, str]:
    """Return the prefixes that queries on a graph may use undeclared."""
    from substancekg.graph.knowledge_graph import DEFAULT_BASE_IRI
    from substancekg.graph.rdf_terms import VOCABULARY_PREFIXES

    return {**VOCABULARY_PREFIXES, **Names(base_iri or DEFAULT_BASE_IRI).prefixes}


def _text_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = [[" ".join(cell.split()) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _csv(result: QueryResult) -> str:
    if result.truth is not None:
        return f"{str(result.truth).lower()}\r\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.vars)
    for row in result.rows:
        writer.writerow(
            ["" if t is None else f"_:{t}" if isinstance(t, Blank) else str(t) for t in row]
        )
    return out.getvalue()


def _tsv(result: QueryResult) -> str:
    if result.truth is not None:
        return f"{str(result.truth).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.vars)]
    lines += ["\t".join("" if t is None else _tsv_cell(t) for t in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def _tsv_cell(term: Term) -> str:
    return term.n3().replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _json(result: QueryResult) -> str:
    if result.truth is not None:
        return json.dumps({"head": {}, "boolean": result.truth}) + "\n"
    rows = [{name: _json_term(term) for name, term in row.asdict().items()} for row in result.rows]
    whole = {"head": {"vars": list(result.vars)}, "results": {"bindings": rows}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": str(term)}
    if isinstance(term, Blank):
        return {"type": "bnode", "value": str(term)}
    found = {"type": "literal", "value": str(term)}
    if isinstance(term, Text):
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype != f"{XSD}string":
            found["datatype"] = term.datatype
    return found


def _xml(result: QueryResult) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in result.vars)
    if result.truth is not None:
        body = f"<boolean>{str(result.truth).lower()}</boolean>"
    else:
        rows = []
        for row in result.rows:
            bindings = "".join(
                f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
                for name, term in row.asdict().items()
            )
            rows.append(f"<result>{bindings}</result>")
        body = "<results>\n" + "".join(f"{row}\n" for row in rows) + "</results>"
    return (
        '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"<head>{head}</head>\n{body}\n</sparql>\n"
    )


def _xml_term(term: Term) -> str:
    value = "".join(char if _in_xml(char) else "\ufffd" for char in term)
    value = escape(value, {"\r": "&#13;"})
    if isinstance(term, Iri):
        return f"<uri>{value}</uri>"
    if isinstance(term, Blank):
        return f"<bnode>{value}</bnode>"
    mark = ""
    if isinstance(term, Text):
        if term.language:
            mark = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype != f"{XSD}string":
            mark = f" datatype={quoteattr(term.datatype)}"
    return f"<literal{mark}>{value}</literal>"


def _in_xml(char: str) -> bool:
    return char >= " " and char not in "\ufffe\uffff" or char in "\t\n\r"
