"""For how many clients one portion of something is."""

from math import ceil
from typing import Annotated, Literal

from pydantic import Field

Share = Literal["client", "group"] | Annotated[int, Field(ge=2, le=50)]
"""`client`, `group`, or a number: one portion for every so many clients."""


def portions(per: Share, census: int) -> int:
    """Return how many portions `census` clients in the room need."""
    match per:
        case "client":
            return census
        case "group":
            return 1
        case clients:
            return ceil(census / clients)
