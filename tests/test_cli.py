"""The command line: what users type, what they get, and what they are told when it goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from substancekg.graph.assertion_rows import ASSERTION_COLUMNS
from substancekg.graph.load import load_graph

ARTICLE = (
    "Valerian improves sleep quality. It may cause headaches. Valerian does not cause addiction.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "valerian.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def graph(cli: Callable[..., object], article: Path, tmp_path: Path) -> Path:
    out = tmp_path / "kg"
    cli("--quiet", "build", article, "-o", out)
    return out


def one_error_line(ran: object) -> str:
    """Return the one line on stderr of a command that failed with status 1 and no data."""
    assert ran.status == 1, ran
    assert ran.out == ""
    lines = ran.err.strip().splitlines()
    assert len(lines) == 1, ran.err
    assert lines[0].startswith("substancekg: ")
    assert "Traceback" not in ran.err
    return lines[0]


def test_demo_writes_everything_and_says_what_to_open(cli, tmp_path: Path) -> None:
    ran = cli("demo", "-o", tmp_path / "out")
    assert ran.status == 0
    assert ran.out == ""
    assert "graph.html" in ran.err
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"graph.ttl", "graph.html", "claims.csv", "report.md", "store"}


def test_build_ends_with_a_summary_of_statuses_and_verdicts(cli, article, tmp_path) -> None:
    ran = cli("build", article, "-o", tmp_path / "kg")
    assert ran.status == 0
    for word in (
        "1 document",
        "assertions",
        "literature-supported",
        "source-asserted",
        "not-found",
    ):
        assert word in ran.err


def test_two_builds_are_byte_identical(cli, article, tmp_path) -> None:
    for name in ("one", "two"):
        assert cli("build", article, "-o", tmp_path / name).status == 0
    for name in ("graph.ttl", "graph.html", "claims.csv", "report.md"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_jobs_do_not_change_the_graph(cli, article, tmp_path) -> None:
    other = tmp_path / "kava.txt"
    other.write_text("Kava relieves anxiety.\n", encoding="utf-8")
    for name, jobs in (("one.ttl", "1"), ("two.ttl", "2")):
        assert cli("build", article, other, "-o", tmp_path / name, "--jobs", jobs).status == 0
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()


@pytest.mark.parametrize(
    "extension", ["ttl", "ttl.gz", "trig", "nt", "nq", "jsonld", "rdf", "html", "csv", "graphml"]
)
def test_build_writes_one_file_by_its_extension(cli, article, tmp_path, extension) -> None:
    target = tmp_path / f"graph.{extension}"
    assert cli("build", article, "-o", target).status == 0
    assert target.stat().st_size > 0


def test_one_bad_document_does_not_stop_the_build(cli, article, tmp_path) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    ran = cli("build", article, bad, "-o", tmp_path / "kg")
    assert ran.status == 0
    assert "not read" in ran.err
    assert "empty.txt" in ran.err
    assert cli("build", article, bad, "-o", tmp_path / "kg", "--strict").status == 1


def test_a_file_that_breaks_off_says_how_much_was_read(cli, tmp_path) -> None:
    path = tmp_path / "set.xml"
    record = (
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Abstract><AbstractText>Kava "
        "relieves anxiety.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    )
    path.write_text(f"<PubmedArticleSet>{record}<PubmedArticle><Medline")
    ran = cli("extract", path)
    assert ran.status == 0
    assert '"object": "anxiety"' in ran.out
    assert "not read beyond 1 document" in ran.err


def test_extract_prints_one_json_row_an_assertion_with_offsets_into_the_file(cli, article) -> None:
    ran = cli("extract", article)
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert rows
    for row in rows:
        assert tuple(row) == ASSERTION_COLUMNS
        assert row["doc"] == "valerian"
        assert ARTICLE[row["start"] : row["end"]] == row["text"]
        assert ARTICLE[row["trigger_start"] : row["trigger_end"]] == row["trigger"]
    assert {
        "subject": "valerian",
        "predicate": "improves",
        "object": "sleep quality",
    }.items() <= rows[0].items()


def test_extract_reads_stdin_and_writes_csv(cli, monkeypatch) -> None:
    class Stdin:
        buffer = io.BytesIO(ARTICLE.encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    ran = cli("extract", "-", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {row["doc"] for row in rows} == {"stdin"}


def test_claims_filters_by_entity_status_and_polarity(cli, graph) -> None:
    ran = cli("claims", graph, "--about", "valerian", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert {row["polarity"] for row in rows} == {"affirmed", "negated"}
    supported = cli("claims", graph, "--status", "literature-supported", "--format", "jsonl").out
    assert all(
        json.loads(line)["status"] == "literature-supported" for line in supported.splitlines()
    )


def test_explain_quotes_the_document(cli, graph) -> None:
    ran = cli("explain", graph, "valerian", "improves", "sleep quality")
    assert ran.status == 0
    assert "Valerian improves sleep quality." in ran.out


def test_query_answers_in_each_format(cli, graph) -> None:
    select = "SELECT ?p WHERE { ?c a skg:Claim ; rdf:predicate ?p } ORDER BY ?p"
    for name in ("table", "csv", "tsv", "json", "xml"):
        ran = cli("query", graph, select, "--format", name)
        assert ran.status == 0, ran.err
        assert "improves" in ran.out
    ran = cli(
        "query",
        graph,
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a skg:Claim ; ?p ?o }",
        "--format",
        "turtle",
    )
    assert "@prefix" in ran.out


def test_saved_queries_are_listed_and_asked(cli, graph) -> None:
    listed = cli("query", "--list")
    assert "unsupported" in listed.out
    assert cli("query", graph, "--saved", "about", "--param", "about=valerian").status == 0


def test_view_export_report_and_validate(cli, graph, tmp_path) -> None:
    assert (
        cli("view", graph, "-o", tmp_path / "v.html", "--about", "valerian", "--hops", "2").status
        == 0
    )
    assert cli("export", graph, "-o", tmp_path / "g.jsonld").status == 0
    assert cli("report", graph, "-o", tmp_path / "r.md").status == 0
    assert cli("report", graph, "-o", tmp_path / "r.html").status == 0
    assert cli("validate", graph).status == 0


def test_validate_finds_a_quote_that_the_document_does_not_hold(cli, graph, article) -> None:
    assert cli("validate", graph, "--documents", article.parent).status == 0
    article.write_text(ARTICLE.replace("improves", "promotes"), encoding="utf-8")
    ran = cli("validate", graph, "--documents", article.parent)
    assert ran.status == 1
    assert "valerian" in ran.out


def test_assess_changes_the_policy_without_reading_again(cli, graph, article, tmp_path) -> None:
    article.unlink()
    ran = cli("assess", graph, "-o", tmp_path / "strict.ttl", "--min-grade", "trial", "--no-chains")
    assert ran.status == 0
    assert cli("diff", graph, tmp_path / "strict.ttl").status == 0


def test_lookup_knows_names_and_suggests_for_unknown_ones(cli) -> None:
    ran = cli("lookup", "MOR")
    assert "mu-opioid receptor" in ran.out
    ran = cli("lookup", "mitragynin3")
    assert ran.status == 1
    assert "mitragynine" in ran.err


def test_formats_lists_documents_graphs_and_evidence(cli) -> None:
    out = cli("formats").out
    for word in ("pubtator", "pubmed", "turtle", "graphml", "ctd"):
        assert word in out


def commands() -> dict[str, str]:
    """Return the text below the help of every command and group, by its name."""
    import typer

    from substancekg.cli import app

    def walk(command: Any, name: str) -> Iterator[tuple[str, str]]:
        yield name, command.epilog or ""
        for child, below in getattr(command, "commands", {}).items():
            yield from walk(below, f"{name} {child}")

    return dict(walk(typer.main.get_command(app), "substancekg"))


@pytest.mark.parametrize("name", commands())
def test_every_help_ends_with_examples_of_that_command(name: str) -> None:
    lines = [line.strip() for line in commands()[name].splitlines()]
    assert lines[1] == "Examples:"
    assert all(f"{name} " in line or line == name for line in lines[2:])


@pytest.mark.parametrize(
    "line",
    [
        line.strip()
        for name, text in commands().items()
        for line in text.splitlines()[2:]
        if name.split()[-1] in (
            "claims", "explain", "query", "path", "lookup", "formats", "list", "show",
            "stats", "gaps",
        ) and not re.search(r">|\.txt|\.rq|\.tsv|articles", line)
    ],
)  # fmt: skip
def test_examples_on_the_demo_graph_work_as_they_are(cli, demo_graph, line: str) -> None:
    words = [str(demo_graph) if word == "kg" else word for word in shlex.split(line)[1:]]
    ran = cli(*words)
    assert ran.status == 0, ran.err
    assert len(ran.out.splitlines()) > 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("empty.txt", b"", "empty", id="empty file"),
        pytest.param("blank.txt", b" \n\n", "empty", id="only white space"),
        pytest.param("binary.txt", bytes(range(256)) * 40, "binary", id="binary file"),
    ],
)
def test_an_unreadable_document_is_one_clear_line(cli, tmp_path, name, content, said) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    line = one_error_line(cli("build", path, "-o", tmp_path / "kg"))
    assert name in line
    assert said in line
    assert not (tmp_path / "kg").exists()


def test_a_missing_document_is_one_clear_line(cli, tmp_path) -> None:
    assert "no such file" in one_error_line(
        cli("build", tmp_path / "gone.txt", "-o", tmp_path / "kg")
    )


def test_an_unknown_format_lists_the_known_ones(cli, article, tmp_path) -> None:
    line = one_error_line(cli("build", article, "-o", tmp_path / "kg", "--format", "pubtatr"))
    assert "pubtator" in line


def test_an_output_that_cannot_be_written_is_said_before_the_work(cli, article, tmp_path) -> None:
    (tmp_path / "file").write_text("keep me")
    line = one_error_line(cli("build", article, "-o", tmp_path / "file" / "kg"))
    assert "file" in line
    assert (tmp_path / "file").read_text() == "keep me"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("build", "DOC", "-o", "graph.docx"), id="build"),
        pytest.param(("assess", "GRAPH", "-o", "graph.json"), id="assess"),
        pytest.param(("view", "GRAPH", "-o", "view.txt"), id="view"),
        pytest.param(("report", "GRAPH", "-o", "report.txt"), id="report"),
        pytest.param(("export", "GRAPH", "-o", "graph.docx"), id="export"),
    ],
)
def test_an_extension_that_cannot_be_meant_is_refused(
    cli, article, graph, tmp_path, monkeypatch, arguments
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [{"DOC": article, "GRAPH": graph}.get(word, word) for word in arguments]
    assert arguments[-1] in one_error_line(cli(*words))
    assert not Path(arguments[-1]).exists()


def test_evidence_is_not_written_when_no_paper_could_be_read(cli, tmp_path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    line = one_error_line(
        cli("evidence", "read", tmp_path / "empty.txt", "-o", tmp_path / "read.tsv")
    )
    assert "empty" in line
    assert not (tmp_path / "read.tsv").exists()


def test_malformed_sparql_says_where(cli, graph) -> None:
    line = one_error_line(cli("query", graph, "SELECT ?s WHERE { ?s ?p }"))
    assert "line 1" in line


def test_an_unknown_entity_gets_suggestions(cli, graph) -> None:
    assert "valerian" in one_error_line(cli("claims", graph, "--about", "valeriann"))


def test_an_unknown_document_lists_the_known_ones(cli, graph) -> None:
    assert "valerian" in one_error_line(cli("claims", graph, "--document", "nope"))


def test_an_unknown_predicate_gets_suggestions(cli, graph) -> None:
    assert "improves" in one_error_line(
        cli("explain", graph, "valerian", "improve", "sleep quality")
    )


def test_a_graph_that_is_none_is_one_clear_line(cli, tmp_path) -> None:
    path = tmp_path / "no.ttl"
    path.write_text("this is no turtle")
    assert "no.ttl" in one_error_line(cli("claims", path))
    assert "gone" in one_error_line(cli("claims", tmp_path / "gone"))


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("build",), id="no document"),
        pytest.param(("build", "a.txt"), id="no output"),
        pytest.param(("claims", "kg", "--status", "true"), id="a status that is none"),
        pytest.param(("query", "kg"), id="no query"),
        pytest.param(("query", "kg", "ASK {}", "--param", "a=b"), id="parameter of no saved query"),
        pytest.param(("query", "kg", "--saved", "about", "--param", "kava"), id="no NAME=VALUE"),
        pytest.param(("lookup",), id="no name"),
        pytest.param(("evidence", "fetch", "-o", "x.tsv"), id="nothing to fetch"),
        pytest.param(("evidence", "import", "x.csv"), id="import to nowhere"),
        pytest.param(("nonsense",), id="no such command"),
    ],
)
def test_wrong_usage_exits_with_2(cli, arguments) -> None:
    ran = cli(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage" in ran.err


def test_quiet_says_nothing_on_success(cli, article, tmp_path) -> None:
    ran = cli("--quiet", "build", article, "-o", tmp_path / "kg")
    assert (ran.out, ran.err) == ("", "")


def test_a_failed_build_leaves_the_old_graph_whole(cli, graph, tmp_path) -> None:
    before = {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()}
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert cli("build", bad, "-o", graph).status == 1
    assert {path.name: path.read_bytes() for path in graph.iterdir() if path.is_file()} == before


def test_a_build_that_is_stopped_while_writing_leaves_the_old_graph_whole(
    cli, graph, article, monkeypatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = {path: path.read_bytes() for path in graph.rglob("*") if path.is_file()}
    article.write_text("Kava relieves anxiety.\n")
    monkeypatch.setattr("substancekg.graph.store.write_store", stop)
    ran = cli("build", article, "-o", graph)
    assert ran.status == 130
    assert ran.err.strip().splitlines() == ["substancekg: stopped; what was on disk is as it was"]
    assert {path: path.read_bytes() for path in graph.rglob("*") if path.is_file()} == before


def test_a_failed_extract_leaves_the_old_file_and_prints_nothing(cli, article, tmp_path) -> None:
    out, bad = tmp_path / "rows.csv", tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert cli("extract", article, "-o", out, "--format", "csv").status == 0
    before = out.read_bytes()
    one_error_line(cli("extract", bad, "-o", out, "--format", "csv"))
    assert out.read_bytes() == before
    one_error_line(cli("extract", bad, "--format", "csv"))


@pytest.mark.parametrize("command", [("claims",), ("query", "ASK {}"), ("explain", "x")])
@pytest.mark.parametrize(
    ("error", "status", "lines"),
    [
        pytest.param(BrokenPipeError(), 0, 0, id="reader has gone"),
        pytest.param(OSError(28, "No space left on device"), 1, 1, id="disk full"),
        pytest.param(MemoryError(), 1, 1, id="out of memory"),
        pytest.param(KeyboardInterrupt(), 130, 1, id="Ctrl-C"),
    ],
)
def test_early_ends_are_a_status_and_one_line_at_most(
    cli, graph, monkeypatch, command, error, status, lines
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("substancekg.console.emit", fail)
    monkeypatch.setattr("substancekg.console.print_table", fail)
    name, *rest = command
    more = ("improves", "sleep quality") if rest == ["x"] else ()
    ran = cli(name, graph, *(["valerian"] if more else rest), *more)
    assert (ran.status, len(ran.err.splitlines())) == (status, lines)


def test_other_files_of_the_output_folder_stay(cli, graph, article) -> None:
    (graph / "notes.md").write_text("mine")
    assert cli("build", article, "-o", graph).status == 0
    assert (graph / "notes.md").read_text() == "mine"


def test_terminal_escapes_of_a_document_do_not_reach_the_terminal(cli, tmp_path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "Kava \x1b[31mrelieves\x1b[0m anxiety. Kava relieves anxiety\u202e.\n", encoding="utf-8"
    )
    ran = cli("build", path, "-o", tmp_path / "kg")
    out = (
        cli("claims", tmp_path / "kg").out
        + cli("explain", tmp_path / "kg", "kava", "alleviates", "anxiety").out
    )
    assert "\x1b" not in out + ran.err
    assert "\u202e" not in out


def outputs_in(folder: Path, **environment: str) -> list[bytes]:
    """Return all that a build and an extract write in a process of that environment."""
    folder.mkdir()
    name = "thé 名.txt"
    (folder / name).write_text("Kava relieves anxiety and brings a “calm” evening.\n", "utf-8")
    run = partial(
        subprocess.run, cwd=folder, env=os.environ | environment, capture_output=True, check=True
    )
    skg = [sys.executable, "-m", "substancekg", "-q"]
    run([*skg, "build", name, "-o", "kg"])
    files = [path.read_bytes() for path in sorted((folder / "kg").glob("*.*"))]
    return [run([*skg, "extract", name]).stdout, *files]


def test_the_surroundings_change_no_byte(tmp_path: Path) -> None:
    plain = outputs_in(tmp_path / "a", PYTHONHASHSEED="1")
    assert "“calm”" in plain[0].decode("utf-8")
    bare = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert outputs_in(tmp_path / "b", PYTHONHASHSEED="77", TZ="Asia/Tokyo", **bare) == plain
    assert outputs_in(tmp_path / "c", PYTHONIOENCODING="latin-1", LC_ALL="C") == plain


def test_a_file_name_in_another_encoding_is_read(cli, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(ARTICLE)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert cli("build", path, "-o", tmp_path / "kg").status == 0
    assert "caf\ufffd" in (tmp_path / "kg" / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "framed"), [(40, False), (100, False), (400, True)])
def test_tables_on_a_terminal_break_no_word(monkeypatch, capsys, width, framed) -> None:
    from substancekg.console import print_table

    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    row = ("7-hydroxymitragynine", "antagonist_of", "x " * 30, "source-asserted", "y " * 60)
    print_table(("subject", "predicate", "object", "status", "why"), [row])
    out = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert all(len(line) <= width for line in out.splitlines())
    assert all(word in out for word in ("7-hydroxymitragynine", "antagonist_of"))
    assert ("│" in out) is framed


SAMPLES = Path(__file__).parent / "loaders" / "evidence" / "samples"


def test_an_option_that_equals_its_default_wins_over_a_policy_file(cli, graph, tmp_path) -> None:
    policy = tmp_path / "policy.json"
    policy.write_text('{"min_papers": 5}', encoding="utf-8")
    for options, wanted in (((), 5), (("--min-papers", "2"), 2)):
        out = tmp_path / "judged.ttl"
        assert cli("assess", graph, "-o", out, "--policy", policy, *options).status == 0
        assert load_graph(out).build.policy.min_papers == wanted


def test_an_import_lists_every_name_that_did_not_map(cli, tmp_path) -> None:
    source = next(path for path in sorted(SAMPLES.iterdir()) if "ixns" in path.name)
    unmapped = tmp_path / "unmapped.tsv"
    ran = cli("evidence", "import", source, "--dry-run", "--unmapped", unmapped)
    assert ran.status == 0, ran.err
    rows = unmapped.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "name\tcount"
    assert f"{len(rows) - 1} names not in the lexicon" in ran.err


def test_reading_papers_says_what_was_left_out(cli, article, tmp_path) -> None:
    paper = tmp_path / "one.pubtator"
    paper.write_text(
        "1|t|Kava and anxiety.\n1|a|Kava relieves anxiety. Does kava relieve stress?\n\n",
        encoding="utf-8",
    )
    ran = cli("evidence", "read", paper, article, "-o", tmp_path / "read.tsv")
    assert ran.status == 0, ran.err
    assert "1 paper read, 1 document passed over" in ran.err
