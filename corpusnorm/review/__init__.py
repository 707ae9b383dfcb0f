"""Review: what a package leaves for a person to decide or to look at, as tables and as pages that need no network."""
