"""Engine: idempotent tasks over Parquet files, and who runs them. It knows no stage."""

from corpusnorm.engine.runners import InlineRunner, Runner, runner
from corpusnorm.engine.task import PARTITION, Part, Task, write

__all__ = ["PARTITION", "InlineRunner", "Part", "Runner", "Task", "runner", "write"]
