"""Undo and redo without end, over any frozen value."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class History(Generic[ValueT]):
    """A value, what it was before each change, and what was undone. Every method returns another history."""

    present: ValueT
    past: tuple[tuple[str, ValueT], ...] = ()
    """The name of each change and the value before it, oldest first."""
    future: tuple[tuple[str, ValueT], ...] = ()
    """The name of each undone change and the value after it, next first."""

    def record(self, name: str, value: ValueT) -> "History[ValueT]":
        """Return the history with one more change; what had been undone before it is forgotten."""
        return History(value, (*self.past, (name, self.present)))

    def undo(self) -> "History[ValueT]":
        """Return the history one change back; the same where there is none."""
        if not self.past:
            return self
        *past, (name, value) = self.past
        return replace(self, present=value, past=tuple(past), future=((name, self.present), *self.future))

    def redo(self) -> "History[ValueT]":
        """Return the history one change forward; the same where nothing was undone."""
        if not self.future:
            return self
        (name, value), *future = self.future
        return replace(self, present=value, past=(*self.past, (name, self.present)), future=tuple(future))

    @property
    def undoes(self) -> str | None:
        """The name of the change that `undo` takes back."""
        return self.past[-1][0] if self.past else None

    @property
    def redoes(self) -> str | None:
        """The name of the change that `redo` brings again."""
        return self.future[0][0] if self.future else None
