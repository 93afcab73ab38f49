"""What a query may do: read the graph that it is given, and nothing else.

The query is parted into its tokens and the clauses that reach out are found by their grammar
(``SERVICE [SILENT] VarOrIri {`` ...), in every possible reading, so that words inside strings,
comments, IRIs and names never count and nothing can hide behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.errors import QueryError
from substancekg.graph.sparql_tokens import (
    Token,
    all_readings,
    next_tokens,
    tokens,
    without_unicode_escapes,
)

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = (
    "INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may be asked.

    :ivar form: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; empty when the text is no query,
        which the engine then says in detail
    :ivar datasets: IRIs and prefixed names of FROM and FROM NAMED, as written
    :ivar declared: prefixes that the query declares itself
    :ivar used: prefixes of all names in it
    """

    text: str
    form: str
    datasets: tuple[str, ...]
    declared: frozenset[str]
    used: frozenset[str]


def check_query(query: str, *, allow_service: bool = False) -> CheckedQuery:
    """Return what a query is, or refuse it.

    :param allow_service: let SERVICE clauses reach other endpoints
    :raises QueryError: if it is an update, has a SERVICE clause, or is empty
    """
    for text in dict.fromkeys((query, without_unicode_escapes(query))):
        checked = _check(text, allow_service)
    return _described(query, checked)


def _check(text: str, allow_service: bool) -> list[Token]:
    found = tokens(text)
    if not found:
        raise QueryError("the query is empty; `substancekg query --list` shows saved ones")
    operation = _operation(found)
    if operation is not None and operation.keyword in UPDATES:
        raise QueryError(
            f"{_place(text, operation)}: {operation.keyword} would change the graph; graphs are "
            "read-only here (build them again, or load them into a server of your own)"
        )
    service = _service(text)
    if service is not None and not allow_service:
        raise QueryError(
            f"{_place(text, service)}: SERVICE would send the query to another server; allow it "
            "with --allow-service if you trust the query"
        )
    return found


def _described(query: str, found: list[Token]) -> CheckedQuery:
    operation = _operation(found)
    form = operation.keyword if operation is not None and operation.keyword in FORMS else ""
    declared, datasets = set(), []
    for number, token in enumerate(found[:-1]):
        follower = found[number + 1]
        if token.keyword == "PREFIX" and follower.kind == "name":
            declared.add(follower.text.rstrip(":"))
        elif token.keyword == "FROM":
            named = follower.keyword == "NAMED" and number + 2 < len(found)
            target = found[number + 2] if named else follower
            if target.kind in ("iri", "name"):
                datasets.append(target.text)
    used = {token.text.partition(":")[0] for token in found if token.kind == "name"}
    return CheckedQuery(query, form, tuple(datasets), frozenset(declared), frozenset(used))


def _operation(found: list[Token]) -> Token | None:
    """Return the first word behind the prologue; ``None`` if there is no word."""
    skip = False
    for token in found:
        if token.keyword in ("PREFIX", "BASE", "VERSION"):
            skip = True
        elif token.kind == "word":
            return token
        elif not skip:
            return None
    return None


def _service(query: str) -> Token | None:
    """Return the first SERVICE keyword that begins a clause in any reading."""
    readings = all_readings(query)
    for place in sorted(readings):
        for token in readings[place]:
            if token.keyword == "SERVICE" and _is_clause(readings, token):
                return token
    return None


def _is_clause(readings: dict[int, list[Token]], service: Token) -> bool:
    targets: list[Token] = []
    for follower in next_tokens(readings, service.end):
        if follower.keyword == "SILENT":
            targets.extend(next_tokens(readings, follower.end))
        else:
            targets.append(follower)
    return any(
        opening.text == "{"
        for target in targets
        if target.kind in ("iri", "name", "variable")
        for opening in next_tokens(readings, target.end)
    )


def _place(query: str, token: Token) -> str:
    before = query[: token.start]
    line = before.count("\n") + 1
    return f"line {line}, column {token.start - (before.rfind(chr(10)) + 1) + 1}"
