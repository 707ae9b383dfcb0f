"""What usually stands beside English words, counted in texts of registry packages; `build` makes the tables."""
