"""Plan the groups of an Intensive Outpatient Program, check the plan, and print what the room needs."""

__version__ = "0.1.0"
