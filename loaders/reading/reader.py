"""The reader: a document in, its assertions out.

Each step is a module of this package: sentences, names, units, chunks, clauses, then the relations
that verbs, nouns, effect adjectives and class words carry, then predicate and modality.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from substancekg.graph.assertions import Assertion, Span
from substancekg.loaders.documents import BlockKind, Document, Mention
from substancekg.loaders.reading.abbreviations import with_abbreviations
from substancekg.loaders.reading.arguments import follow_subjects
from substancekg.loaders.reading.candidates import Candidate
from substancekg.loaders.reading.choice import choose
from substancekg.loaders.reading.chunks import chunk
from substancekg.loaders.reading.class_relations import class_relations
from substancekg.loaders.reading.clauses import find_clauses
from substancekg.loaders.reading.contraindications import contraindications
from substancekg.loaders.reading.effect_relations import effect_relations
from substancekg.loaders.reading.effects import effect_adjectives
from substancekg.loaders.reading.folding import fold_case, fold_marks, fold_words
from substancekg.loaders.reading.lists import colon, item_relations, lead_of, row_relations
from substancekg.loaders.reading.modality import Cue, conditional, find_cues, judge
from substancekg.loaders.reading.names import NameIndex, outermost
from substancekg.loaders.reading.nearby import nearby_relations
from substancekg.loaders.reading.noun_relations import noun_relations
from substancekg.loaders.reading.page import LISTED, Page
from substancekg.loaders.reading.parse import Parse
from substancekg.loaders.reading.references import AGENTS, Argument, Discourse
from substancekg.loaders.reading.sentences import Sentence, sentences_of
from substancekg.loaders.reading.units import units_of
from substancekg.loaders.reading.verb_relations import verb_relations
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Certainty
from substancekg.ontology.vocabulary import predicates

MentionSource = Literal["given-if-any", "lexicon", "given", "both"]
LONGEST_SENTENCE: Final = 4000
"""Characters; a longer stretch without a full stop is no prose, and costs more than it says."""
RULES: Final = (
    contraindications,
    verb_relations,
    noun_relations,
    effect_relations,
    class_relations,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a document.

    :ivar assertions: in the order of the text, each once
    :ivar sentences: how many sentences, list items and table lines the document has
    :ivar warnings: what was left out, one line each
    """

    assertions: tuple[Assertion, ...]
    sentences: int
    warnings: tuple[str, ...] = ()


class Reader:
    """Reads documents with one lexicon; build it once and use it for many documents.

    :param mentions: whose mentions count: those that the document brings if it brings any, else
        the lexicon's (``given-if-any``), only one of the two, or both
    """

    def __init__(self, lexicon: Lexicon, *, mentions: MentionSource = "given-if-any") -> None:
        self.lexicon = lexicon
        self.mentions: MentionSource = mentions
        self._index = NameIndex(lexicon, effect_adjectives())
        self._upper = frozenset(
            parent.slug
            for entity in lexicon.entities.values()
            for parent in lexicon.parents(entity)
        )

    def read(self, document: Document) -> Reading:
        """Return the assertions of a document.

        Assertions that the document states outright (tables of claims) are taken as they are.
        """
        if document.assertions:
            return Reading(document.assertions, len(document.assertions))
        mentions, given = self._mentions(document)
        starts = [m.span.start for m in mentions]
        names = frozenset(m.span.start for m in mentions if m.entity.type in AGENTS)
        page = Page(document, fold_case(fold_marks(document.text)), given)
        discourse = Discourse(self.lexicon, mentions, self._upper)
        found: list[Assertion] = []
        for sentence in sentences_of(document, names):
            page.sentences += 1
            low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            inside = [m for m in mentions[low:high] if m.span.end <= sentence.end]
            page.enter(sentence, inside)
            if all(m.entity.type == "Population" or m.entity.generic for m in inside):
                continue
            if sentence.block.kind in (BlockKind.HEADING, BlockKind.TITLE) and not given:
                discourse.name(Argument(m.entity, m.span.start, m.span.end) for m in inside)
                continue
            if document.text[sentence.start : sentence.end].rstrip("\"'”’)").endswith("?"):
                continue
            if sentence.end - sentence.start > LONGEST_SENTENCE:
                page.warnings.append(
                    f"{document.source.id}: a sentence of {sentence.end - sentence.start:,} "
                    f"characters at {sentence.start} was left out"
                )
                continue
            parse = self._parse(page, sentence, inside, discourse)
            found += self._assertions(page, sentence, parse)
            if document.text[sentence.end - 1] == ":":
                page.lead = lead_of(parse)
        unique = {assertion.key: assertion for assertion in found}
        return Reading(tuple(unique.values()), page.sentences, tuple(page.warnings))

    def _mentions(self, document: Document) -> tuple[list[Mention], bool]:
        given = list(document.mentions)
        if self.mentions == "given" or (self.mentions == "given-if-any" and given):
            return outermost(given), True
        named = with_abbreviations(document.text, self._index.find(document.text))
        if self.mentions == "both" and given:
            taken = [(m.span.start, m.span.end) for m in given]
            named = [
                m for m in named if all(m.span.end <= a or b <= m.span.start for a, b in taken)
            ]
            return outermost([*given, *named]), False
        return named, False

    def _parse(
        self, page: Page, sentence: Sentence, inside: Sequence[Mention], discourse: Discourse
    ) -> Parse:
        item = sentence.block.kind in LISTED
        units = units_of(page.folded, sentence.start, sentence.end, inside, item=item)
        chunks = chunk(units)
        parse = Parse(
            units, chunks, find_clauses(chunks), discourse, self._index.entity_of, page.given
        )
        if item or colon(parse) > 0:
            parse.heading = page.subjects(sentence, discourse)
        parse.section = page.section(sentence)
        discourse.name(Argument(m.entity, m.span.start, m.span.end) for m in inside)
        follow_subjects(parse)
        return parse

    def _assertions(self, page: Page, sentence: Sentence, parse: Parse) -> Iterator[Assertion]:
        candidates = [candidate for rule in RULES for candidate in rule(parse)]
        if sentence.block.kind is BlockKind.ROW:
            candidates += row_relations(parse, page.columns(sentence))
        elif parse.heading:
            candidates += item_relations(parse, page.lead_for(sentence))
        if page.given:
            candidates += nearby_relations(parse, candidates)
        if not candidates:
            return
        text = page.document.text
        cues = find_cues(fold_words(text[sentence.start : sentence.end]), sentence.start)
        seen: set[tuple[str, str, str, str]] = set()
        settled: set[tuple[frozenset[str], str]] = set()  # what a warning says stands alone
        for candidate in candidates:
            assertion = self._settle(page.document, page.folded, sentence, parse, candidate, cues)
            if assertion is None:
                continue
            key = (
                assertion.subject.slug, assertion.predicate, assertion.object.slug,
                assertion.polarity.value,
            )  # fmt: skip
            ends = (frozenset((assertion.subject.slug, assertion.object.slug)), assertion.predicate)
            if candidate.polarity is not None:
                settled.add(ends)
            elif ends in settled:
                continue
            if key not in seen:
                seen.add(key)
                yield assertion

    def _settle(
        self,
        document: Document,
        folded: str,
        sentence: Sentence,
        parse: Parse,
        candidate: Candidate,
        cues: Sequence[Cue],
    ) -> Assertion | None:
        subject, obj = candidate.subject, candidate.object
        if candidate.family in predicates():
            predicate = candidate.family
        else:
            predicate = choose(candidate.family, subject, obj, folded[obj.start : obj.end])
        if not predicate:
            return None
        if subject.entity.generic or (
            obj.entity.generic and predicate not in ("is_a", "used_with")
        ):
            return None
        modality = judge(parse, cues, candidate.where)
        if modality.open or conditional(parse, candidate.trigger[0]):
            return None
        if candidate.polarity is not None:
            modality = replace(modality, polarity=candidate.polarity)
        # a link in the text is no statement of a cause
        link = candidate.trigger if candidate.family == "associate" else candidate.hedge
        if link is not None and modality.certainty is Certainty.ASSERTED:
            trigger = Cue(*link, "hedge", False, True, "")
            modality = replace(modality, certainty=Certainty.HEDGED, hedge=trigger)
        text = document.text
        start, end = candidate.trigger
        hedge = modality.hedge
        return Assertion(
            document=document.source.key,
            document_id=document.source.id,
            sentence=sentence.span,
            quote=text[sentence.start : sentence.end],
            subject=subject.entity,
            subject_span=Span(subject.start, subject.end),
            subject_text=text[subject.start : subject.end],
            predicate=predicate,
            object=obj.entity,
            object_span=Span(obj.start, obj.end),
            object_text=text[obj.start : obj.end],
            trigger=text[start:end],
            trigger_span=Span(start, end),
            rule=candidate.rule,
            polarity=modality.polarity,
            certainty=modality.certainty,
            aspect=obj.aspect.removeprefix("reduced "),
            attribution=modality.attribution,
            hedge=text[hedge.start : hedge.end] if hedge else "",
            hedge_span=Span(hedge.start, hedge.end) if hedge else None,
            headings=tuple(text[span.start : span.end] for span in sentence.block.headings),
        )
