"""Sample pages of every kind in the look of a workspace, with which its copied templates and styles are tried.

The sample is the first week of the evening track that comes with the planner, with the workspace's own library and
clinic: what fails here would fail on the day of the print.
"""

import asyncio
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from curriculum.export.binder import Share
from curriculum.export.book import Book, Numbers
from curriculum.export.copyable import STYLE_ENDING
from curriculum.export.documents import Printable
from curriculum.export.drawing import TemplateFault, sound_style
from curriculum.export.editions import PAGE_EDITIONS, PLAIN, Editions
from curriculum.export.extra_pages import missing_page
from curriculum.export.ics import Readers
from curriculum.export.reports import report_page
from curriculum.export.run import Format, export
from curriculum.files.tracks import load_track
from curriculum.model.errors import CurriculumError
from curriculum.model.finding import Document, Finding, Severity
from curriculum.model.house import COPIES_FOLDER
from curriculum.model.track import Track
from curriculum.planning.coverage import entries
from curriculum.planning.reports.crosswalk import crosswalk
from curriculum.planning.rules import weighed
from curriculum.workspace.asking import Ask
from curriculum.workspace.binders import binder_for
from curriculum.workspace.exporting import module_pages, pages
from curriculum.workspace.kinds import KINDS
from curriculum.workspace.loading import Workspace, starter_folder

SAMPLE = "evening"
_BOTH = ("en", "es")
_STYLE_FAULT = re.compile(rf"{COPIES_FOLDER}/([\w-]+\.css):(\d+):(\d+): (.*?\.)(?: (.*))?", re.DOTALL)

_REFUSED = re.compile(rf"{COPIES_FOLDER}/([\w.-]+), line (\d+): (.*?[.?])(?: ([A-Z].*))?", re.DOTALL)

Draw = Callable[[], Iterable[Printable]]


def template_findings(workspace: Workspace, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with the copied templates and styles of a workspace, by trying each with sample pages.

    Styles are tried by printing a page of each kind that has one. Nothing where nothing is copied.
    """
    if not workspace.clinic.house.copies:
        return ()
    faults: list[TemplateFault] = []
    drawn: list[Printable] = []
    for draw in sample_draws(workspace, today):
        try:
            drawn += draw()
        except TemplateFault as fault:
            faults.append(fault)
        except CurriculumError:
            # Something else keeps that page from being made, and is said where it belongs.
            continue
    found = [_template_finding(workspace, fault) for fault in (*faults, *_refusals(drawn))]
    found += _style_findings(workspace, drawn)
    return weighed(tuple(dict.fromkeys(found)), workspace.clinic)


def sample_draws(workspace: Workspace, today: date) -> Iterator[Draw]:
    """Yield what draws the sample pages, group by group, so that one that fails takes no other with it."""
    sample = _sample(workspace)
    track = sample.tracks[SAMPLE].value
    if track is None:
        return
    held = {each.module for plan in track.plan.values() for day in plan.values() for each in day.values()}
    translated = next((each for each in sorted(held) if sample.library.translation(each, "es")), None)
    yield lambda: pages(sample, SAMPLE, [1])
    if translated:
        yield lambda: tuple(chain.from_iterable(_sides(page) for page in _in_both(sample, translated)))
    for name in PAGE_EDITIONS:
        editions = Editions.named([name])
        yield lambda editions=editions: pages(sample, SAMPLE, [1], editions=editions)  # type: ignore[misc]
    yield lambda: _leaves(binder_for(sample, SAMPLE, Share((1,)), today=today, editions=PLAIN))
    yield lambda: [missing_page(pages(sample, SAMPLE, [1])[0], "A reason.")]
    paper, house = sample.clinic.print.paper, sample.clinic.house
    yield lambda: [report_page(crosswalk(sample.subject(SAMPLE)), "report", paper, house=house)]
    for kind in KINDS.values():
        for ask in _asks(track, kind.takes, today):
            yield lambda kind=kind, ask=ask: _made(kind.job(sample, ask).make())  # type: ignore[misc]


def _sample(workspace: Workspace) -> Workspace:
    track = load_track(starter_folder() / "tracks" / f"{SAMPLE}.yaml", workspace.root)
    return replace(workspace, tracks={SAMPLE: track})


def _in_both(sample: Workspace, module: str) -> tuple[Printable, ...]:
    return module_pages(sample, module, languages=_BOTH)


def _sides(page: Printable) -> Iterator[Printable]:
    """Yield a page, and each of the documents that it is made of in two languages."""
    yield page
    if page.facing is not None:
        sides = (page.facing.cover, page.facing.left, page.facing.right, page.facing.blank_left)
        yield from (replace(page, html=html, facing=None) for html in sides if html)


def _asks(track: Track, takes: frozenset[str], today: date) -> Iterator[Ask]:
    """Yield what to ask of a kind of page, so that each of its templates is used."""
    plain = Ask(SAMPLE, today, weeks=(1,), entry=entries(track)[-1] if "entry" in takes else None, editions=PLAIN)
    yield plain
    if "language" in takes:
        yield replace(plain, languages=_BOTH)
    if "for" in takes:
        yield replace(plain, readers=Readers.CLIENTS)
        yield replace(plain, readers=Readers.CLIENTS, editions=Editions.named(["large-print"]))


def _made(made: Book | tuple[Printable, ...]) -> Iterable[Printable]:
    return made if isinstance(made, tuple) else _leaves(made)


def _leaves(book: Book) -> Iterator[Printable]:
    """Yield the pages of a book; every page is the first, as far as they know."""
    ones = Numbers(defaultdict(lambda: 1), defaultdict(lambda: 1))
    for leaf in book.leaves:
        page = leaf.draw if isinstance(leaf.draw, Printable) else leaf.draw(ones)
        yield from _sides(page)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('?') else '.'}"


def _refusals(drawn: Iterable[Printable]) -> Iterator[TemplateFault]:
    """Yield why pages may not be printed, where a copied template is the cause."""
    for page in drawn:
        found = _REFUSED.fullmatch(page.refused or "")
        if found:
            yield TemplateFault(found[1], int(found[2]), found[3].rstrip("."), found[4] or "")


def _template_finding(workspace: Workspace, fault: TemplateFault) -> Finding:
    return _finding(workspace, fault.name, fault.line, 1, _sentence(fault.why), fault.fix)


def _style_findings(workspace: Workspace, drawn: Iterable[Printable]) -> Iterator[Finding]:
    """Yield what is wrong in copied styles: the shortest page of each kind that has one is printed."""
    unsound = tuple(_unsound(workspace))
    yield from unsound
    by_style: dict[str, Printable] = {}
    for page in sorted(drawn, key=lambda page: len(page.html)):
        if not unsound and page.refused is None and page.facing is None and page.styles.copies:
            by_style.setdefault(page.styles.css, page)
    tried = tuple(replace(page, stem=f"{number}") for number, page in enumerate(by_style.values()))
    if not tried:
        return
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        doing = export(tried, Path(folder), formats=frozenset({Format.PDF}), progress=lambda _: None)
        outcome = asyncio.run(doing)
    for failure in outcome.failures:
        found = _STYLE_FAULT.match(failure.reason)
        if found:
            name, line, column, said, fix = found.groups()
            yield _finding(workspace, name, int(line), int(column), said, fix or "")
        else:
            name = next(iter(tried[int(failure.stem)].styles.copies))
            yield _finding(workspace, name, 1, 1, failure.reason, "Look for what it names.")


def _unsound(workspace: Workspace) -> Iterator[Finding]:
    """Yield what is wrong in copied styles before any page is printed with them."""
    for name, text in workspace.clinic.house.copies:
        if name.endswith(STYLE_ENDING):
            try:
                sound_style(name, text)
            except TemplateFault as fault:
                yield _template_finding(workspace, fault)


def _finding(workspace: Workspace, name: str, line: int, column: int, message: str, fix: str) -> Finding:  # noqa: PLR0913, PLR0917 - a finding has that many parts
    document = Document("template", name)
    source = workspace.source(document)
    starts = [0, *(found.end() for found in re.finditer("\n", source.text))] if source else [0]
    spot = source.spot(starts[min(line, len(starts)) - 1] + column - 1) if source else None
    place = f"{COPIES_FOLDER}/{name}"
    return Finding("bad-template", Severity.BLOCK, document, (), place, message, fix, spot=spot)
