"""The graph as pictures: the interactive HTML explorer and plots."""
