"""Pure functions over the model: dates, edits, history and rules. No files, no clock, no printing."""
