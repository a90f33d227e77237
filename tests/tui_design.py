"""A track of eight weeks for the screens of track design, small enough to count by hand.

Mon, Wed and Fri; a standing group, a sequence of 24 skills modules, and electives of which only that of week 1 is about
safety, which is a core topic. Clients stay for six weeks, so those who join in weeks 2 and 3 never meet it.
"""

MODULE = """\
title: {title}
summary: People do one thing.
modality: {modality}
kind: {kind}
topics: [{topic}]
status: ready
lead: [{lead}]
repeat-after: {repeat}
objectives: [Name one thing.]
cautions: [Nobody has to take part.]
agenda:
  - {{name: Practice, type: practice, minutes: {{least: 40, planned: 60, most: 70}}}}
license: CC-BY-4.0
author: Test
"""

CLINIC = """\
name: Test clinic
people:
  mara: {name: Mara Ellis, credentials: [lcsw]}
  jo: {name: Jo Tanaka, credentials: [lpc]}
  sam: {name: Sam Okafor, credentials: [cadc], load: 600}
  lee: {name: Lee Stone, credentials: [lpc], available: {mon: 08:00-16:00}}
rooms:
  main: {name: Main room, seats: 16}
  side: {name: Side room, seats: 16}
closures:
  - {from: 2027-01-18, reason: A holiday}
"""

HEAD = """\
# Eight weeks. This comment stays.
title: Eight weeks
level: iop-adult
starts: 2027-01-04
cycle: 8          # weeks
stay: 6
census: 8
core: [safety]
meetings:
  - days: [mon, wed, fri]
    from: 09:00
    slots:
      - {name: process, minutes: 60, standing: open-circle}
      - {break: 10}
      - {name: skills, minutes: 60, sequence: skills}
      - {break: 10}
      - {name: elective, minutes: 60}
staff: {process: mara, skills: jo, elective: sam}
rooms: {process: main, skills: main, elective: main}
"""

DAYS = ("mon", "wed", "fri")
WEEKS = 8


def skills(number):
    return f"skill-{number:02}"


def elective(number):
    return "safety-plan" if number == 1 else f"choice-{number:02}"


def plan(without=()):
    """The lines of the plan; `without` names weeks of which only Monday's skills are planned."""
    lines, number = ["plan:"], 0
    for week in range(1, WEEKS + 1):
        lines.append(f"  {week}:")
        for day in DAYS:
            number += 1
            if week not in without:
                lines.append(f"    {day}: {{skills: {skills(number)}, elective: {elective(number)}}}")
            elif day == "mon":
                lines.append(f"    {day}: {{skills: {skills(number)}}}")
    return "\n".join(lines) + "\n"


def write_design(root, *, without=(), head=HEAD):
    """Write the workspace and return its folder."""
    (root / "tracks").mkdir(parents=True)
    (root / "modules").mkdir()
    (root / "clinic.yaml").write_text(CLINIC)
    (root / "tracks" / "eight.yaml").write_text(head + plan(without))
    written = {"open-circle": ("Open circle", "other", "group", "talking", "lcsw, lpc", 0)}
    kinds = ("cbt", "dbt", "mi")
    for number in range(1, 25):
        lead = "lpc, lcsw"
        written[skills(number)] = (f"Skill {number}", kinds[number % 3], "skills", f"topic-{number:02}", lead, 4)
        topic, title = ("safety", "A safety plan") if number == 1 else ("choices", f"Choice {number}")
        written[elective(number)] = (title, "other", "psychoeducation", topic, "lpc, lcsw, cadc", 4)
    written["safety-again"] = ("Safety once more", "other", "psychoeducation", "safety", "lpc, lcsw, cadc", 4)
    names = ("title", "modality", "kind", "topic", "lead", "repeat")
    for module_id, facts in written.items():
        (root / "modules" / f"{module_id}.yaml").write_text(MODULE.format(**dict(zip(names, facts, strict=True))))
    return root


async def opened(planner, key):
    """Press the key of a page and wait until it has worked out what it shows."""
    await planner.press(key)
    await worked_out(planner)
    return planner.app.screen


async def worked_out(planner):
    await planner.until(lambda: getattr(planner.app.screen, "shown", None) is not None)
    await planner.pilot.pause()
    await planner.pilot.pause()


def said(planner):
    """What stands on the screen, its lines as one."""
    return " ".join(planner.picture().replace("│", " ").split())


def beside(planner):
    """What stands in the lines at the side of a wide screen, as one line."""
    lines = planner.picture().splitlines()
    return " ".join(" ".join(line.partition("│")[2] for line in lines).split())
