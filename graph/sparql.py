"""SPARQL on any graph: in memory, in a file, in a store's folder, behind an endpoint.

One way in, :func:`run_query`, with the same rows wherever the graph lives. Queries only read, reach
neither network nor files, and end when their time is up.

>>> from substancekg.graph.sparql import run_query  # doctest: +SKIP
>>> for row in run_query("kg", "SELECT ?label WHERE { ?c a skg:Claim ; rdfs:label ?label }"):
...     print(row.label)  # doctest: +SKIP
"""

from __future__ import annotations

import difflib
import hashlib
import re
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, Store

from substancekg.errors import QueryError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.sources import GraphSource, locate
from substancekg.graph.sparql_guard import CheckedQuery, check_query
from substancekg.graph.sparql_process import EngineError, QueryProcess, process_for
from substancekg.graph.sparql_results import QueryResult, prefixes_for
from substancekg.graph.sparql_tokens import tokens

Source = KnowledgeGraph | Store | str | Path

DEFAULT_TIMEOUT = 30.0
_KEYWORDS = (
    "SELECT", "DISTINCT", "REDUCED", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH",
    "BIND", "VALUES", "SERVICE", "PREFIX", "BASE", "ASK", "CONSTRUCT", "DESCRIBE", "FROM", "NAMED",
    "ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET", "COUNT", "EXISTS", "NOT", "ASC", "DESC", "BY",
    "AS", "IN", "UNDEF", "REGEX", "CONTAINS", "STRSTARTS", "LCASE", "BOUND", "SUM", "MIN", "MAX",
    "AVG", "SAMPLE", "GROUP_CONCAT", "SEPARATOR", "COALESCE", "IF", "STR", "LANG", "DATATYPE",
)  # fmt: skip


def run_query(
    source: Source,
    sparql: str,
    *,
    timeout: float | None = DEFAULT_TIMEOUT,
    max_rows: int | None = None,
    entail: bool = False,
    allow_service: bool = False,
) -> QueryResult:
    """Return the answer to one query.

    The prefixes of the project and of the graph's own nodes need no declaration. Named graphs are
    taken together unless the query says FROM.

    :param timeout: seconds; ``None`` for no limit. Opening the graph does not count
    :param max_rows: more rows or triples than this are an error
    :param entail: ask with what follows from the graph filled in
        (:mod:`substancekg.graph.entailment`); not for endpoints
    :param allow_service: let the query reach other endpoints by SERVICE
    :raises QueryError: if the query is malformed (with line, column and a hint), changes or reaches
        what it may not, takes too long or gives too many rows
    :raises GraphError: if the graph cannot be read
    """
    checked = check_query(sparql, allow_service=allow_service)
    if isinstance(source, (str, Path)):
        found = locate(source, prefer="store")
        if found.kind == "endpoint":
            if entail:
                raise QueryError(
                    "entailment is for local graphs; use property paths (skos:broader*) instead"
                )
            return _ask_endpoint(found.place, checked, timeout, max_rows, allow_service)
        process = _process(found, allow_service)
    else:
        process = _process(source, allow_service)
    return ask_process(process, checked, timeout, max_rows, entail)


def graph_prefixes(source: Source) -> dict[str, str]:
    """Return the prefixes that need no declaration in queries on a graph.

    :raises GraphError: if the graph cannot be read
    """
    if isinstance(source, KnowledgeGraph):
        return prefixes_for(source.base_iri)
    if isinstance(source, (str, Path)):
        found = locate(source, prefer="store")
        if found.kind == "endpoint":
            return prefixes_for(_endpoint_base(found.place, DEFAULT_TIMEOUT))
        return prefixes_for(_process(found, False).base_iri)
    return prefixes_for(_process(source, False).base_iri)


def _process(source: KnowledgeGraph | Store | GraphSource, allow_service: bool) -> QueryProcess:
    contained = not allow_service
    if isinstance(source, KnowledgeGraph):
        from substancekg.graph.store import ntriples

        graph = source
        key: tuple[Any, ...] = ("graph", id(source), contained)
        return process_for(
            key, "ntriples", lambda: ntriples(graph), contained=contained, held=source
        )
    if isinstance(source, Store):
        data = _union_dump(source)
        key = ("content", hashlib.sha256(data).digest(), contained)
        return process_for(key, "ntriples", data, contained=contained, held=None)
    path = source.path
    mark = path / "CURRENT" if source.kind == "store" else path
    state = mark.stat()
    key = (source.kind, str(path.resolve()), state.st_mtime_ns, state.st_size, contained)
    return process_for(key, source.kind, source.place, contained=contained, held=None)


def _union_dump(store: Store) -> bytes:
    """Return all triples of a store, named graphs taken together."""
    from pyoxigraph import serialize

    data = serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES)
    assert data is not None
    return data


def ask_process(
    process: QueryProcess,
    checked: CheckedQuery,
    timeout: float | None,
    max_rows: int | None,
    entail: bool,
) -> QueryResult:
    """Return the answer of one process to a query that was checked.

    :raises QueryError: as :func:`run_query`
    """
    prefixes = prefixes_for(process.base_iri)
    datasets = _full_iris(checked, prefixes)
    request = (checked.text, prefixes, max_rows, entail, datasets)
    try:
        answer = process.ask(request, timeout)
    except EngineError as error:
        raise _explained(error, checked, prefixes) from None
    if answer.truth is not None:
        return QueryResult("ASK", truth=answer.truth, prefixes=prefixes)
    if answer.variables is not None:
        return QueryResult("SELECT", columns=answer.variables, rows=answer.items, prefixes=prefixes)
    return QueryResult(checked.form or "CONSTRUCT", triples=answer.items, prefixes=prefixes)


def _full_iris(checked: CheckedQuery, prefixes: dict[str, str]) -> tuple[str, ...]:
    """Return the datasets of FROM clauses as full IRIs, as far as known prefixes allow."""
    found = []
    for written in checked.datasets:
        if written.startswith("<"):
            found.append(written[1:-1])
        else:
            prefix, _, local = written.partition(":")
            found.append(prefixes.get(prefix, f"{prefix}:") + local)
    return tuple(found)


def _explained(error: EngineError, checked: CheckedQuery, prefixes: dict[str, str]) -> QueryError:
    if error.kind == "syntax":
        return QueryError(syntax_message(checked, error.message, prefixes))
    if error.kind == "dataset":
        return QueryError(
            f"FROM <{error.message}>: queries read only the graph that they are given, and it has "
            "no named graph of that name; leave the FROM clause out"
        )
    if error.kind == "rows":
        return QueryError(
            f"more than {error.message} rows; add LIMIT, narrow the query, or raise the limit "
            "with --max-rows"
        )
    return QueryError(f"the query failed: {' '.join(error.message.split())}")


def syntax_message(checked: CheckedQuery, said: str, prefixes: dict[str, str]) -> str:
    """Return one line on a syntax error: where, what was expected, and a hint."""
    match = re.search(r"at (\d+):(\d+)", said)
    where = f"line {match[1]}, column {match[2]}: " if match else ""
    expected = said.partition("expected")[2].strip() if "expected" in said else ""
    options = re.findall(
        r"[A-Za-z]{2,}(?: [A-Z]{2,})?|[{}();.]", re.sub(r"\[[^\]]*\]|'[^']*'", "", expected)
    )
    options = [option for option in dict.fromkeys(options) if option not in ("one", "of", "one of")]
    problem = "this is no SPARQL"
    if options:
        rest = ", ..." if len(options) > 6 else ""
        problem = f"expected {', '.join(options[:6])}{rest}"
    elif not expected:
        problem = " ".join(said.split())
    near = ""
    if match:
        lines = checked.text.split("\n")
        line = lines[int(match[1]) - 1] if int(match[1]) <= len(lines) else ""
        rest_of_line = line[int(match[2]) - 1 :].strip()
        near = f" at {rest_of_line[:20]!r}" if rest_of_line else " at the end of the line"
    hint = _hint(checked, prefixes)
    return f"{where}{problem}{near}" + (f" ({hint})" if hint else "")


def _hint(checked: CheckedQuery, prefixes: dict[str, str]) -> str:
    unknown = sorted(checked.used - checked.declared - set(prefixes) - {"_"})
    if unknown:
        near = difflib.get_close_matches(unknown[0], list(prefixes), n=1, cutoff=0.5)
        meant = f"did you mean {near[0]}:? " if near else ""
        return f"{meant}prefix {unknown[0]}: is not declared; add PREFIX {unknown[0]}: <...>"
    found = tokens(checked.text)
    for opening, closing in ("{}", "()"):
        count = sum(t.text == opening for t in found) - sum(t.text == closing for t in found)
        if count > 0:
            return f"{count} {opening!r} not closed"
        if count < 0:
            return f"{-count} {closing!r} too many"
    if any(token.kind == "sign" and token.text in "\"'" for token in found):
        return "a quotation mark is not closed"
    for token in found:
        if token.kind == "word" and token.keyword not in _KEYWORDS and len(token.text) > 3:
            near = difflib.get_close_matches(token.keyword, _KEYWORDS, n=1, cutoff=0.75)
            if near:
                return f"did you mean {near[0]} for {token.text!r}?"
    if not checked.form:
        return "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
    return ""


def _endpoint_base(url: str, timeout: float | None) -> str:
    from substancekg.graph.endpoint import Endpoint
    from substancekg.graph.rdf_terms import VOID

    endpoint = Endpoint(url, timeout=timeout or 3600.0)
    _, rows = endpoint.select(f"SELECT ?base WHERE {{ ?d <{VOID}uriSpace> ?base }} LIMIT 1")
    return str(rows[0][0].value) if rows else ""


def _ask_endpoint(
    url: str,
    checked: CheckedQuery,
    timeout: float | None,
    max_rows: int | None,
    allow_service: bool,
) -> QueryResult:
    """Ask over HTTP; prefixes that the query uses and does not declare are put before it."""
    from substancekg.graph.endpoint import Endpoint

    if checked.datasets and not allow_service:
        raise QueryError(
            f"FROM {checked.datasets[0]}: queries read only the graph that they are given; leave "
            "the FROM clause out, or allow it with --allow-service"
        )
    if not checked.form:
        raise QueryError(syntax_message(checked, "", prefixes_for("")))
    lacking = checked.used - checked.declared - {"_"}
    prefixes = prefixes_for("")
    if lacking & set(prefixes):
        prefixes = prefixes_for(_endpoint_base(url, timeout))
    declared = [f"PREFIX {p}: <{prefixes[p]}>" for p in sorted(lacking) if p in prefixes]
    text = " ".join([*declared, checked.text])
    endpoint = Endpoint(url, timeout=timeout or 3600.0)
    if checked.form in ("CONSTRUCT", "DESCRIBE"):
        triples = [tuple(triple) for triple in endpoint.triples(text)]
        _check_count(len(triples), max_rows)
        return QueryResult(checked.form, triples=triples, prefixes=prefixes)
    if checked.form == "ASK":
        return QueryResult("ASK", truth=endpoint.truth(text), prefixes=prefixes)
    columns, rows = endpoint.select(text)
    _check_count(len(rows), max_rows)
    return QueryResult("SELECT", columns=columns, rows=rows, prefixes=prefixes)


def _check_count(count: int, max_rows: int | None) -> None:
    if max_rows is not None and count > max_rows:
        raise QueryError(
            f"more than {max_rows} rows; add LIMIT, narrow the query, or raise the limit with "
            "--max-rows"
        )
