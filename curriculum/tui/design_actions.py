"""The actions of the screens of track design: those that open them, and those in them. `actions.py` takes them in."""

from functools import partial

from curriculum.tui.action import Action, Where
from curriculum.tui.doing import designing, reasons

_anywhere = partial(Action, Where.ANYWHERE)
_page = partial(Action, Where.PAGE)
_coverage = partial(Action, Where.COVERAGE)
_hours = partial(Action, Where.HOURS)
_closing = partial(Action, Where.CLOSING)
_people = partial(Action, Where.PEOPLE)
_substitute = partial(Action, Where.SUBSTITUTE)
_compare = partial(Action, Where.COMPARE)
_filling = partial(Action, Where.FILLING)

OPENING = (
    _anywhere(
        "coverage",
        "Coverage",
        ("G",),
        "What clients meet and miss, for each week in which they may join; gaps, mends, gates and waits.",
        designing.open_coverage,
        reasons.hands_full,
        hint="coverage",
    ),
    _anywhere(
        "hours",
        "Hours",
        ("H",),
        "Minutes of each week in every way that somebody counts them, and what each rule says.",
        designing.open_hours,
        reasons.hands_full,
        hint="hours",
    ),
    _anywhere(
        "close-day",
        "Close a day",
        ("X",),
        "What closing the day under the cursor moves, drops and breaks, before it is written or not.",
        designing.open_closing,
        reasons.hands_full,
        hint="close",
    ),
    _anywhere(
        "fill",
        "Fill",
        ("F",),
        "Propose modules for empty slots of this week, of some weeks or of the whole cycle, with reasons.",
        designing.open_filling,
        reasons.hands_full,
        hint="fill",
    ),
    _anywhere(
        "people",
        "People",
        ("P",),
        "Who of the staff could take each slot of the week, and what leans on one person alone.",
        designing.open_people,
        reasons.no_people,
        hint="people",
    ),
    _anywhere(
        "substitute",
        "Somebody is out",
        ("S",),
        "Who can stand in on the day under the cursor, or what can be held instead.",
        designing.open_substitute,
        reasons.no_people,
        hint="out",
    ),
    _anywhere(
        "compare",
        "Compare",
        ("D",),
        "What has changed in clinical terms, since this session began or since the last commit.",
        designing.open_compare,
        reasons.hands_full,
        hint="compare",
    ),
)

_COVERAGE = (
    _coverage(
        "mend-gap",
        "Mend the gap",
        ("m",),
        "To the first week that would mend the topic's gap, with what the library has on it.",
        "mend",
        hint="mend",
    ),
)

_HOURS = (
    _hours("earlier-run", "Run before", ("[",), "The same weeks one run of the cycle earlier.", "run(-1)", hint="run"),
    _hours("later-run", "Next run", ("]",), "The same weeks one run of the cycle later.", "run(1)", hint="run"),
    _hours("hours-week", "To this week", ("w",), "Show the week under the cursor in the plan.", "week", hint="week"),
    _hours(
        "make-up",
        "Make up",
        ("m",),
        "Close the week's closed day in earnest, to make up for it on another.",
        "make_up",
        hint="make up",
    ),
)

_CLOSING = (
    _closing(
        "another-answer",
        "Another answer",
        ("right", "space"),
        "The next answer to the marked question: another day, policy or make-up.",
        "change(1)",
        hint="change",
    ),
    _closing("answer-before", "Answer before", ("left",), "The answer before it.", "change(-1)", hint="change"),
    _closing(
        "answer",
        "Answer",
        ("enter",),
        "Choose from all answers to the marked question, or type the date or the reason.",
        "answer",
        hint="answer",
    ),
    _closing(
        "accept-closing",
        "Accept",
        ("a",),
        "Close the day in the plan; one undo takes all of it back.",
        "accept",
        hint="accept",
    ),
)

_FILLING = (
    _filling("accept-all", "Accept all", ("a",), "Take all of it into the plan, as one change.", "accept", hint="all"),
    _filling("accept-slot", "Accept this slot", ("s",), "Take the marked slot alone.", "accept_slot", hint="this slot"),
    _filling("another", "Another", ("n",), "The next proposal that differs.", "another", hint="another"),
    _filling("why", "Why", ("y",), "Why this module stands there and not another.", "why", hint="why"),
    _filling("fill-week", "This week", ("t",), "Propose for the week that is shown.", "this_week", hint="week"),
    _filling("fill-weeks", "Some weeks", ("w",), "Propose for a range of weeks.", "weeks", hint="weeks"),
    _filling("fill-cycle", "Whole cycle", ("c",), "Propose for every week of the cycle.", "cycle", hint="cycle"),
    _filling(
        "plan-anew",
        "Plan anew",
        ("p",),
        "Let what is placed and not locked move, too; or fill empty slots only again.",
        "anew",
        hint="plan anew",
    ),
)

_PEOPLE = (
    _people(
        "person-out",
        "Somebody is out",
        ("o",),
        "Who can stand in for the marked person on the marked day.",
        "out",
        hint="out that day",
    ),
)

_SUBSTITUTE = (
    _substitute("day-before", "Day before", ("left",), "The meeting day before.", "day(-1)", hint="day"),
    _substitute("day-after", "Day after", ("right",), "The next meeting day.", "day(1)", hint="day"),
    _substitute("type-day", "Type the day", ("t",), "Type the date of the day.", "type", hint="type date"),
    _substitute("who-is-out", "Who is out", ("o",), "Choose who is out.", "choose", hint="who is out"),
    _substitute(
        "take-option", "Take it", ("a",), "Take the marked person or module for that day.", "accept", hint="take"
    ),
)

_COMPARE = (
    _compare(
        "compare-with",
        "Since when",
        ("c",),
        "Compare with the start of this session, or with the last commit.",
        "turn(1)",
        hint="since when",
    ),
)

_PAGE = (
    _page("line-up", "Up", ("up",), "One line up.", "step(-1, 0)"),
    _page("line-down", "Down", ("down", "j"), "One line down.", "step(1, 0)"),
    _page("column-left", "Left", ("left",), "One column back.", "step(0, -1)"),
    _page("column-right", "Right", ("right",), "One column on.", "step(0, 1)"),
    _page("read-on", "Read on", ("pagedown",), "On in what is said of the marked line.", "scroll_page(1)"),
    _page("read-back", "Read back", ("pageup",), "Back in what is said of it.", "scroll_page(-1)"),
    _page(
        "read-all",
        "All of it",
        ("enter", "r"),
        "Give what is said of the marked line all the room.",
        "read",
        hint="read",
    ),
    _page("turn-page", "Turn", ("tab",), "Tell something else about the marked line.", "turn(1)", hint="turn"),
    _page("turn-page-back", "Turn back", ("shift+tab",), "What was told before.", "turn(-1)"),
    _page("undo-here", "Undo", ("u", "ctrl+z"), "Take back the last change of the plan.", "undo"),
    _page("page-keys", "Keys", ("?", "f1"), "Every key, first those of this screen.", "keys", hint="keys"),
    _page("close-page", "Back", ("escape", "q"), "Back, in the end to the week.", "back", hint="back"),
)

IN_PAGES = (*_COVERAGE, *_HOURS, *_CLOSING, *_FILLING, *_PEOPLE, *_SUBSTITUTE, *_COMPARE, *_PAGE)
"""The actions in the screens of track design, those of all of them last."""
