"""Options that the commands of names have in common."""

import click

registry_option = click.option(
    "--registry",
    metavar="R",
    multiple=True,
    help="What extends the shipped registry, may be given again: a .csv or .tsv table, Linked Places (.json), geonames:N, cldr:LANG.",
)
