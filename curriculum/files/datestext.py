"""A change of a track's dates, written into the text of its file: its cycle, its closures, its make-ups.

Everything else in the text stays byte for byte. What was written is read again and compared by whoever calls.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError
from yaml.nodes import MappingNode, Node, SequenceNode

from curriculum.files.edittext import end_of, entry_of, flow, line_end, line_start, newline_of
from curriculum.files.yamltext import compose, data_of
from curriculum.model.closure import Closure
from curriculum.model.errors import CurriculumError
from curriculum.model.makeup import Makeup
from curriculum.model.timing import clock_text
from curriculum.model.track import Track

_LISTS: dict[str, TypeAdapter[Any]] = {
    "closures": TypeAdapter(tuple[Closure, ...]),
    "makeups": TypeAdapter(tuple[Makeup, ...]),
}
_LONGEST = 110
"""Characters of an item that stands on one line."""


def with_dates(text: str, track: Track) -> str:
    """Return the text of a track file with the cycle, the closures and the make-ups of `track` in it.

    Raises CurriculumError where the layout is so unusual that the edited text would not mean what it should.
    """
    edited = _with_cycle(text, track.cycle)
    for key, adapter in _LISTS.items():
        wanted = tuple(getattr(track, key))
        edited = _with_list(edited, key, adapter, wanted)
        if _same(_listed(edited, key, adapter), wanted):
            continue
        raise CurriculumError(
            f"`{key}` could not be written into this file without disturbing it.",
            f"Write `{key}:` as a list with a line for each item.",
        )
    return edited


def without_key(text: str, key: str) -> str:
    """Return a text without a key of its first level and all that stands under it; the same where it has none."""
    found = entry_of(_root(text), key)
    if found is None:
        return text
    name, value = found
    end = line_end(text, end_of(value) if value.value else name.end_mark.index)
    return text[: line_start(text, name.start_mark.index)] + text[end:].removeprefix("\r").removeprefix("\n")


def with_scalar(text: str, key: str, value: str) -> str:
    """Return a text with another value for a key of its first level, whose value stands on one line."""
    found = entry_of(_root(text), key)
    if found is None:
        raise CurriculumError(f"The track file has no `{key}`.", "Restore it from a copy.")
    old = found[1]
    return text[: old.start_mark.index] + value + text[old.end_mark.index :]


def _root(text: str) -> MappingNode:
    node = compose(text)
    if not isinstance(node, MappingNode):
        raise CurriculumError("The track file holds no keys.", "Restore it from a copy.")
    return node


def _with_cycle(text: str, cycle: int) -> str:
    found = entry_of(_root(text), "cycle")
    return text if found is None or data_of(found[1]) == cycle else with_scalar(text, "cycle", str(cycle))


def _listed(text: str, key: str, adapter: TypeAdapter[Any]) -> tuple[Any, ...]:
    found = entry_of(_root(text), key)
    data = data_of(found[1]) if found else None
    try:
        return tuple(adapter.validate_python(data or ()))
    except ValidationError:
        return ()


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    return sorted(map(repr, one)) == sorted(map(repr, other))


def _with_list(text: str, key: str, adapter: TypeAdapter[Any], wanted: tuple[Any, ...]) -> str:
    old = _listed(text, key, adapter)
    if _same(old, wanted):
        return text
    if not wanted:
        return without_key(text, key)
    gone = [index for index, item in enumerate(old) if item not in wanted]
    if old and len(gone) == len(old):
        return _with_items(without_key(text, key), key, wanted)
    for index in reversed(gone):
        text = _without_item(text, key, index)
    return _with_items(text, key, [item for item in wanted if item not in old])


def _with_items(text: str, key: str, items: Sequence[Any]) -> str:
    """Return the text with items at the end of a list, which is begun at the end of the text where there is none."""
    newline, found = newline_of(text), entry_of(_root(text), key)
    if not items:
        return text
    if found is None:
        lead = text if not text or text.endswith("\n") else text + newline
        return f"{lead}{key}:{newline}{_block(items, '  ', newline)}{newline}"
    name, value = found
    if not isinstance(value, SequenceNode) or not value.value:
        end = line_end(text, value.end_mark.index)
        comment = text[value.end_mark.index : end].rstrip()
        body = _block(items, "  ", newline)
        return f"{text[: name.end_mark.index]}:{comment}{newline}{body}{text[end:]}"
    last = end_of(value.value[-1])
    if value.flow_style:
        return text[:last] + "".join(f", {flow(_plain(item))}" for item in items) + text[last:]
    after = line_end(text, last)
    return text[:after] + newline + _block(items, " " * value.start_mark.column, newline) + text[after:]


def _without_item(text: str, key: str, index: int) -> str:
    found = entry_of(_root(text), key)
    assert found is not None, "it held the item"
    listing = found[1]
    assert isinstance(listing, SequenceNode), "it held the item"
    items: list[Node] = listing.value
    start, end = items[index].start_mark.index, end_of(items[index])
    if listing.flow_style:
        if index:
            return text[: end_of(items[index - 1])] + text[end:]
        return text[:start] + text[items[1].start_mark.index :]
    return text[: line_start(text, start)] + text[line_end(text, end) :].removeprefix("\r").removeprefix("\n")


def _block(items: Sequence[Any], indent: str, newline: str) -> str:
    return newline.join(_item(_plain(item), indent, newline) for item in items)


def _item(plain: dict[str, Any], indent: str, newline: str) -> str:
    line = f"{indent}- {flow(plain)}"
    if len(line) <= _LONGEST:
        return line
    lines = [f"{key}: {flow(value)}" for key, value in plain.items()]
    return f"{indent}- " + f"{newline}{indent}  ".join(lines)


def _plain(item: Closure | Makeup) -> dict[str, Any]:
    """Return a closure or a make-up as plain data in the shortest form."""
    if isinstance(item, Closure):
        last = {"to": str(item.to)} if item.to else {}
        return {"from": str(item.from_), **last, "reason": item.reason}
    staff = {slot: names[0] if len(names) == 1 else list(names) for slot, names in item.staff.items()}
    rest = {"slots": list(item.slots), "staff": staff, "rooms": dict(item.rooms)}
    when = {"for": str(item.instead_of), "on": str(item.on), "from": clock_text(item.from_)}
    return {**when, **{key: value for key, value in rest.items() if value}}
