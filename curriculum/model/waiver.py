"""A waiver: a finding that a named role accepts, with a reason and an end date."""

from datetime import date

from curriculum.model.base import Id, Line, Value


class Waiver(Value):
    """A finding that somebody answers for. Until its last day it turns what the rule says into a note."""

    rule: Id
    by: Line
    """The role that answers for it, such as `clinical director`."""
    reason: Line
    until: date
    """The last day on which it holds."""
