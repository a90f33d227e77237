"""What is said while something is dragged: taken up, moved, let go. Who drops it is the screen's business."""

from dataclasses import dataclass

from textual.geometry import Offset
from textual.message import Message


@dataclass
class DragBegan(Message):
    """A drag began: of this module of the library, or, without one, of the placement under the cursor."""

    module: str | None


@dataclass
class DragMoved(Message):
    """What is dragged is over this point of the screen."""

    at: Offset


@dataclass
class DragEnded(Message):
    """What was dragged was let go over this point of the screen."""

    at: Offset
