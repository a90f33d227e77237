"""One small week that shows everything a page can hold."""

from types import SimpleNamespace

import builders

from curriculum.export.binder import Binder, Share, Stock
from curriculum.export.documents import module_printables, week_printables
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.library import Library
from curriculum.model.track import Day, Placement

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300"><title>Two buckets</title>
<rect x="10" y="20" width="200" height="150" fill="#e8e8e8" stroke="#000" stroke-width="2"/>
<text x="30" y="60" font-family="Comic Sans" font-size="17">Mine to carry</text></svg>"""

TWO_BUCKETS = {
    "title": "Two Buckets",
    "summary": "Clients sort what they can change from what they cannot.",
    "series": "cbt-core",
    "part": 1,
    "objectives": ["Sort three worries into two buckets.", "Name one next step."],
    "group": {"least": 4, "most": 12},
    "lead": ["lcsw", "dbt-skills"],
    "room": ["tables", "floor-space"],
    "materials": [
        {"item": "pens", "per": "client", "reusable": True},
        {"item": "paint set", "per": 3, "reusable": True},
        {"item": "paper", "per": "client", "amount": 2},
        {"item": "scissors", "per": 2, "reusable": True, "hazard": "sharp"},
    ],
    "agenda": [
        {
            "name": "Weather Report",
            "type": "open",
            "minutes": {"least": 5, "planned": 10, "most": 15},
            "say": "Welcome back, everyone. Tell us today's weather inside.\n\nYou can pass.",
            "do": "1. Go first with something small.\n2. Go round once.",
        },
        {
            "name": "What Can I Carry?",
            "type": "teach",
            "minutes": {"least": 15, "planned": 20, "most": 25},
            "must": True,
            "say": "Picture **two buckets** by the back door of a bakery.",
            "ask": ["Which bucket fills first on a bad day?", "What helps you to put one down?"],
            "note": "Somebody will want a third bucket. Let them have it.",
        },
        {
            "name": "Sorting",
            "type": "practice",
            "minutes": {"least": 15, "planned": 25, "most": 30},
            "do": "1. Hand out the page.\n2. Four quiet minutes.",
            "when": {
                "silent": "Sort one worry of your own aloud.",
                "one-voice": "Thank them and ask the far corner.",
                "upset": "Sit beside them and name the room.",
            },
        },
        {
            "name": "One Thing Put Down",
            "type": "close",
            "minutes": 5,
            "must": True,
            "say": "Name one thing you leave here.",
        },
    ],
    "handouts": [
        {
            "title": "My Two Buckets",
            "idea": "Some worries are yours to carry. Some are not.",
            "blocks": [
                {"heading": "How it works"},
                {"text": "Write each worry down. *Then* pick a bucket."},
                {"example": "Imani drives a bus. Rain is not hers to carry."},
                {"steps": ["Write it", "Sort it"]},
                {"checklist": ["I sorted one", "I put one down"]},
                {
                    "table": {
                        "columns": ["Worry", "Bucket", "Next step"],
                        "rows": 3,
                        "example": ["Rain", "Not mine", "A coat"],
                    }
                },
                {"table": {"columns": ["Day", "Done"], "labels": ["Mon", "Tue"]}},
                {"scale": {"prompt": "How heavy is it?", "from": "feather", "to": "stone"}},
                {"lines": {"prompt": "What would a friend say?", "count": 3}},
                {"box": {"prompt": "Draw your bucket", "height": "5 cm"}},
                {"cards": {"items": ["Rain", "Rent", "Rest", "Rules"], "columns": 3}},
                {"figure": {"file": "figures/buckets.svg", "alt": "Two buckets side by side", "width": "12 cm"}},
            ],
            "take_home": "Carry what is yours.",
        }
    ],
    "homework": "Put one worry a day into a bucket.",
    "alternative": "Sort your own three worries on paper.",
    "adaptations": {
        "trauma": "Keep to small worries from this week.",
        "telehealth": "Use two boxes on a shared screen.",
    },
    "cautions": ["Do not sort losses. A loss is not a worry."],
    "next-steps": "See anyone who left early before you go home.",
    "variants": [{"name": "Out Loud", "replaces": "Sorting", "do": "1. Sort in pairs, speaking only."}],
    "sources": ["A. Writer: A Book, A Press, 2001"],
}


def a_week(**changes):
    """Return a track with one meeting day a week and all that its first week needs."""
    library = Library(
        {
            "two-buckets": builders.module(**(TWO_BUCKETS | changes)),
            "process-group": builders.PROCESS,
        }
    )
    track = builders.track(
        {1: {"mon": {"skills": "two-buckets"}}},
        meetings=[
            {
                "days": ["mon", "wed"],
                "from": "18:00",
                "slots": [
                    {"name": "process", "minutes": 50, "standing": "process-group"},
                    {"break": 10},
                    {"name": "skills", "minutes": 70, "sequence": "skills"},
                ],
            }
        ],
        staff={"skills": ["jo", "sam"]},
        rooms={"skills": "main"},
    )
    clinic = Clinic.model_validate(
        {
            "name": "Harbor Street Clinic",
            "people": {"jo": {"name": "Jo Tanaka"}, "sam": {"name": "Sam Okafor"}},
            "rooms": {"main": {"name": "Main room", "seats": 16}},
            "print": {"spares": 2, "footer": "Harbor Street Clinic, 555-0142"},
        }
    )
    return SimpleNamespace(library=library, track=track, clinic=clinic)


def printables_of(week, number=1, **changes):
    return week_printables(
        "t8", week.track, week.library, week.clinic, **({"week": number, "figures": lambda m, f: SVG} | changes)
    )


def held_twice(week):
    """Return the week with its module on Wednesday as well."""
    plan = {1: {day: {"skills": Placement(module="two-buckets")} for day in (Day.MON, Day.WED)}}
    week.track = week.track.model_copy(update={"plan": plan})
    return week


WEEK_1 = Share((1,))
AT_ONCE = {
    "title": "At Once",
    "materials": [{"item": "pens", "per": "client", "reusable": True}],
    "handouts": [
        {"title": "A Slip", "idea": "One line.", "blocks": [{"text": "Write it."}], "take_home": "One line is enough."}
    ],
}


def a_binder(week, *, share=WEEK_1, paper=Paper.LETTER):
    """Return the binder of the week, with a module on its emergency shelf that is printed whole."""
    spare = builders.module(**AT_ONCE)
    library = Library({**week.library.modules, "at-once": spare})
    pages = {number: printables_of(week, number, among=share.holds, paper=paper) for number in share.weeks}
    shelf = {"at-once": module_printables("at-once", spare, week.clinic, figures=lambda m, f: SVG, paper=paper)}
    return Binder(Stock(week.track, library, week.clinic, share, pages, shelf, paper))
