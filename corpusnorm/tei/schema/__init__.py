"""The grammar of the TEI that is written: `corpusnorm.odd` is its source, `corpusnorm.rng` is made of it by `build`."""
