"""Engine: idempotent tasks over Arrow files, and who runs them. It knows no stage."""

from corpusnorm.engine.runners import InlineRunner, Runner, runner
from corpusnorm.engine.task import PARTITION, Function, Inputs, Part, Task, parts, slices, write

__all__ = ["PARTITION", "Function", "InlineRunner", "Inputs", "Part", "Runner", "Task", "parts", "runner", "slices", "write"]
