"""Cli: the command `corpusnorm`, one module a command; what a command needs is loaded when it runs."""

from corpusnorm.cli.align import command as align_command
from corpusnorm.cli.clean import command as clean_command
from corpusnorm.cli.dedup import command as dedup_command
from corpusnorm.cli.degrade import command as degrade_command
from corpusnorm.cli.diagnose import command as diagnose_command
from corpusnorm.cli.diff import command as diff_command
from corpusnorm.cli.explain import command as explain_command
from corpusnorm.cli.export import command as export_command
from corpusnorm.cli.init import command as init_command
from corpusnorm.cli.names import command as names_command
from corpusnorm.cli.program import Program
from corpusnorm.cli.reconstruct import command as reconstruct_command
from corpusnorm.cli.repair import command as repair_command
from corpusnorm.cli.run import command as run_command
from corpusnorm.cli.validate import command as validate_command

__all__ = ["main"]

main = Program(
    {
        "Whole corpora": (
            init_command,
            run_command,
            validate_command,
            explain_command,
            export_command,
            diff_command,
            reconstruct_command,
        ),
        "Single texts": (
            diagnose_command,
            align_command,
            repair_command,
            dedup_command,
            names_command,
            clean_command,
            degrade_command,
        ),
    }
)
