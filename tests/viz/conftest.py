"""Invented graphs: nothing in them is true, and every citation is marked as a demonstration."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.assessment import Assessment, Chain, Finding, Hop
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.knowledge_graph import BuildRecord, KnowledgeGraph, SearchedTable
from substancekg.graph.policy import Policy
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Direction, EvidenceClass, Grade, Polarity, Verdict

BUILD = BuildRecord("test", "lexicon-1", (SearchedTable("demo table", "1", 40),), Policy())


def document(name: str, title: str = "", **more: str) -> SourceDocument:
    return SourceDocument(name, hashlib.sha256(name.encode()).hexdigest(), title, **more)


def citation(number: int, **more: object) -> Citation:
    fields = {"title": f"Invented study {number}", "journal": "Demo Journal", "year": "2020"}
    return Citation(doi=f"10.5555/demo-{number}", **{**fields, **more})  # type: ignore[arg-type]


def evidence(
    claim: Claim,
    number: int,
    *,
    refutes: bool = False,
    grade: Grade = Grade.IN_VITRO,
    finding: str = "n = 12",
    **more: object,
) -> Evidence:
    direction = Direction.REFUTES if refutes else Direction.SUPPORTS
    return Evidence(
        claim.subject, claim.predicate, claim.object, direction, citation(number), grade,
        EvidenceClass.CURATED, aspect=claim.aspect, finding=finding, system="cells",
        study_type=grade.label, provider="demo table", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def say(
    claim: Claim, doc: SourceDocument, *, start: int = 0, hedge: str = "", attribution: str = ""
) -> Assertion:
    """Say a claim in a made-up sentence that starts at ``start`` of a document."""
    verb = ("not " if claim.polarity is Polarity.NEGATED else "") + claim.predicate
    words = [claim.subject.label, hedge, verb, claim.object.label]
    quote = " ".join(word for word in words if word) + "."

    def span(word: str, after: int = 0) -> Span:
        at = start + quote.index(word, after)
        return Span(at, at + len(word))

    return Assertion(
        doc.key, doc.id, Span(start, start + len(quote)), quote,
        claim.subject, span(claim.subject.label), claim.subject.label, claim.predicate,
        claim.object, span(claim.object.label, len(claim.subject.label)), claim.object.label,
        verb, span(verb), "test", claim.polarity,
        Certainty.HEDGED if hedge else Certainty.ASSERTED, claim.aspect, attribution,
        hedge, span(hedge) if hedge else None, ("Part one",),
    )  # fmt: skip


def verdict_of(supporting: tuple[Finding, ...], disputing: tuple[Finding, ...]) -> Verdict:
    good, bad = any(f.counted for f in supporting), any(f.counted for f in disputing)
    if good:
        return Verdict.CONTESTED if bad else Verdict.SUPPORTED
    return Verdict.CONTRADICTED if bad else Verdict.NOT_FOUND


def graph(
    said: list[Assertion],
    documents: list[SourceDocument],
    findings: dict[str, tuple[list[Finding], list[Finding]]] | None = None,
    extra: tuple[Entity, ...] = (),
) -> KnowledgeGraph:
    """Assemble by hand; ``findings`` holds what supports and disputes a claim, by its key."""
    claims = {Claim.of(item).key: Claim.of(item) for item in said}
    claims = {c.key: c for c in sorted(claims.values(), key=lambda c: c.sort_key)}
    assessments = {}
    for key, claim in claims.items():
        good, bad = (findings or {}).get(key, ([], []))
        verdict = verdict_of(tuple(good), tuple(bad))
        why = f"{claim.subject.label}: {len(good)} for and {len(bad)} against (demo)."
        assessments[key] = Assessment(verdict, tuple(good), tuple(bad), (), why)
    entities = {e.slug: e for c in claims.values() for e in (c.subject, c.object)}
    entities.update({e.slug: e for e in extra})
    return KnowledgeGraph(
        documents={d.key: d for d in sorted(documents, key=lambda d: (d.id, d.key))},
        claims=claims,
        assertions={
            key: tuple(item for item in said if Claim.of(item).key == key) for key in claims
        },
        assessments=assessments,
        entities=dict(sorted(entities.items())),
        build=BUILD,
    )


TEA = Entity("leafy tea", "Botanical", synonyms=("leaf brew", "leaf tea"), parents=("herb",))
TESTINE = Entity("testine", "Compound", "CHEBI:1", synonyms=("testinum",))
RECEPTOR = Entity("mu receptor", "Receptor", "HGNC:1")
FAMILY = Entity("opioid receptor", "ReceptorFamily")
DOPAMINE = Entity("dopamine", "Neurotransmitter", "CHEBI:4")
SLEEP = Entity("sleep quality", "Process")
INSOMNIA = Entity("insomnia", "Condition", "MONDO:1")
MELATONIN = Entity("melatonin", "Hormone", "CHEBI:5")
THERAPY = Entity("talking therapy", "Intervention")


@pytest.fixture(scope="session")
def demo() -> KnowledgeGraph:
    """Two documents, nine claims: both statuses, four verdicts, hedges, a negation, a chain."""
    leaflet = document("leaflet", "Leafy tea, a leaflet", url="https://example.org/leaflet")
    paper = document("paper", "Testine at the bench", date="2021-05", location="paper.txt")
    make = Claim.make
    chained = make(TEA, "interacts_with", FAMILY)
    contested = make(TESTINE, "agonist_of", RECEPTOR)
    contradicted = make(TEA, "increases", DOPAMINE, aspect="level")
    negated = make(TEA, "increases", DOPAMINE, Polarity.NEGATED, aspect="level")
    sleep = make(MELATONIN, "improves", SLEEP)
    treats = make(MELATONIN, "treats", INSOMNIA)
    unsupported = make(TEA, "alleviates", INSOMNIA)
    contains = make(TEA, "contains", TESTINE)
    together = make(TEA, "used_with", THERAPY)
    fact = evidence(contains, 1, grade=Grade.REVIEW)
    partial = evidence(make(TESTINE, "partial_agonist_of", RECEPTOR), 2, finding="Emax 40 %")
    kind = evidence(make(RECEPTOR, "is_a", FAMILY), 3, grade=Grade.REVIEW)
    chain = Chain(
        (
            Hop(TEA, "contains", TESTINE, (fact,)),
            Hop(TESTINE, "partial_agonist_of", RECEPTOR, (partial,)),
            Hop(RECEPTOR, "is_a", FAMILY, (kind,)),
        ),
        partial,
    )
    good, bad = Direction.SUPPORTS, Direction.REFUTES
    against = evidence(contradicted, 4, refutes=True, grade=Grade.ANIMAL, finding="+3 %, p = 0.6")
    trial = evidence(treats, 5, grade=Grade.TRIAL, finding="n = 120, 12 minutes sooner")
    findings = {
        chained.key: ([Finding(partial, good, "chain", chain)], []),
        contested.key: (
            [Finding(partial, good, "narrower-predicate")],
            [Finding(evidence(contested, 6, refutes=True), bad, "exact")],
        ),
        contradicted.key: ([], [Finding(against, bad, "exact")]),
        negated.key: ([Finding(against, good, "exact")], []),
        treats.key: (
            [
                Finding(trial, good, "exact"),
                Finding(evidence(treats, 7), good, "exact", None, False, "only 1 of 2 papers"),
            ],
            [],
        ),
        sleep.key: ([Finding(evidence(sleep, 8, grade=Grade.HUMAN), good, "exact")], []),
        contains.key: ([Finding(fact, good, "exact")], []),
    }
    said = [
        say(chained, leaflet),
        say(contradicted, leaflet, start=100),
        say(contradicted, leaflet, start=160, hedge="may", attribution="users report"),
        say(negated, paper, start=40),
        say(contested, paper, start=100),
        say(sleep, paper, start=200, hedge="could"),
        say(treats, leaflet, start=300),
        say(treats, paper, start=300),
        say(unsupported, leaflet, start=400),
        say(unsupported, leaflet, start=460),
        say(contains, leaflet, start=500),
        say(together, leaflet, start=560),
    ]
    return graph(said, [leaflet, paper], findings)


HOSTILE = [
    "<img src=x onerror=\"window.__xss=['img']\">",
    "</script><script>window.__xss=['script']</script>",
    "<!--<script>",
    "]]>",
    "a\u2028b\u2029c",
    "javascript:window.__xss=['js']",
    "{{7*7}}{% raw %}${1+1}",
    "\"'><svg onload=window.__xss=['svg']>",
    "\u202egnp.exe\u2066",
    "href <a href=\"javascript:window.__xss=['a']\">x</a>",
    "__proto__",
    "constructor",
    "a" * 5000,
    "\x00\x07\x1b[31m null and bell",
    '=HYPERLINK("https://example.org","x")',
    "</style><style>@import 'https://example.org/x.css'",
    "\u05e9\u05dc\u05d5\u05dd \u202b<b>",
]
HOSTILE_URLS = [
    "javascript:window.__xss=['url']",
    "data:text/html,<script>window.__xss=['data']</script>",
    "https://example.org/\"onmouseover=\"window.__xss=['over']",
    "vbscript:x",
    "file:///etc/passwd",
    "//example.org/x",
    " javascript:window.__xss=['space']",
    "java\nscript:window.__xss=['line']",
]


@pytest.fixture(scope="session")
def hostile() -> KnowledgeGraph:
    """Every hostile string in every place that a document, lexicon or evidence table can fill."""
    documents, said, findings = [], [], {}
    for i, bad in enumerate(HOSTILE):
        other = HOSTILE[(i + 1) % len(HOSTILE)]
        url = HOSTILE_URLS[i % len(HOSTILE_URLS)]
        doc = SourceDocument(
            bad, f"{i:064x}", f"{bad}\ud800", location=bad, url=url, date=bad, authors=(bad,), site=bad,
            format=bad, pmid=bad, doi=bad, language=bad,
        )  # fmt: skip
        documents.append(doc)
        claim = Claim.make(
            Entity(f"{bad} {i}", bad, bad, (bad,), (bad,), (bad,), bad), "increases",
            Entity(f"{other} {(i + 1) % len(HOSTILE)}", "Condition", bad, (bad,)),
            aspect=bad,
        )  # fmt: skip
        subject, obj = claim.subject.label, claim.object.label
        quote = f"{subject}|{obj}|{bad}"
        said.append(
            Assertion(
                doc.key, bad, Span(0, len(quote)), quote, claim.subject, Span(0, len(subject)),
                subject, "increases", claim.object,
                Span(len(subject) + 1, len(subject) + 1 + len(obj)), obj, bad,
                Span(len(quote) - len(bad), len(quote)), bad, Polarity.AFFIRMED,
                Certainty.HEDGED, bad, bad, bad, None, (bad,),
            )
        )  # fmt: skip
        record = Evidence(
            claim.subject, "increases", claim.object, Direction.SUPPORTS,
            Citation(pmid=bad if i % 2 else "", doi=bad if i % 3 else "", title=bad, year=bad,
                     authors=(bad,), journal=bad, url=url, source=bad),
            Grade.TRIAL, EvidenceClass.MACHINE_READ, bad, bad, bad, bad, bad, bad, provider=bad,
            context=bad,
        )  # fmt: skip
        chain = Chain((Hop(claim.subject, "contains", claim.object, (record,)),), record)
        findings[claim.key] = (
            [Finding(record, Direction.SUPPORTS, bad, chain)],
            [Finding(record, Direction.REFUTES, bad, chain, bool(i % 2), bad)],
        )
    made = graph(said, documents, findings)
    why = {
        key: Assessment(a.verdict, a.supporting, a.disputing, a.supporting, HOSTILE[i % 3])
        for i, (key, a) in enumerate(made.assessments.items())
    }
    return KnowledgeGraph(
        made.documents, made.claims, made.assertions, why, made.entities,
        BuildRecord(HOSTILE[0], HOSTILE[1], (SearchedTable(HOSTILE[0], HOSTILE[1], 1),), Policy()),
    )  # fmt: skip


@pytest.fixture(scope="session")
def large() -> Callable[[int], KnowledgeGraph]:
    """Return a maker of graphs of any size: hubs and leaves, a third of the claims supported."""

    def make(count: int) -> KnowledgeGraph:
        names = ["contains", "increases", "treats", "interacts_with", "alleviates", "causes"]
        types = ["Plant", "Compound", "Hormone", "Receptor", "Condition", "Process", "Population"]
        size = max(3, count // 3)
        entities = [Entity(f"entity {i}", types[i % len(types)]) for i in range(size)]
        documents = [document(f"doc-{i}", f"Document {i}") for i in range(40)]
        said, findings = [], {}
        claims = {}
        step = 0
        while len(claims) < count:
            step += 1
            low = int(size * ((step * 2654435761 % 2**32) / 2**32) ** 3)
            high = step * 40503 % size
            if low == high:
                continue
            claim = Claim.make(entities[high], names[step % len(names)], entities[low])
            key = (claim.subject.label, claim.predicate, claim.object.label)
            if key in claims:
                continue
            claims[key] = claim
            said.append(say(claim, documents[step % 40], start=step))
            if step % 3 == 0:
                record = evidence(claim, step % 900)
                found = [Finding(record, Direction.SUPPORTS, "exact")]
                against = [Finding(record, Direction.REFUTES, "exact")] if step % 90 == 0 else []
                findings[claim.key] = (found, against)
        by_key = {Claim.of(item).key: (item,) for item in said}
        made = graph(said[:1], documents, {})
        order = sorted(claims.values(), key=lambda c: c.sort_key)
        assessments = {}
        for claim in order:
            good, bad = findings.get(claim.key, ([], []))
            assessments[claim.key] = Assessment(
                verdict_of(tuple(good), tuple(bad)), tuple(good), tuple(bad), (), "Demo."
            )
        return KnowledgeGraph(
            made.documents,
            {c.key: c for c in order},
            {c.key: by_key[c.key] for c in order},
            assessments,
            {e.slug: e for e in sorted(entities, key=lambda e: e.slug)},
            BUILD,
        )

    return make


# ---------- a real browser
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WATCH = """
window.__violations = [];
document.addEventListener('securitypolicyviolation',
  e => window.__violations.push(e.violatedDirective + ' ' + e.blockedURI));
window.__long = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.__long.push(entry.duration);
}).observe({type: 'longtask', buffered: true});
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, started once; without one the test is skipped, but on CI it fails."""
    program = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    missing = "no Chromium on the PATH"
    if program is not None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            program, missing = None, "playwright is not installed"
    if program is None:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(f"browser tests are mandatory on CI: {missing}")
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> Any:
    """axe-core; without it the test is skipped, but on CI it fails."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail("accessibility tests are mandatory on CI: axe-playwright-python is missing")
        pytest.skip("axe-playwright-python is not installed")
    return Axe()


class Opened:
    """A page of ours in the browser, with everything that it ran into."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.troubles: list[str] = []
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("console", lambda message: self.troubles.append(f"console: {message.text}"))
        page.on("dialog", lambda box: (self.troubles.append("dialog"), box.dismiss()))

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.requests.append(request.url)

    def wait(self) -> None:
        """Wait until what was asked for is drawn."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 90)))"
        )

    def heading(self) -> str:
        return " ".join(self.page.inner_text("#details h2 >> nth=0").split())

    def count(self) -> str:
        return str(self.page.inner_text("#count"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.wait()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Write HTML to a file and open it offline; every page must stay free of trouble."""
    contexts: list[Any] = []
    pages: list[Opened] = []

    def open_html(html: str, address: str = "", **options: Any) -> Opened:
        options = {"viewport": {"width": 1400, "height": 900}, "offline": True, **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        context.add_init_script(WATCH)
        opened = Opened(context.new_page())
        pages.append(opened)
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        opened.page.goto(file.as_uri() + address)
        opened.page.wait_for_selector("html[data-ready=true]", state="attached", timeout=30_000)
        return opened

    yield open_html
    found = []
    for opened in pages:
        found += opened.troubles + opened.requests + opened.page.evaluate("window.__violations")
    for context in contexts:
        context.close()
    assert found == []
