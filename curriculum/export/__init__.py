"""From the model to documents: guides, handouts and schedules, as HTML and PDF.

Only `worker`, which runs in a process of its own, imports `pdf` and `merge`, and with them WeasyPrint and pikepdf.
"""
