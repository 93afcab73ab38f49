"""The structural vocabulary of graphs: every class, property and value that is not in a table.

One line a term; :mod:`substancekg.graph.ontology_turtle` writes them, with the tables of predicates
and entity types, as ``ontology/substancekg.ttl``.
"""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
    Status,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """A class.

    :ivar parents: CURIEs of broader classes
    :ivar matches: ``(strength, CURIE)`` of terms elsewhere: exact, close, broad, related
    """

    name: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property.

    :ivar domain: class of the subjects; empty when there are several
    :ivar range: class of the values, or a datatype
    """

    name: str
    label: str
    definition: str
    domain: str
    range: str
    parents: tuple[str, ...] = ()
    matches: tuple[tuple[str, str], ...] = ()

    @property
    def of_texts(self) -> bool:
        """Whether its values are literals."""
        return self.range.startswith("xsd:")


CLASSES: tuple[ClassTerm, ...] = (
    ClassTerm("Entity", "entity", "A substance, target, condition or the like that claims are about.",
              (), (("close", "biolink:NamedThing"),)),
    ClassTerm("Claim", "claim", "A relation between two entities that documents assert or deny.",
              ("rdf:Statement",), (("broad", "biolink:Association"),)),
    ClassTerm("Assertion", "assertion", "One place where one document states a claim.",
              ("oa:Annotation",)),
    ClassTerm("EvidenceLine", "evidence line",
              "How one piece of evidence bears on one claim: by which match, through which chain, "
              "and whether it counts."),
    ClassTerm("Evidence", "evidence",
              "One finding of one peer-reviewed or curated source, for or against a relation."),
    ClassTerm("Chain", "chain",
              "Steps that lead from a claim to evidence on something narrower."),
    ClassTerm("Hop", "hop", "One step of a chain, with its own evidence."),
    ClassTerm("Source", "source", "A database, table or page that evidence comes from.",
              ("prov:Entity",)),
    ClassTerm("Paper", "paper", "A source with a PMID, PMCID or DOI.", ("skg:Source",)),
    ClassTerm("Document", "document", "A text that was read for its claims.", ("prov:Entity",)),
    ClassTerm("Build", "build",
              "What made a graph: a tool, its data and its policy; never a time or a place.",
              ("prov:Activity",)),
    ClassTerm("Policy", "policy", "The rules that decide which evidence counts.", ("prov:Plan",)),
    ClassTerm("SearchedTable", "searched table",
              "A table of evidence in a version, in which claims were looked up.",
              ("prov:Entity",)),
    ClassTerm("Status", "status", "The two-valued mark of a claim."),
    ClassTerm("Verdict", "verdict", "What the evidence says about a claim."),
    ClassTerm("Polarity", "polarity", "Whether a relation is said to hold or not to hold."),
    ClassTerm("Certainty", "certainty", "Whether something is stated plainly or with reserve."),
    ClassTerm("Direction", "direction", "Whether something speaks for or against."),
    ClassTerm("EvidenceClass", "evidence class", "How a piece of evidence came to be."),
    ClassTerm("Grade", "grade", "Strength of the kind of study."),
)  # fmt: skip

PROPERTIES: tuple[PropertyTerm, ...] = (
    PropertyTerm("status", "status", "The mark of the claim.", "skg:Claim", "skg:Status"),
    PropertyTerm("verdict", "verdict", "What the evidence says.", "skg:Claim", "skg:Verdict"),
    PropertyTerm("polarity", "polarity", "Whether the claim affirms or denies its relation.",
                 "skg:Claim", "skg:Polarity"),
    PropertyTerm("aspect", "aspect", "What of the object changes: level, release ...",
                 "", "xsd:string"),
    PropertyTerm("isContested", "is contested", "Whether evidence that counts stands on both sides.",
                 "skg:Claim", "xsd:boolean"),
    PropertyTerm("inferred", "inferred", "Whether only chains support the claim.",
                 "skg:Claim", "xsd:boolean"),
    PropertyTerm("why", "why", "The verdict's reason in one sentence with citations.",
                 "skg:Claim", "xsd:string"),
    PropertyTerm("supportedBy", "supported by", "Evidence for the claim that counts.",
                 "skg:Claim", "skg:Evidence"),
    PropertyTerm("disputedBy", "disputed by", "Evidence against the claim that counts.",
                 "skg:Claim", "skg:Evidence"),
    PropertyTerm("relatedTo", "related to",
                 "Evidence on a broader relation or object: the claim says more than it does.",
                 "skg:Claim", "skg:Evidence"),
    PropertyTerm("supportingLine", "supporting line", "A line of evidence for the claim.",
                 "skg:Claim", "skg:EvidenceLine", (), (("exact", "SEPIO:0000007"),)),
    PropertyTerm("disputingLine", "disputing line", "A line of evidence against the claim.",
                 "skg:Claim", "skg:EvidenceLine", (), (("exact", "SEPIO:0000008"),)),
    PropertyTerm("relatedLine", "related line",
                 "A line of evidence that neither supports nor disputes the claim.",
                 "skg:Claim", "skg:EvidenceLine", (), (("close", "SEPIO:0000009"),)),
    PropertyTerm("evidence", "evidence", "The evidence of a line, chain or hop.",
                 "", "skg:Evidence"),
    PropertyTerm("bearing", "bearing", "Whether the line speaks for or against the claim.",
                 "skg:EvidenceLine", "skg:Direction", (), (("close", "SEPIO:0000183"),)),
    PropertyTerm("match", "match", "How the evidence matches the claim: exact, chain, opposite ...",
                 "skg:EvidenceLine", "xsd:string"),
    PropertyTerm("chain", "chain", "The steps when evidence does not match exactly.",
                 "skg:EvidenceLine", "skg:Chain"),
    PropertyTerm("counted", "counted", "Whether the policy counts the line.",
                 "skg:EvidenceLine", "xsd:boolean"),
    PropertyTerm("reason", "reason", "Why the line is not counted.",
                 "skg:EvidenceLine", "xsd:string"),
    PropertyTerm("rank", "rank", "Place among the lines of its side, the strongest first, from 1.",
                 "skg:EvidenceLine", "xsd:integer"),
    PropertyTerm("hop", "hop", "A step of the chain.", "skg:Chain", "skg:Hop"),
    PropertyTerm("position", "position", "Place of the hop in its chain, from 1.",
                 "skg:Hop", "xsd:integer"),
    PropertyTerm("states", "states", "The claim that an assertion makes.",
                 "skg:Assertion", "skg:Claim", ("oa:hasBody",)),
    PropertyTerm("subject", "subject", "Subject of an assertion, hop or piece of evidence.",
                 "", "skg:Entity"),
    PropertyTerm("predicate", "predicate", "Relation of a hop or piece of evidence.",
                 "", "rdf:Property"),
    PropertyTerm("object", "object", "Object of an assertion, hop or piece of evidence.",
                 "", "skg:Entity"),
    PropertyTerm("certainty", "certainty", "Whether it is stated plainly or with reserve.",
                 "", "skg:Certainty"),
    PropertyTerm("attribution", "attribution", "Whose word it is: research suggests, users report.",
                 "skg:Assertion", "xsd:string"),
    PropertyTerm("rule", "rule", "The reading rule that found the assertion.",
                 "skg:Assertion", "xsd:string"),
    PropertyTerm("headings", "headings",
                 "Titles of the sections around the sentence, outermost first, parted by '>'.",
                 "skg:Assertion", "xsd:string"),
    PropertyTerm("subjectSelector", "subject selector", "Where the subject is mentioned.",
                 "skg:Assertion", "oa:TextPositionSelector"),
    PropertyTerm("triggerSelector", "trigger selector", "The words that carry the relation.",
                 "skg:Assertion", "oa:TextPositionSelector"),
    PropertyTerm("objectSelector", "object selector", "Where the object is mentioned.",
                 "skg:Assertion", "oa:TextPositionSelector"),
    PropertyTerm("hedgeSelector", "hedge selector", "The words that make it hedged.",
                 "skg:Assertion", "oa:TextPositionSelector"),
    PropertyTerm("direction", "direction", "Whether the source supports or refutes its relation.",
                 "skg:Evidence", "skg:Direction"),
    PropertyTerm("grade", "grade", "Strength of the kind of study.", "skg:Evidence", "skg:Grade"),
    PropertyTerm("evidenceClass", "evidence class", "How the evidence came to be.",
                 "skg:Evidence", "skg:EvidenceClass"),
    PropertyTerm("context", "context", "Under which circumstances: dose, phase, group.",
                 "skg:Evidence", "xsd:string"),
    PropertyTerm("studyType", "study type", "The kind of study in words.",
                 "skg:Evidence", "xsd:string"),
    PropertyTerm("system", "system", "In what it was measured: human, rat in vivo, in vitro ...",
                 "skg:Evidence", "xsd:string"),
    PropertyTerm("finding", "finding", "The finding in one line.", "skg:Evidence", "xsd:string"),
    PropertyTerm("quote", "quote", "The words of a source or document.", "", "xsd:string"),
    PropertyTerm("section", "section", "Section of the paper that holds the quote.",
                 "skg:Evidence", "xsd:string"),
    PropertyTerm("provider", "provider", "Table or database of the record, with its version.",
                 "skg:Evidence", "xsd:string"),
    PropertyTerm("pmid", "PMID", "PubMed identifier.", "", "xsd:string"),
    PropertyTerm("pmcid", "PMCID", "PubMed Central identifier.", "", "xsd:string"),
    PropertyTerm("doi", "DOI", "Digital object identifier.", "", "xsd:string"),
    PropertyTerm("year", "year", "Year of publication.", "skg:Source", "xsd:string"),
    PropertyTerm("journal", "journal", "Journal of the paper.", "skg:Source", "xsd:string"),
    PropertyTerm("sourceName", "source name", "Name of a database or table, with its version.",
                 "skg:Source", "xsd:string"),
    PropertyTerm("retracted", "retracted", "Whether the paper is known to be retracted.",
                 "skg:Source", "xsd:boolean"),
    PropertyTerm("authorList", "author list", "All authors in their order, parted by ';'.",
                 "", "xsd:string"),
    PropertyTerm("sha256", "SHA-256", "Of the UTF-8 bytes of the text that all offsets refer to.",
                 "skg:Document", "xsd:string"),
    PropertyTerm("location", "location", "File or address that the document was read from.",
                 "skg:Document", "xsd:string"),
    PropertyTerm("url", "URL", "Address where people find it.", "", "xsd:anyURI"),
    PropertyTerm("site", "site", "Name of the web site or publisher.",
                 "skg:Document", "xsd:string"),
    PropertyTerm("sentences", "sentences", "Number of sentences read.",
                 "skg:Document", "xsd:integer"),
    PropertyTerm("xref", "cross-reference", "CURIE of a record of the same meaning elsewhere.",
                 "skg:Entity", "xsd:string"),
    PropertyTerm("generic", "generic", "Whether the entity is too general to be claimed about.",
                 "skg:Entity", "xsd:boolean"),
    PropertyTerm("policy", "policy", "The rules of the build.", "skg:Build", "skg:Policy"),
    PropertyTerm("lexicon", "lexicon", "Fingerprint of the lexicon of the build.",
                 "skg:Build", "xsd:string"),
    PropertyTerm("version", "version", "Version of a tool or table.", "", "xsd:string"),
    PropertyTerm("records", "records", "Number of records of a table.",
                 "skg:SearchedTable", "xsd:integer"),
    PropertyTerm("minPapers", "fewest papers",
                 "Independent papers that machine-read evidence needs before it counts.",
                 "skg:Policy", "xsd:integer"),
    PropertyTerm("minGrade", "weakest grade", "Weakest grade that counts; none admits all.",
                 "skg:Policy", "skg:Grade"),
    PropertyTerm("chains", "chains", "Whether evidence that matches only by a chain counts.",
                 "skg:Policy", "xsd:boolean"),
    PropertyTerm("humanOnly", "human only", "Whether only evidence from people counts.",
                 "skg:Policy", "xsd:boolean"),
    PropertyTerm("machineRead", "machine-read", "Whether machine-read evidence counts at all.",
                 "skg:Policy", "xsd:boolean"),
)  # fmt: skip

VALUES: dict[str, dict[str, str]] = {
    "Status": {
        Status.SOURCE_ASSERTED: "Documents say so; the literature that counts does not back it.",
        Status.LITERATURE_SUPPORTED: "At least one piece of evidence that counts supports it.",
    },
    "Verdict": {
        Verdict.SUPPORTED: "Evidence for it, none against it.",
        Verdict.CONTESTED: "Evidence for it and against it.",
        Verdict.CONTRADICTED: "Evidence against it, none for it.",
        Verdict.RELATED_ONLY: "Evidence only on something broader: the claim says more.",
        Verdict.NOT_FOUND: "Searched, and nothing was found; that is no evidence.",
    },
    "Polarity": {
        Polarity.AFFIRMED: "The relation is said to hold.",
        Polarity.NEGATED: "The relation is said not to hold.",
    },
    "Certainty": {
        Certainty.ASSERTED: "Stated plainly.",
        Certainty.HEDGED: "Stated with reserve: may, might, is thought to.",
    },
    "Direction": {
        Direction.SUPPORTS: "Speaks for it.",
        Direction.REFUTES: "Speaks against it.",
    },
    "EvidenceClass": {
        EvidenceClass.CURATED: "Written down by people who read the source.",
        EvidenceClass.MACHINE_READ: "Read from a paper's text by a program.",
        EvidenceClass.ONTOLOGY: "Taken from an ontology or a table of composition.",
    },
    "Grade": {grade: f"{grade.label[0].upper()}{grade.label[1:]}." for grade in Grade},
}
"""The values of each closed set, with their definitions."""

RELATION_ANNOTATIONS: tuple[tuple[str, str, str], ...] = (
    ("opposite", "opposite", "A relation that cannot hold beside this one."),
    ("allowsSubject", "allows subject", "A type that subjects of the relation may have."),
    ("allowsObject", "allows object", "A type that objects of the relation may have."),
    ("subjectStep", "subject step",
     "A relation that may lead from the subject of a claim to narrower evidence."),
    ("objectStep", "object step",
     "A relation that may lead from narrower evidence to the object of a claim."),
    ("biolinkQualifier", "Biolink qualifier",
     "A qualifier, as NAME=VALUE, that makes the mapped Biolink predicate as exact."),
    ("family", "family", "The family that pictures draw a type of entity with."),
    ("reading", "reading", "The relation as it reads between subject and object."),
)  # fmt: skip
"""Annotations of relations and types: name, label, definition."""
