"""What words mean: predicates, entity types, entities and their names, and the words for a status."""
