"""A change of plan, written into the text of a track file so that every other byte stays.

The text is edited between two places that the parser gives, then read again and compared with what was meant.
Comments, order, quoting and layout of everything else are the author's and are left alone.
"""

from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node

from curriculum.files.datestext import with_dates
from curriculum.files.edittext import end_of, entry_of, flow, line_end, newline_of
from curriculum.files.yamltext import compose, data_of
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Steps
from curriculum.model.track import Day, Placement, Track

PlainPlan = dict[Any, Any]


def with_plan(text: str, track: Track) -> str:
    """Return the text of a track file with the plan of `track` in it, its cycle, its closures and its make-ups.

    Raises CurriculumError where the layout is so unusual that the edited text would not mean what it should;
    then nothing is lost, because nothing was written.
    """
    wanted = plain_plan(track)
    edited = with_dates(text, track)
    for path, value in list(_changes(_plan_in(edited), wanted, ())):
        edited = _deleted(edited, ("plan", *path)) if value is _DELETE else _put(edited, ("plan", *path), value)
    if _settled(_plan_in(edited)) != _settled(wanted):
        raise CurriculumError(
            "The plan could not be written into this file without disturbing it.",
            "Write `plan:` as in the samples: a line for each week, a line for each day.",
        )
    return edited


def plain_plan(track: Track) -> PlainPlan:
    """Return a track's plan as plain data in the shortest form: a module's id alone where that says all."""
    return {
        week: {str(day): {slot: _plain(held) for slot, held in slots.items()} for day, slots in days.items() if slots}
        for week, days in track.plan.items()
        if any(days.values())
    }


def _plain(placement: Placement) -> Any:
    data: dict[str, Any] = {"module": placement.module}
    if placement.lead:
        data["lead"] = placement.lead[0] if len(placement.lead) == 1 else list(placement.lead)
    if placement.room:
        data["room"] = placement.room
    if placement.locked:
        data["locked"] = True
    return data if len(data) > 1 else placement.module


def _plan_in(text: str) -> PlainPlan:
    node = compose(text)
    data = data_of(node) if node is not None else {}
    if not isinstance(data, dict):
        raise CurriculumError("The track file holds no keys.", "Restore it from a copy.")
    return {int(week): days for week, days in (data.get("plan") or {}).items()}


def _settled(plan: PlainPlan) -> PlainPlan:
    """Return a plan in the shortest form, so that two ways to write the same thing compare equal."""
    weeks: PlainPlan = {}
    for week, days in plan.items():
        for day, slots in (days or {}).items():
            for slot, held in (slots or {}).items():
                placed = Placement.model_validate({"module": held} if isinstance(held, str) else held)
                weeks.setdefault(int(week), {}).setdefault(day, {})[slot] = _plain(placed)
    return weeks


_DELETE = object()


def _changes(old: Any, new: Any, path: Steps) -> Iterator[tuple[Steps, Any]]:
    """Yield each path whose value differs, deepest first possible, with the new value or _DELETE."""
    if len(path) == 3 and isinstance(old, dict) and isinstance(new, str):
        new = {"module": new}
    if not (isinstance(old, dict) and isinstance(new, dict)):
        if len(path) == 4 and path[-1] == "lead" and _several(old) == _several(new):
            return
        if old != new:
            yield path, new
        return
    for key in old:
        if key not in new and not _means_nothing(path, key, old[key]):
            yield (*path, key), _DELETE
    for key, value in new.items():
        if key not in old:
            yield (*path, key), value
        else:
            yield from _changes(old[key] if old[key] is not None else {}, value, (*path, key))


def _several(lead: Any) -> Any:
    return [lead] if isinstance(lead, str) else lead


def _means_nothing(path: Steps, key: Any, value: Any) -> bool:
    """Tell whether a key says only what is so without it: an empty week or day, or `locked: false`."""
    if len(path) >= 3:
        return bool(key == "locked" and value is False)
    return value is None or (
        isinstance(value, dict) and all(_means_nothing((*path, key), *pair) for pair in value.items())
    )


def _put(text: str, path: Steps, value: Any) -> str:
    """Return the text with `value` at `path`, in place of what stands there or as a new entry."""
    parents, entry = _walk(text, path)
    if entry is None:
        depth = len(parents)
        return _inserted(text, parents[-1], path[:depth], _nested(path[depth:], value))
    depth = len(parents)
    key, old = entry
    content = _nested(path[depth:], value)
    if parents[-1].flow_style or not _as_block(path[:depth], content):
        colon = "" if text[: old.start_mark.index].endswith((" ", "\n")) else " "
        return text[: old.start_mark.index] + colon + flow(content) + text[end_of(old) :]
    ends = line_end(text, end_of(old))
    indent = " " * (key.start_mark.column + 2)
    block = _block(path[:depth], content, indent, newline_of(text))
    return text[: key.end_mark.index] + ":" + text[end_of(old) : ends].rstrip() + block + text[ends:]


def _walk(text: str, path: Steps) -> tuple[list[MappingNode], tuple[Node, Node] | None]:
    """Return the mappings along a path, outermost first, and the last entry on the way, if the way ends in one.

    The way ends early in an empty value, which can be filled, or in a mapping that lacks the next key.
    """
    node = compose(text)
    assert isinstance(node, MappingNode), "`_plan_in` has read the keys"
    parents = [node]
    for depth, step in enumerate(path):
        entry = entry_of(parents[-1], step)
        if entry is None:
            return parents, None
        value = entry[1]
        if depth == len(path) - 1 or not isinstance(value, MappingNode) or not value.value:
            return parents, entry
        parents.append(value)
    return parents, None


def _nested(path: Steps, value: Any) -> Any:
    for step in reversed(path):
        value = {step: value}
    return value


def _inserted(text: str, parent: MappingNode, path: Steps, value: Any) -> str:
    """Return the text with a new last step of `path` in `parent`, after the entries that come before it."""
    earlier = [pair for pair in parent.value if _rank(path[:-1], pair[0].value) <= _rank(path[:-1], path[-1])]
    if parent.flow_style:
        pair = f"{path[-1]}: {flow(value)}"
        if earlier:
            after = end_of(earlier[-1][1])
            return text[:after] + ", " + pair + text[after:]
        first = parent.value[0][0].start_mark.index
        return text[:first] + pair + ", " + text[first:]
    newline = newline_of(text)
    indent = " " * parent.value[0][0].start_mark.column
    shown = _block(path, value, indent + "  ", newline) if _as_block(path, value) else " " + flow(value)
    lines = f"{indent}{path[-1]}:{shown}"
    if earlier:
        after = line_end(text, end_of(earlier[-1][1]))
        return text[:after] + newline + lines + text[after:]
    first = text.rfind("\n", 0, parent.value[0][0].start_mark.index) + 1
    return text[:first] + lines + newline + text[first:]


_DAYS = [str(day) for day in Day]


def _rank(path: Steps, key: str | int) -> int:
    """Return the place of a key among its neighbours: weeks by number, days by weekday, others as they come."""
    if len(path) == 1 and str(key).isdigit():
        return int(key)
    if len(path) == 2 and key in _DAYS:
        return _DAYS.index(str(key))
    return 0


def _as_block(path: Steps, value: Any) -> bool:
    """Tell whether a value reads best on lines of its own: the weeks of a plan, and the days of a week."""
    return len(path) <= 2 and isinstance(value, dict) and bool(value)


def _block(path: Steps, value: Any, indent: str, newline: str) -> str:
    lines = ""
    for key, inner in value.items():
        below = (*path, key)
        shown = _block(below, inner, indent + "  ", newline) if _as_block(below, inner) else " " + flow(inner)
        lines += f"{newline}{indent}{key}:{shown}"
    return lines


def _deleted(text: str, path: Steps) -> str:
    """Return the text without the entry at `path`. A comment beside it stays, on a line of its own."""
    parents, entry = _walk(text, path)
    if entry is None or len(parents) < len(path):
        return text
    mapping, (key, value) = parents[-1], entry
    if mapping.flow_style:
        position = mapping.value.index(entry)
        if position:
            return text[: end_of(mapping.value[position - 1][1])] + text[end_of(value) :]
        rest = mapping.value[1:]
        following = rest[0][0].start_mark.index if rest else mapping.end_mark.index - 1
        return text[: key.start_mark.index] + text[following:]
    start, end = text.rfind("\n", 0, key.start_mark.index) + 1, line_end(text, end_of(value))
    comment = text[end_of(value) : end].strip()
    if comment:
        return text[:start] + text[start : key.start_mark.index] + comment + text[end:]
    return text[:start] + text[end:].removeprefix("\r").removeprefix("\n")
