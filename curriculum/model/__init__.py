"""What things are: modules, handouts, tracks, the clinic, findings and minutes.

Everything here is a frozen value. Nothing here reads a file, asks the clock or prints.
"""
