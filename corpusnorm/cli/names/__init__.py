"""`corpusnorm names`: what concerns names, one module a command. Without a command's name, a file is asked for its names."""

from corpusnorm.cli.family import Family
from corpusnorm.cli.names.diff import command as diff_command
from corpusnorm.cli.names.discover import command as discover_command
from corpusnorm.cli.names.export import command as export_command
from corpusnorm.cli.names.find import command as find_command
from corpusnorm.cli.names.lint import command as lint_command
from corpusnorm.cli.names.report import command as report_command
from corpusnorm.cli.names.review import command as review_command

__all__ = ["command"]

command = Family(
    "names",
    "Find names, and work on what is known of them.",
    (find_command, diff_command, lint_command, export_command, discover_command, review_command, report_command),
)
