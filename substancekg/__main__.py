"""``python -m substancekg``."""

from substancekg.cli import main

main()
