"""Which templates and styles there are, what each is for, who reads its page, and the values that it is given.

`html` holds every template to the values that stand here, so that what `docs/templates.md` says stays true.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_FOLDER = Path(__file__).parent
TEMPLATE_ENDING = ".html.j2"
STYLE_ENDING = ".css"

Readers = Literal["staff", "clients", "both"]


@dataclass(frozen=True)
class Copyable:
    """A template or a style."""

    name: str
    """Its file name."""
    help: str
    """What it is for, in one line."""
    readers: Readers
    values: frozenset[str] = frozenset()
    """What a template is given, by name; none for a style, and for what other templates take their pieces from."""
    also: frozenset[str] = frozenset()
    """What it is given on some of its pages only."""

    @property
    def text(self) -> str:
        """The text of the built-in one."""
        folder = "templates" if self.name.endswith(TEMPLATE_ENDING) else "styles"
        return (_FOLDER / folder / self.name).read_text(encoding="utf-8")


def _template(name: str, help_: str, readers: Readers, values: str = "", also: str = "") -> Copyable:
    return Copyable(f"{name}{TEMPLATE_ENDING}", help_, readers, frozenset(values.split()), frozenset(also.split()))


def _style(name: str, help_: str, readers: Readers) -> Copyable:
    return Copyable(f"{name}{STYLE_ENDING}", help_, readers)


_BOOK = "title voice shop numbers shift"
_ALL = (
    _template("guide", "the facilitator guide", "staff", "title guide module occasion"),
    _template(
        "handout", "a handout: the order of its pieces, which sheet.html.j2 holds", "clients", "title sheet drawings"
    ),
    _template("sheet", "the pieces of a handout: heading, idea, last line, crisis lines and foot", "clients"),
    _template("blocks", "the blocks of a handout: text, tables, scales, lines, boxes, cards", "clients"),
    _template("forms", "the same blocks as fields to fill in on a screen", "clients"),
    _template("facing", "a handout in two languages, as a web page", "clients", "title left right drawings"),
    _template("cover", "the title page of a handout in two languages", "clients", "title left right"),
    _template("blank", "the empty page that keeps two languages side by side", "clients", "title sheet"),
    _template("schedule", "the week on a page", "staff", "title schedule"),
    _template("month", "the month on a page", "both", "title month"),
    _template("month-list", "the month as a list, in large print", "both", "title month"),
    _template("sign-in", "the blank sign-in sheet", "clients", "title sheet"),
    _template("certificate", "the blank certificate", "clients", "title clinic completed"),
    _template("fidelity", "the supervisor's checklist", "staff", "title guide occasion checklist"),
    _template("report", "audit, hours and crosswalk reports", "staff", "title report widths"),
    _template("binder-cover", "the binder's cover", "staff", "title binder stock"),
    _template("binder-contents", "the binder's contents", "staff", "title binder stock numbers"),
    _template("binder-tab", "the page before each day of the binder", "staff", "title binder stock numbers week day"),
    _template(
        "binder-materials",
        "materials, shopping list and copies of a week",
        "staff",
        "title binder stock week groups needed copies",
        "numbers heading advice",
    ),
    _template("binder-shelf", "the binder's emergency shelf", "staff", "title binder stock numbers"),
    _template("binder-missing", "what stands for a page that could not be printed", "staff", "title page reason"),
    _template("booklet-cover", "the cover of a workbook or packet", "clients", "title voice shop titles yours"),
    _template("booklet-contents", "the contents of a workbook", "clients", f"{_BOOK} chapters"),
    _template("booklet-catch-up", "the first page of a packet to catch up with", "clients", f"{_BOOK} packet reading"),
    _template("booklet-alone", "a session as one person can do it alone", "clients", f"{_BOOK} module id"),
    _template("booklet-crisis", "the last page of a workbook: who to call", "clients", _BOOK),
    _template("booklet-blank", "the empty page of a book in two languages", "clients", "title voice said"),
    _template("booklet", "the pieces that workbook and packet share", "clients"),
    _template("parts", "the pieces that staff pages share: SAY, ASK, DO, NOTE", "staff"),
    _template("base", "the frame of every page", "both", ""),
    _style("base", "every page: type, colors, how blocks may break", "both"),
    _style("guide", "the facilitator guide", "staff"),
    _style("handout", "handouts, and the pages of workbook and packet", "clients"),
    _style("handout-snug", "handouts, a little tighter where that saves a page", "clients"),
    _style("handout-tight", "handouts, tighter still", "clients"),
    _style("facing", "handouts in two languages", "clients"),
    _style("booklet", "the own pages of workbook and packet", "clients"),
    _style("schedule", "the week on a page", "staff"),
    _style("month", "the month on a page", "both"),
    _style("sign-in", "the sign-in sheet", "clients"),
    _style("certificate", "the certificate", "clients"),
    _style("fidelity", "the supervisor's checklist", "staff"),
    _style("report", "reports", "staff"),
    _style("binder", "the binder's own pages, materials and copies", "staff"),
    _style("binder-snug", "the same, a little tighter where that saves a page", "staff"),
    _style("web", "pages in a browser, on a screen or a phone", "both"),
    _style("large-print", "handouts, workbook and packet in large print", "clients"),
    _style("large-print-month", "the month in large print", "clients"),
    _style("low-ink", "every page with little ink", "both"),
    _style("fillable", "handouts with fields to fill in on a screen", "clients"),
    _style("compact", "compact guides", "staff"),
    _style("half-sheet", "handouts on half sheets, to fold", "clients"),
    _style("half-sheet-guide", "guides on half sheets, to fold", "staff"),
)

COPYABLE: dict[str, Copyable] = {each.name: each for each in _ALL}
"""Every template and style, by file name, in the order in which a person would look for them."""
