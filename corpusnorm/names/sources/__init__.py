"""Sources of a registry: tables, Linked Places, an installed GeoNames package, CLDR's names in other languages."""
