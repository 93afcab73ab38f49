"""The graph as a network: the networkx view, paths, measures, gaps and differences."""

from __future__ import annotations

import json

import pytest

from substancekg.errors import UnknownNameError
from substancekg.graph.assemble import assemble, reassess
from substancekg.graph.base_gaps import base_gaps, gap_rows
from substancekg.graph.diff import diff_graphs, diff_rows
from substancekg.graph.measures import measure
from substancekg.graph.network import to_networkx
from substancekg.graph.paths import find_paths, path_dicts
from substancekg.graph.policy import Policy


class TestNetwork:
    def test_edges_are_claims_with_everything_that_is_known(self, world, small_graph):
        network = to_networkx(small_graph)
        assert network.number_of_edges() == len(small_graph.claims)
        claim = world.claim("testine", "agonist_of", "mu receptor")
        edge = network.edges["testine", "mu-receptor", claim.key]
        assert (edge["verdict"], edge["papers_for"], edge["papers_against"]) == ("contested", 2, 1)
        assert edge["document_ids"] == ["26", "article"]
        assert edge["sources_against"] == ["PMID 13, 2020"]
        assert len(edge["quotes"]) == 2

    def test_nodes_are_the_ends_of_claims(self, small_graph):
        network = to_networkx(small_graph)
        assert network.nodes["mu-receptor"] == {
            "label": "mu receptor", "type": "Receptor", "family": "target", "curie": "HGNC:1",
            "synonyms": ["MOR"],
        }  # fmt: skip
        assert "receptor" not in network

    def test_affirmed_and_negated_claims_are_edges_of_their_own(self, small_graph):
        between = to_networkx(small_graph)["caffeine"]["insomnia"]
        assert {edge["polarity"] for edge in between.values()} == {"affirmed", "negated"}


class TestPaths:
    def test_claims_connect_in_both_directions(self, small_graph):
        (path, *_) = find_paths(small_graph, "melatonin", "caffeine")
        assert path.stops == ("melatonin", "insomnia", "caffeine")
        assert len(path.hops[1]) == 2

    def test_only_affirmed_supported_claims_when_asked(self, small_graph):
        assert find_paths(small_graph, "melatonin", "caffeine", supported_only=True) == []
        (path,) = find_paths(small_graph, "melatonin", "insomnia", supported_only=True)
        assert path.supported

    def test_each_hop_shows_its_status(self, small_graph):
        (first, *_) = path_dicts(find_paths(small_graph, "melatonin", "caffeine"))
        assert (first["path"], first["stops"]) == (1, ["melatonin", "insomnia", "caffeine"])
        assert [hop["hop"] for hop in first["hops"]] == [1, 2, 2]
        assert {hop["status"] for hop in first["hops"]} == {
            "literature-supported", "source-asserted",
        }  # fmt: skip
        json.dumps(first)

    def test_no_way_is_an_empty_answer_and_a_wrong_name_an_error(self, small_graph):
        assert find_paths(small_graph, "melatonin", "anxiety") == []
        assert find_paths(small_graph, "melatonin", "melatonin") == []
        with pytest.raises(UnknownNameError):
            find_paths(small_graph, "melatonin", "qqqqqqq")


class TestMeasures:
    def test_counts_agree_with_the_graph(self, small_graph):
        found = measure(small_graph)
        assert found.claims == len(small_graph.claims) == sum(found.verdicts.values())
        assert found.claims == sum(found.statuses.values())
        assert found.assertions == 13
        assert found.hedged == 2
        assert sum(group.claims for group in found.by_predicate) == found.claims

    def test_lists_put_the_largest_first(self, small_graph):
        found = measure(small_graph)
        assert found.most_asserted[0].text == "testine is an agonist of mu receptor"
        assert [item.verdict for item in found.most_contested] == ["contested"]
        hubs = [(hub.label, hub.claims, hub.unsupported) for hub in found.unsupported_hubs]
        assert hubs[:2] == [("testine", 3, 2), ("caffeine", 4, 2)]

    def test_documents_show_their_share_of_support(self, small_graph):
        shares = {group.name: group for group in measure(small_graph).by_document}
        assert shares["26"].claims == 3
        assert shares["26"].supported_share == pytest.approx(2 / 3, abs=1e-4)

    def test_evidence_that_counts_is_tallied_once(self, small_graph):
        found = measure(small_graph)
        assert found.grades["trial"] == 2
        assert found.classes["machine-read"] == 0
        json.dumps(found.as_dict())


class TestGaps:
    def test_a_gap_is_a_claim_on_which_nothing_was_found(self, small_graph):
        texts = [row["statement"] for row in gap_rows(small_graph)]
        assert texts == ["caffeine causes <script>alert(1)</script>", "leafy tea prevents death"]

    def test_evidence_that_does_not_count_is_no_gap(self, world, small_graph):
        key = world.claim("testine", "alleviates", "anxiety").key
        assert key not in {gap.key for gap in base_gaps(small_graph)}


class TestDiff:
    def test_a_graph_does_not_differ_from_itself(self, small_graph):
        assert not diff_graphs(small_graph, small_graph)

    def test_claims_that_lost_their_status_are_listed_with_both_verdicts(self, small_graph):
        strict = reassess(small_graph, None, Policy(chains=False))
        rows = diff_rows(diff_graphs(small_graph, strict))
        assert {(row["subject"], row["predicate"], row["old"], row["new"]) for row in rows} == {
            ("leafy tea", "interacts_with", "supported", "not-found"),
        }  # fmt: skip
        assert {row["change"] for row in rows} == {"status"}

    def test_claims_and_documents_that_came_and_went(
        self, small_graph, small_documents, small_assertions, small_base
    ):
        article, _ = small_documents
        kept = [a for a in small_assertions if a.document == article.key]
        part = assemble([article], kept, small_base, Policy(), tool_version="0")
        found = diff_graphs(part, small_graph)
        assert {item.change for item in found.changes} == {"added"}
        assert len(found) == 2
        assert (found.documents_added, found.documents_removed) == (("26",), ())
        back = diff_graphs(small_graph, part)
        assert {item.change for item in back.changes} == {"removed"}
