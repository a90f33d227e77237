"""Every rule: its name, how much it weighs, what it means, where it comes from and how to mend what it finds.

A rule that looks at a track or a module has its function here too. The others speak where their file is read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from curriculum.model.finding import Severity
from curriculum.planning.rules import entry, hours, modules, order, people, placing, translations, wording
from curriculum.planning.rules.subject import Found, ModuleSubject, Subject
from curriculum.planning.rules.translations import TranslationSubject


@dataclass(frozen=True)
class Rule:
    """A rule as `explain` prints it."""

    name: str
    severity: Severity
    meaning: str
    why: str
    mend: str
    check: Callable[[Subject], Iterator[Found]] | None = None
    """What looks at a track."""
    of_module: Callable[[ModuleSubject], Iterator[Found]] | None = None
    """What looks at a module."""
    of_translation: Callable[[TranslationSubject], Iterator[Found]] | None = None
    """What looks at a translation. A rule that has none of the three speaks where its file is read."""


_BLOCK, _WARN, _NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE

_PACK = "The numbers stand in the rule pack of the track's level of care, each with source and date; a clinic's own go under `limits:` in clinic.yaml."

_ALL = (
    Rule(
        "bad-yaml",
        _BLOCK,
        "The file cannot be read as YAML 1.2.",
        "Nothing in it can be used until it can be read.",
        "Look at the marked line and the one above: an indent, a colon or a quotation mark is the usual cause.",
    ),
    Rule(
        "repeated-key",
        _BLOCK,
        "A key stands twice in the same place.",
        "One of the two would be lost without a word.",
        "Keep one.",
    ),
    Rule(
        "bad-name",
        _BLOCK,
        "A file's name is not an id with the ending .yaml.",
        "A module's or track's id is its file's name, and a plan can only name ids.",
        "Rename the file: lower-case words joined by hyphens, then .yaml.",
    ),
    Rule(
        "repeated-id",
        _BLOCK,
        "Two module files of one library have the same name.",
        "A module's id is its file's name, so one would hide the other.",
        "Rename one of the files.",
    ),
    Rule(
        "unknown-key",
        _BLOCK,
        "A key is not one that belongs there.",
        "What stands under a misspelt key would be ignored.",
        "Correct the spelling; the message names the closest key.",
    ),
    Rule(
        "missing-key",
        _BLOCK,
        "A key that is needed is not there.",
        "The module or track cannot be used without it.",
        "Add it.",
    ),
    Rule(
        "bad-value",
        _BLOCK,
        "A value is not of the kind that belongs there.",
        "It would be misread or could not be printed.",
        "The message says what belongs there.",
    ),
    Rule(
        "missing-file",
        _BLOCK,
        "A figure's file is not beside the module.",
        "The handout would print with a hole in it.",
        "Put the SVG file into the module's folder, or correct its name.",
    ),
    Rule(
        "missing-caution",
        _BLOCK,
        "A mindfulness or art module names no caution.",
        "Inward attention and image-making can worsen flashbacks and arousal, so a leader needs to know for whom and what instead (Society for the Advancement of Psychotherapy, trauma-sensitive mindfulness).",
        "Add `cautions:` with who it may be too much for, and what to do instead.",
        of_module=modules.missing_caution,
    ),
    Rule(
        "unknown-prerequisite",
        _WARN,
        "A module comes after one that the library does not hold.",
        "Order cannot be checked against a module that is not there.",
        "Correct the id under `after:`.",
        of_module=modules.unknown_prerequisite,
    ),
    Rule(
        "prerequisite-loop",
        _BLOCK,
        "A module waits, through its prerequisites, for itself.",
        "No order can satisfy it.",
        "Remove one of the ids under `after:`.",
        of_module=modules.prerequisite_loop,
    ),
    Rule(
        "hard-to-read",
        _WARN,
        "A text for clients reads above the clinic's reading grade.",
        "Patient texts aim at the sixth school grade (American Medical Association); most real handouts miss it. The grade is Flesch-Kincaid, with SMOG beside it: both look at the length of words and sentences alone. The most is 6.5 unless clinic.yaml says otherwise under `reading: {grade: ...}`; the names of skills and medicines that everybody learns stand under `reading: {names: [...]}` and do not count.",
        "Cut the hardest sentences in two and put short words for long ones; or waive it in the module, under `waivers:`, with `rule`, `by`, `reason` and `until`.",
        of_module=wording.hard_to_read,
    ),
    Rule(
        "too-much-to-say",
        _WARN,
        "The words to say in a step take longer than the minutes planned for it.",
        "150 words take a minute to say well; a facilitator who runs over drops the practice at the end.",
        "Cut the words, or plan more minutes.",
        of_module=wording.too_much_to_say,
    ),
    Rule(
        "review-overdue",
        _NOTE,
        "A module's clinical review was due before today.",
        "Accreditors look for a current review date on every curriculum.",
        "Have a licensed clinician review it and write `by`, `on` and the next `due`.",
        of_module=modules.review_overdue,
    ),
    Rule(
        "translation-differs",
        _BLOCK,
        "A translation has other handouts, blocks, steps, boxes, cards, columns or rows than its module.",
        "People in one group would hold sheets that ask for different things, and facing pages would not face.",
        "Translate block by block, in the module's order. Writing room may differ: lines, the height of a box, the width of a figure.",
        of_translation=translations.translation_differs,
    ),
    Rule(
        "translation-outdated",
        _WARN,
        "A translation was made from another version of its module.",
        "What was added or taken back in the module since then is not in it.",
        "Compare the two, carry over what changed, and set `translates` to the module's version.",
        of_translation=translations.translation_outdated,
    ),
    Rule(
        "translation-not-reviewed",
        _NOTE,
        "Nobody at home in the language has read a translation.",
        "A wrong word about feelings, drugs or safety can harm, and only a native reader sees it. Each printed page says so until then.",
        "Have it read, then write `reviewed: {by: ..., on: ...}` into it.",
        of_translation=translations.translation_not_reviewed,
    ),
    Rule(
        "orphan-translation",
        _WARN,
        "A translation's name begins with no module of the library.",
        "It is never printed.",
        "Rename it to the module's id, the language's code and .yaml, such as `catching-quick-thoughts.es.yaml`.",
    ),
    Rule(
        "unknown-rule",
        _WARN,
        "clinic.yaml sets the severity of a rule that does not exist.",
        "The setting has no effect.",
        "Correct the name; `curriculum explain` lists the rules.",
    ),
    Rule(
        "unknown-level",
        _BLOCK,
        "No rule pack has the name of the track's level of care.",
        "Without it no hours can be checked.",
        "Correct `level:`.",
        placing.unknown_level,
    ),
    Rule(
        "unknown-module",
        _BLOCK,
        "The plan names a module that the library does not hold, or that cannot be read.",
        "Nothing can be printed for that session.",
        "Correct the id, or mend the module's file.",
        placing.unknown_module,
    ),
    Rule(
        "unknown-slot",
        _BLOCK,
        "The plan names a week, day or slot that the track does not have.",
        "What is placed there is never held.",
        "Move it to a slot of the track.",
        placing.unknown_slot,
    ),
    Rule(
        "does-not-fit",
        _BLOCK,
        "A module's least and most minutes do not include the minutes of its slot.",
        "A session is never squeezed or padded in silence: every printed time must be one that the module allows.",
        "Widen the range of a step, change the slot, or choose another module.",
        placing.does_not_fit,
    ),
    Rule(
        "empty-slot",
        _WARN,
        "A slot of a planned week holds nothing.",
        "Clients come, a room is kept, and its minutes do not count.",
        "Place a module there.",
        placing.empty_slot,
    ),
    Rule(
        "week-not-planned",
        _NOTE,
        "The plan says nothing of some weeks of the cycle.",
        "Rules on hours and order look only at planned weeks.",
        "Plan them, or copy a week.",
        placing.week_not_planned,
    ),
    Rule(
        "closed-day",
        _NOTE,
        "Something is placed on a day on which the clinic is closed.",
        "It is not held and its minutes do not count.",
        "Move what matters to another day.",
        placing.closed_day,
    ),
    Rule(
        "no-break",
        _WARN,
        "Groups follow each other without a break for longer than the limit.",
        f"Attention and self-control tire; most programs hold 50 minutes and rest 10. {_PACK}",
        "Put a break between the slots.",
        placing.no_break,
    ),
    Rule(
        "draft-in-use",
        _WARN,
        "A module in the plan is a draft, or retired.",
        "Its author does not stand behind it, or no longer does.",
        "Finish it, or choose another.",
        placing.draft_in_use,
    ),
    Rule(
        "not-reviewed",
        _NOTE,
        "Modules in the plan await their first clinical review.",
        "A licensed clinician reviews a module before its first use.",
        "Review it and set `status: reviewed` with `by`, `on` and `due`.",
        placing.not_reviewed,
    ),
    Rule(
        "weekly-minutes",
        _BLOCK,
        "A planned week has fewer minutes than the level of care asks.",
        f"A payer denies a week under the least hours. Session, break and clock minutes are kept apart; the rule says which it counts. {_PACK}",
        "Fill empty slots, lengthen one, or waive the week with a reason.",
        hours.weekly_minutes,
    ),
    Rule(
        "daily-minutes",
        _WARN,
        "A planned day has fewer minutes than the level of care asks of a service day.",
        f"Per-diem codes ask for a least number of hours a day. {_PACK}",
        "Fill empty slots of the day, or lengthen one.",
        hours.daily_minutes,
    ),
    Rule(
        "days-per-week",
        _WARN,
        "A planned week has fewer service days than the level of care asks.",
        f"Per-diem codes ask for a least number of days a week. {_PACK}",
        "Plan a make-up day, or waive the week with a reason.",
        hours.days_per_week,
    ),
    Rule(
        "intensity-of-next-level",
        _NOTE,
        "A planned week has more minutes than the level of care has.",
        f"So many hours belong to the next level, which has rules of its own. {_PACK}",
        "Shorten the week, or plan it at the next level.",
        hours.intensity_of_next_level,
    ),
    Rule(
        "unmet-prerequisite",
        _BLOCK,
        "A module builds on one that the track never holds.",
        "Clients would be asked to use a skill that nobody has taught them.",
        "Place the prerequisite before it, or remove it from `after:`.",
        order.unmet_prerequisite,
    ),
    Rule(
        "out-of-order",
        _WARN,
        "A module comes before its prerequisite, or before an earlier part of its series.",
        "In the first run of the cycle nobody has had what it builds on.",
        "Exchange the two.",
        order.out_of_order,
    ),
    Rule(
        "out-of-order-at-a-gate",
        _WARN,
        "Clients who join at a later gate meet a module before what it builds on.",
        "A gate is there so that nobody begins in the middle of a skill.",
        "Hold what builds on something after the same gate, or hold the ground again after each gate.",
        entry.out_of_order_at_a_gate,
    ),
    Rule(
        "entry-week-gap",
        _WARN,
        "Clients who join in some week never meet a core topic during their stay.",
        "In an open group people join in any week; what everybody needs has to come around for each of them. The track's `core:` names the topics, `stay:` the weeks.",
        "Hold the topic once more; the finding names the weeks that mend it.",
        entry.entry_week_gap,
    ),
    Rule(
        "repeated-too-soon",
        _WARN,
        "A module comes again before the weeks have passed that it asks for.",
        "Repetition is the commonest complaint of clients.",
        "Move it, or choose another; `repeat-after` sets the weeks.",
        order.repeated_too_soon,
    ),
    Rule(
        "unknown-person",
        _BLOCK,
        "The track names a leader whom clinic.yaml does not have.",
        "Neither credentials nor hours can be checked.",
        "Correct the id, or add the person.",
        people.unknown_person,
    ),
    Rule(
        "unknown-room",
        _BLOCK,
        "The track names a room that clinic.yaml does not have.",
        "Neither seats nor features can be checked.",
        "Correct the id, or add the room.",
        people.unknown_room,
    ),
    Rule(
        "missing-credential",
        _BLOCK,
        "No leader of a session holds a credential that its module asks for.",
        "Payers and states tie a service to who provides it; the module's `lead:` says which one of several is enough.",
        "Name a leader who has one.",
        people.missing_credential,
    ),
    Rule(
        "person-double-booked",
        _BLOCK,
        "A person leads two sessions at the same time, in one track or in two.",
        "One of the groups would stand without a leader.",
        "Name another leader, or move one session.",
        people.person_double_booked,
    ),
    Rule(
        "room-double-booked",
        _BLOCK,
        "A room holds two sessions at the same time, in one track or in two.",
        "One of the groups would stand in the corridor.",
        "Choose another room, or move one session.",
        people.room_double_booked,
    ),
    Rule(
        "person-unavailable",
        _WARN,
        "A leader does not work at that hour.",
        "`available` in clinic.yaml says when each person works.",
        "Name another leader.",
        people.person_unavailable,
    ),
    Rule(
        "person-overloaded",
        _WARN,
        "A person leads more session minutes in a week than their load.",
        "`load` in clinic.yaml is the most a person has agreed to.",
        "Give a session to somebody else.",
        people.person_overloaded,
    ),
    Rule(
        "room-lacks",
        _WARN,
        "A room lacks a feature that the module needs, or a seat for everyone.",
        "A session at tables does not work on the floor.",
        "Choose another room.",
        people.room_lacks,
    ),
    Rule(
        "group-too-large",
        _WARN,
        "The census is above what the level of care, or a module, allows in one group.",
        f"Above a dozen, people are an audience. {_PACK}",
        "Split the group.",
        people.group_too_large,
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}
"""Every rule by name, in the order in which a reader meets them."""
