"""What checks have worked out of one workspace, kept from one edit to the next. It changes no answer, only how soon."""

from dataclasses import dataclass, field

from curriculum.model.track import Day
from curriculum.planning.people import Requirement


@dataclass(eq=False)
class Memory:
    """Answers by what they depend on, beside the clinic and the library, which a workspace never changes."""

    able: dict[tuple[Requirement, ...], tuple[str, ...]] = field(default_factory=dict)
    """Who may lead what asks for this, by id."""
    working: dict[Day, frozenset[str]] = field(default_factory=dict)
    """Who works at all on a day of the week, by id."""
