"""The tables of the registry: `entities.tsv` and `names.tsv` are kept by hand, the others are made by `build`."""
