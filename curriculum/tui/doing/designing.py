"""Actions that open the screens of track design. Each screen is imported when it is first asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curriculum.tui.screens.week import WeekScreen


def open_coverage(planner: "WeekScreen") -> None:
    """Open what clients meet, at the week that is shown."""
    from curriculum.tui.screens.coverage import CoverageScreen

    planner.app.push_screen(CoverageScreen(planner))


def open_hours(planner: "WeekScreen") -> None:
    """Open the hours, at the week that is shown."""
    from curriculum.tui.screens.hours import HoursScreen

    planner.app.push_screen(HoursScreen(planner))


def open_closing(planner: "WeekScreen") -> None:
    """Open what closing the day under the cursor does."""
    from curriculum.tui.screens.closing import ClosingScreen

    day = planner.desk.view.days[planner.desk.column].date
    planner.app.push_screen(ClosingScreen(planner, day))


def open_filling(planner: "WeekScreen") -> None:
    """Open a proposal for the week that is shown."""
    from curriculum.tui.screens.filling import FillScreen

    planner.app.push_screen(FillScreen(planner))


def open_people(planner: "WeekScreen") -> None:
    """Open who could take each slot of the week."""
    from curriculum.tui.screens.people import PeopleScreen

    planner.app.push_screen(PeopleScreen(planner))


def open_substitute(planner: "WeekScreen") -> None:
    """Open who can stand in on the day under the cursor, for whoever leads what is under it."""
    from curriculum.tui.screens.substitute import SubstituteScreen

    desk = planner.desk
    leads = desk.track.leads(desk.cell) if desk.cell and desk.module else ()
    day = desk.view.days[desk.column].date
    planner.app.push_screen(SubstituteScreen(planner, day, next(iter(leads), "")))


def open_compare(planner: "WeekScreen") -> None:
    """Open what has changed since this session began."""
    from curriculum.tui.screens.compare import CompareScreen

    planner.app.push_screen(CompareScreen(planner))
