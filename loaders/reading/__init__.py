"""Reading: text to assertions, in small steps.

Sentences, names, chunks, clauses, references, relations, modality: each step is one module, and
:class:`substancekg.loaders.reading.reader.Reader` puts them together. What the words mean for the
reading (verbs, nouns, effect adjectives, cues) stands in the TSV tables beside the modules.
"""
