"""The graph as pictures: the interactive HTML explorer, plots and the printable report."""
