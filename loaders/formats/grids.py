"""Tables of markup as grids of cells, spans filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

_SPAN_LIMIT = 50  # columns or rows that one cell may cover; more is an error or an attack
_CELL_LIMIT = 20_000  # cells of one table
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell", "entry"})


def table_rows(table: etree._Element, text_of: Callable[[etree._Element], str]) -> list[list[str]]:
    """Return the cells of a table row by row; the first row is the header.

    A cell that covers several rows or columns stands in each of them. Several header rows become
    one, their cells joined. Rows without any word are left out; none are left of an empty table.
    """
    grid: list[list[str]] = []
    headers = 0
    below: dict[int, tuple[int, str]] = {}  # column -> rows to go, text
    cells = 0
    for row in _rows(table):
        line: list[str] = []
        for cell in row:
            if _name(cell) not in _CELLS:
                continue
            _fill(line, below)
            text = text_of(cell)
            columns, rows = _count(cell, "colspan", "cols"), _count(cell, "rowspan", "morerows")
            for _ in range(columns):
                if rows > 1:
                    below[len(line)] = (rows - 1, text)
                line.append(text)
            cells += columns
        _fill(line, below)
        if cells > _CELL_LIMIT:
            break
        if any(line):
            grid.append(line)
            if _is_header(row) and headers == len(grid) - 1:
                headers += 1
    if headers > 1:
        grid[:headers] = [_joined(grid[:headers])]
    return grid


def is_key_value_table(table: etree._Element) -> bool:
    """Whether each row of a table is a name and its value: a head cell and one other cell."""
    pairs = 0
    for row in _rows(table):
        cells = [cell for cell in row if _name(cell) in _CELLS]
        if len(cells) > 2 or (len(cells) == 2 and _is_head(cells[1])):
            return False
        if len(cells) == 2:
            if not _is_head(cells[0]):
                return False
            pairs += 1
    return pairs > 0


def _fill(line: list[str], below: dict[int, tuple[int, str]]) -> None:
    """Append the cells that reach down from the rows above."""
    while len(line) in below:
        rows, text = below.pop(len(line))
        if rows > 1:
            below[len(line)] = (rows - 1, text)
        line.append(text)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table without those of tables inside it."""
    for part in table:
        if _name(part) in _ROWS:
            yield part
        elif _name(part) in ("thead", "tbody", "tfoot", "tgroup"):
            yield from _rows(part)


def _is_header(row: etree._Element) -> bool:
    parent = row.getparent()
    if parent is not None and _name(parent) == "thead":
        return True
    cells = [cell for cell in row if _name(cell) in _CELLS]
    return bool(cells) and all(map(_is_head, cells))


def _is_head(cell: etree._Element) -> bool:
    return _name(cell) == "th" or cell.get("role") == "head"


def _joined(rows: list[list[str]]) -> list[str]:
    width = max(map(len, rows))
    columns = [[row[k] for row in rows if k < len(row) and row[k]] for k in range(width)]
    return [" ".join(dict.fromkeys(column)) for column in columns]


def _count(cell: etree._Element, attribute: str, other: str) -> int:
    value = cell.get(attribute) or cell.get(other) or "1"
    return max(1, min(int(value), _SPAN_LIMIT)) if value.isdecimal() else 1


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
