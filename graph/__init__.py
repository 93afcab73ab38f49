"""The knowledge graph: claims, assertions, evidence, support, RDF, SPARQL, exports and reports."""
