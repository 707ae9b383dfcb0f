"""`corpusnorm names`: what concerns names, one module a command. Without a command's name, a file is asked for its names."""

from corpusnorm.cli.family import Family
from corpusnorm.cli.names.discover import command as discover_command
from corpusnorm.cli.names.find import command as find_command

__all__ = ["command"]

command = Family("names", "Find names, and work on what is known of them.", (find_command, discover_command))
