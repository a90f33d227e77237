"""How ids, dates, minutes and modalities read in print. Knows English; asks no locale."""

from collections.abc import Iterable
from datetime import date

from curriculum.model.module import Kind, Modality, StepType
from curriculum.model.timing import clock_text
from curriculum.model.track import Day

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_ACRONYMS = frozenset(
    ("cbt", "dbt", "mi", "iop", "php", "lcsw", "lpc", "lmft", "cadc", "atr", "rn", "md", "np", "lmhc", "psyd")
)


MODALITY_NAMES = {
    Modality.CBT: "Cognitive behavioral",
    Modality.DBT: "DBT-informed",
    Modality.MI: "Motivational",
    Modality.MINDFULNESS: "Mindfulness",
    Modality.ART: "Expressive arts",
    Modality.OTHER: "Other",
}

KIND_NAMES = {
    Kind.GROUP: "Group",
    Kind.SKILLS: "Skills group",
    Kind.PSYCHOEDUCATION: "Psychoeducation",
    Kind.FAMILY: "Family session",
    Kind.INDIVIDUAL: "Individual session",
    Kind.PEER: "Peer group",
}

STEP_NAMES = {
    StepType.OPEN: "Opening",
    StepType.REVIEW: "Review",
    StepType.TEACH: "Teaching",
    StepType.PRACTICE: "Practice",
    StepType.DISCUSS: "Discussion",
    StepType.BREAK: "Break",
    StepType.CLOSE: "Closing",
}


def spoken(identifier: str) -> str:
    """Return an id as people say it: `floor-space` is "floor space", `dbt-skills` is "DBT skills"."""
    return " ".join(word.upper() if word in _ACRONYMS else word for word in identifier.split("-"))


def sentence_case(text: str) -> str:
    """Return a text with its first letter raised and every other left as it is."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Return words as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} {joint} {last}" if most else last


def date_text(day: date) -> str:
    """Return a date as `January 4, 2027`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date_text(day: date) -> str:
    """Return a date as `Jan 4`."""
    return f"{_MONTHS[day.month - 1][:3]} {day.day}"


def month_text(day: date) -> str:
    """Return the month of a date as `January 2027`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date) -> str:
    """Return a date as `Monday, January 4, 2027`."""
    return f"{list(Day)[day.weekday()].full_name}, {date_text(day)}"


def stretch_text(start: int, end: int) -> str:
    """Return a stretch of the clock with a dash between, from minutes since midnight."""
    return f"{clock_text(start)}\u2013{clock_text(end)}"
