"""Days on which no group is held: those that somebody names, and the public holidays of a country or region."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Line, Value


class Closure(Value):
    """Days on which no group is held."""

    from_: Annotated[date, Field(alias="from")]
    to: date | None = None
    """The last closed day; left out, a single day."""
    reason: Line

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to is not None and self.to < self.from_:
            raise PydanticCustomError("closure_order", "ends before it begins", {})
        return self

    def covers(self, day: date) -> bool:
        """Tell whether it covers that day."""
        return self.from_ <= day <= (self.to or self.from_)


class Unknown(NamedTuple):
    """A name under `holidays:` that the calendar of holidays does not know."""

    key: str
    position: int | None
    """Its place in a list; None where the key holds one name."""
    name: str
    closest: str | None
    known: tuple[str, ...]


_SAMPLE_YEARS = range(2024, 2029)
"""Years in which to look for a holiday's name: a leap year and four more, since some do not come every year."""


class Holidays(Value):
    """The public holidays on which the clinic is closed. Years are worked out when a day in them is asked for."""

    country: Line
    """Two or three letters of ISO 3166, such as `US`."""
    region: Line | None = None
    """A state or province by its usual code, such as `NJ`."""
    except_: Annotated[tuple[Line, ...], Field(alias="except")] = ()
    """Holidays on which the clinic is open, by name."""
    observed: bool = True
    """Whether the weekday that stands in for a holiday on a weekend is a holiday, too."""

    def closed_on(self, day: date) -> Closure | None:
        """Return the holiday of a day, or None; none at all where country or region are unknown."""
        names = [name for name in self._named(day.year).get(day, ()) if not self._excepted(name)]
        return Closure(from_=day, reason=" and ".join(names)) if names else None

    def unknown(self) -> tuple[Unknown, ...]:
        """Return what stands here that has no meaning: a country, a region, an exception that is no holiday."""
        countries = _regions()
        if self.country not in countries:
            names = {name: code for code, name in _country_names().items()} | {code.lower(): code for code in countries}
            close = get_close_matches(self.country.lower(), names, n=1)
            return (Unknown("country", None, self.country, names[close[0]] if close else None, tuple(countries)),)
        if self.region is not None and self.region not in countries[self.country]:
            return (_unknown("region", None, self.region, countries[self.country]),)
        named = {_plain(name): name for year in _SAMPLE_YEARS for names in self._named(year).values() for name in names}
        return tuple(
            _unknown("except", index, name, tuple(dict.fromkeys(named.values())))
            for index, name in enumerate(self.except_)
            if _plain(name) not in named
        )

    def _named(self, year: int) -> Mapping[date, tuple[str, ...]]:
        return _holidays(self.country, self.region, year, observed=self.observed)

    def _excepted(self, name: str) -> bool:
        return _plain(name) in set(map(_plain, self.except_))


def _plain(name: str) -> str:
    """Return a holiday's name so that `Presidents' Day`, `presidents day` and its observed day are one."""
    bare = name.lower().replace("(observed)", "").replace("\u2019", "").replace("'", "")
    return " ".join(bare.split())


def _unknown(key: str, position: int | None, name: str, known: tuple[str, ...]) -> Unknown:
    by_lower = {each.lower(): each for each in known}
    close = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.5)
    return Unknown(key, position, name, by_lower[close[0]] if close else None, known)


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, tuple[str, ...]]:
    """Return every country whose holidays are known, with its regions."""
    import holidays  # takes 40 ms, which only a clinic that asks for holidays pays

    return {country: tuple(regions) for country, regions in holidays.list_supported_countries().items()}


def _country_names() -> Mapping[str, str]:
    """Return the English name of each country in lower case by its code, such as `united states` by `US`."""
    from holidays.registry import COUNTRIES

    return {codes[1]: name.replace("_", " ") for name, codes in COUNTRIES.items()}


@lru_cache(maxsize=64)
def _holidays(country: str, region: str | None, year: int, *, observed: bool) -> Mapping[date, tuple[str, ...]]:
    """Return the holidays of one year by date, under their English names where there are any."""
    import holidays

    try:
        found = holidays.country_holidays(
            country, subdiv=region, years=year, observed=observed, expand=False, language="en_US"
        )
    except NotImplementedError:  # the country or the region is unknown, which is a finding of its own
        return MappingProxyType({})
    return {day: tuple(found.get_list(day)) for day in sorted(found)}
