"""The tables of the ontology, the lexicon and the evidence."""
