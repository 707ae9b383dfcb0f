"""What the kernels count in a text: the names of their columns, in order."""

# The first count words, one for each flag of `types` whose words are counted, in their order.
TALLIES = ("cased", "capital", "shouted", "short", "digits", "nought", "function", "lemma odd", "lemma inflected", "stem odd",
           "stem inflected", "bare", "whole",
           "words", "forms", "once", "top", "letters", "accented", "functions", "unknown", "types", "stumps", "sampled", "lemma",
           "stem")  # fmt: skip
LAYOUT = ("marks", "sentences", "brackets", "dashes", "symbols", "starts", "started", "spaced", "masks", "units", "orphans",
          "lines", "cells", "wide", "ended", "wrapped", "again", "indented", "code")  # fmt: skip
