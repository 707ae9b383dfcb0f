"""A family of commands under one name, the first of which is meant where none is named."""

from __future__ import annotations

from collections.abc import Sequence

import click


class Family(click.Group):
    """Commands in their order. What begins with no command's name is for the first: `names FILE` is `names find FILE`."""

    def __init__(self, name: str, about: str, members: Sequence[click.Command]) -> None:
        self.first = members[0]
        words = f"{about}\n\nWithout a COMMAND it is `{self.first.name}`: {self.first.get_short_help_str(200)}"
        super().__init__(name, commands=list(members), help=words, no_args_is_help=True)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order given."""
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the first command before arguments that name none."""
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = [self.first.name or "", *args]
        return super().parse_args(ctx, args)
