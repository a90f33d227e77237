"""The command line: words and options in, plain text, JSON and exit codes out.

Standard output is data, standard error is talk. Exit codes: 0 done, 1 findings that block, or a print that
is not whole, 2 input that cannot be used, 70 a fault of the planner itself, 130 interrupted, 141 nobody
reads any more.
"""
