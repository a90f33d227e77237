"""From the model to documents: guides, handouts and schedules, as HTML and PDF.

Only `worker`, which runs in a process of its own, imports `pdf` and with it WeasyPrint.
"""
