"""Time zones by the names of the IANA database. Knows which names there are; asks no clock and no locale."""

from difflib import get_close_matches
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Line


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there, no name at all such as `../x`, or a folder such as `America`
        meant = get_close_matches(name, sorted(available_timezones()), n=1)
        hint = f'Did you mean "{meant[0]}"? ' if meant else ""
        raise PydanticCustomError("time_zone", "is not a time zone", {"hint": hint}) from None
    return name


TimeZone = Annotated[Line, AfterValidator(_known_zone)]
"""A time zone by region and city, such as `America/New_York`."""
