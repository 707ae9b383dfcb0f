"""Options that the commands of names have in common."""

import click

decisions_option = click.option(
    "--decisions", metavar="FILE", type=click.Path(), help="Decisions about names, which go before the policy and the registry."
)
registry_option = click.option(
    "--registry",
    metavar="R",
    multiple=True,
    help="What extends the shipped registry: a table (.csv, .tsv), Linked Places (.json), geonames:N or cldr:LANG; repeatable.",
)
