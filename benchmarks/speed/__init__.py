"""Speed and memory, beside other libraries in the same run."""
