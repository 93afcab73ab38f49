"""RDF terms: the namespaces and every property and class that graphs are written with.

A term is a string in N-Triples notation (``<iri>`` or ``"text"``), which is unambiguous, sorts
well and costs nothing to write. The vocabulary has one fixed namespace; the data of a graph lives
under its own base IRI (:class:`Names`).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from substancekg.errors import GraphError
from substancekg.graph.assertions import content_hash

SKG = "https://w3id.org/substancekg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SH = "http://www.w3.org/ns/shacl#"
OBO = "http://purl.obolibrary.org/obo/"
BIOLINK = "https://w3id.org/biolink/vocab/"

VOCABULARY_PREFIXES: dict[str, str] = {
    "skg": SKG, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS, "dct": DCT,
    "dcat": DCAT, "void": VOID, "prov": PROV, "oa": OA, "sh": SH, "biolink": BIOLINK,
    "ECO": f"{OBO}ECO_", "RO": f"{OBO}RO_", "BFO": f"{OBO}BFO_", "SEPIO": f"{OBO}SEPIO_",
    "CHEBI": f"{OBO}CHEBI_", "NCBITaxon": f"{OBO}NCBITaxon_", "GO": f"{OBO}GO_",
    "HP": f"{OBO}HP_", "MONDO": f"{OBO}MONDO_", "PR": f"{OBO}PR_", "UBERON": f"{OBO}UBERON_",
    "obo": OBO, "MESH": "http://id.nlm.nih.gov/mesh/",
}  # fmt: skip
"""Prefixes that mean the same in every graph; queries may use them undeclared."""

PARTS: dict[str, str] = {
    "ent": "entity/", "clm": "claim/", "asr": "assertion/", "lin": "line/", "chn": "chain/",
    "evd": "evidence/", "src": "source/", "doc": "document/", "bld": "build/",
}  # fmt: skip
"""Prefix of each kind of node, and where it lives under the base IRI of its graph."""

_UNSAFE_IN_IRI = re.compile(
    "[^A-Za-z0-9._~:/?#@!$&'()*+,;=%\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(p << 16)}-{chr((p << 16) + 0xFFFD)}" for p in range(1, 14))
    + chr(0xE1000) + "-" + chr(0xEFFFD) + "-]"
    + "|%(?![0-9A-Fa-f]{2})"
)  # fmt: skip
"""Whatever RFC 3987 has no place for behind the scheme and host of an IRI."""
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_SHORT = {
    "\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\",
}  # fmt: skip


def _escape(match: re.Match[str]) -> str:
    """Return one character as N-Triples writes it; half a surrogate pair is no character."""
    char = match.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def iri(value: str) -> str:
    """Return an IRI as a term; characters that no IRI may have are percent-encoded."""
    if value.count("#") > 1:
        start, _, fragment = value.partition("#")
        value = f"{start}#{fragment.replace('#', '%23')}"
    if _UNSAFE_IN_IRI.search(value):
        value = _UNSAFE_IN_IRI.sub(lambda m: quote(m.group(), safe="", errors="replace"), value)
    return f"<{value}>"


def text(value: str) -> str:
    """Return a plain literal; lone surrogates, which RDF cannot hold, become U+FFFD."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """Return a literal with a datatype, given as a full IRI."""
    return f"{text(value)}^^<{datatype}>"


def integer(value: int) -> str:
    """Return an ``xsd:integer``."""
    return f'"{value}"^^<{XSD}integer>'


def boolean(value: bool) -> str:
    """Return an ``xsd:boolean``."""
    return TRUE if value else FALSE


def skg(name: str) -> str:
    """Return a term of the project's own vocabulary."""
    return f"<{SKG}{name}>"


def biolink(curie: str) -> str:
    """Return a Biolink term of its CURIE (``biolink:treats``)."""
    return f"<{BIOLINK}{curie.removeprefix('biolink:')}>"


TRUE = f'"true"^^<{XSD}boolean>'
FALSE = f'"false"^^<{XSD}boolean>'

A = f"<{RDF}type>"
LABEL = f"<{RDFS}label>"
SEE_ALSO = f"<{RDFS}seeAlso>"
SUBJECT = f"<{RDF}subject>"
PREDICATE = f"<{RDF}predicate>"
OBJECT = f"<{RDF}object>"
STATEMENT = f"<{RDF}Statement>"
ALT_LABEL = f"<{SKOS}altLabel>"
EXACT_MATCH = f"<{SKOS}exactMatch>"
BROADER = f"<{SKOS}broader>"
IDENTIFIER = f"<{DCT}identifier>"
TITLE = f"<{DCT}title>"
DESCRIPTION = f"<{DCT}description>"
TEMPORAL = f"<{DCT}temporal>"
SOURCE = f"<{DCT}source>"
CREATOR = f"<{DCT}creator>"
DATE = f"<{DCT}date>"
FORMAT = f"<{DCT}format>"
LANGUAGE = f"<{DCT}language>"
CONFORMS_TO = f"<{DCT}conformsTo>"
GENERATED_BY = f"<{PROV}wasGeneratedBy>"
ASSOCIATED_WITH = f"<{PROV}wasAssociatedWith>"
USED = f"<{PROV}used>"
DERIVED_FROM = f"<{PROV}wasDerivedFrom>"
ACTIVITY = f"<{PROV}Activity>"
SOFTWARE_AGENT = f"<{PROV}SoftwareAgent>"
PROV_ENTITY = f"<{PROV}Entity>"
PLAN = f"<{PROV}Plan>"
ANNOTATION = f"<{OA}Annotation>"
SPECIFIC_RESOURCE = f"<{OA}SpecificResource>"
POSITION_SELECTOR = f"<{OA}TextPositionSelector>"
QUOTE_SELECTOR = f"<{OA}TextQuoteSelector>"
HAS_BODY = f"<{OA}hasBody>"
HAS_TARGET = f"<{OA}hasTarget>"
HAS_SOURCE = f"<{OA}hasSource>"
HAS_SELECTOR = f"<{OA}hasSelector>"
START = f"<{OA}start>"
END = f"<{OA}end>"
EXACT = f"<{OA}exact>"
VOID_DATASET = f"<{VOID}Dataset>"
DCAT_DATASET = f"<{DCAT}Dataset>"
URI_SPACE = f"<{VOID}uriSpace>"
VOID_VOCABULARY = f"<{VOID}vocabulary>"
ASSOCIATION = biolink("Association")
NEGATED = biolink("negated")
KNOWLEDGE_LEVEL = biolink("knowledge_level")
AGENT_TYPE = biolink("agent_type")


class Names:
    """The IRIs of one graph's nodes, each a function of its content alone.

    :ivar base: where the data lives; ends in ``/`` or ``#``
    :raises GraphError: if the base is no absolute IRI
    """

    def __init__(self, base: str) -> None:
        if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", base) or _UNSAFE_IN_IRI.search(base):
            raise GraphError(
                f"{base!r} cannot be a base IRI; give an absolute one, as https://example.org/kg/"
            )
        self.base = base if base.endswith(("/", "#")) else f"{base}/"

    def __call__(self, part: str, key: str) -> str:
        """Return the node of a kind (a prefix of :data:`PARTS`) and key, as a term."""
        return f"<{self.base}{PARTS[part]}{key}>"

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of this graph's own nodes."""
        return {prefix: f"{self.base}{path}" for prefix, path in PARTS.items()}

    def entity(self, slug: str) -> str:
        """Return the node of an entity."""
        return f"<{self.base}entity/{slug}>"

    def source(self, key: str) -> str:
        """Return the node of a paper or database, from :attr:`Citation.key`.

        PMIDs and PMCIDs stay readable (``pmid-123``); all other keys are hashed.
        """
        kind, _, local = key.partition(":")
        if kind in ("pmid", "pmc") and local.isascii() and local.isalnum():
            return self("src", f"{kind}-{local}")
        return self("src", f"{'doi' if kind == 'doi' else 'key'}-{content_hash('source', key)}")


def join_list(parts: tuple[str, ...], separator: str) -> str:
    """Return ordered texts as one literal, readable and exact (``"Uses > Pain"``).

    A separator character inside a part, and the backslash, are escaped by a backslash.
    """
    escaped = (part.replace("\\", "\\\\").replace(separator, f"\\{separator}") for part in parts)
    return _joint(separator).join(escaped)


def _joint(separator: str) -> str:
    """Return a separator with the spaces that people expect around it."""
    return f" {separator} " if separator == ">" else f"{separator} "


def split_list(joined: str, separator: str) -> tuple[str, ...]:
    """Return the texts that :func:`join_list` joined."""
    joint = _joint(separator)
    if "\\" not in joined:
        return tuple(joined.split(joint))
    parts, current, at = [], "", 0
    while at < len(joined):
        if joined[at] == "\\" and at + 1 < len(joined):
            current += joined[at + 1]
            at += 2
        elif joined.startswith(joint, at):
            parts.append(current)
            current = ""
            at += len(joint)
        else:
            current += joined[at]
            at += 1
    return (*parts, current)
