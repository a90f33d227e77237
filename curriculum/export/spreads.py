"""Two languages on facing pages: a title page on the right, then left and right, page for page, in one PDF.

Knows the order of pages and what fills a gap. Used by worker processes alone: it makes and merges PDFs.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from curriculum.export.binding import Binding, Bookmark, Part
from curriculum.export.html import Styles
from curriculum.export.store import Kept

if TYPE_CHECKING:
    from curriculum.export.pdf import Press

_COVER, _LEFT, _RIGHT = "cover", "left", "right"


def spread_order(cover: int, left: int, right: int) -> tuple[tuple[str, int], ...]:
    """Return the pages of a bilingual document as (part, page), page from 0, `blank-left` and `blank-right` among them.

    The first page lies on the right, so pages of an even number lie on the left: each page of the left language
    gets one, and its counterpart follows.
    """
    pages = [(_COVER, page) for page in range(cover)]
    if cover % 2 == 0:
        pages.append(("blank-right", 0))
    return (*pages, *facing_order(left, right))


def facing_order(left: int, right: int) -> tuple[tuple[str, int], ...]:
    """Return the pages of both languages in turn, for a document that begins on a left page."""
    pages = []
    for page in range(max(left, right)):
        pages.append((_LEFT, page) if page < left else ("blank-left", 0))
        pages.append((_RIGHT, page) if page < right else ("blank-right", 0))
    return tuple(pages)


def facing_pdf(press: "Press", facing: Mapping[str, str], styles: Styles, scratch: Path) -> Kept:
    """Return the PDF of a bilingual document; `facing` is `documents.Facing` as plain data.

    Raises CurriculumError as `Press.pdf` does, and ImportError where pikepdf cannot be loaded.
    """
    from curriculum.export.gather import gather
    from curriculum.export.merge import merge

    printed = {name: press.pdf(facing[name], styles) for name in (_COVER, _LEFT, _RIGHT) if facing[name]}
    pages = [each.pages for each in printed.values()]
    order = spread_order(*pages) if _COVER in printed else facing_order(*pages)
    printed |= {
        name: press.pdf(facing[name.replace("-", "_")], styles) for name in dict(order) if name.startswith("blank")
    }
    with TemporaryDirectory(dir=scratch) as folder:
        for name, each in printed.items():
            (Path(folder) / name).write_bytes(gather(each.data))
        parts: list[Part] = []
        places: list[tuple[int, int]] = []
        for name, page in order:
            # A blank page may be needed more than once: each is a part of its own.
            known = [number for number, part in enumerate(parts) if part.name == name]
            if not known:
                own = f"{name}-{len(parts)}" if name.startswith("blank") else name
                known = [len(parts)]
                parts.append(Part(own, facing.get(f"{name}_title", facing["title"]), Path(folder) / name))
            places.append((known[0], page))
        merged = io.BytesIO()
        many = merge(parts, _binding(facing, tuple(places)), merged)
    return Kept(merged.getvalue(), many, tuple(remark for each in printed.values() for remark in each.remarks))


def _binding(facing: Mapping[str, str], order: tuple[tuple[int, int], ...]) -> Binding:
    return Binding(
        title=facing["title"],
        language=facing["language"],
        outline=tuple(Bookmark(facing[f"{name}_title"], name) for name in (_LEFT, _RIGHT)),
        order=order,
        layout="TwoPageRight",
        links="here" if facing["cover"] else "later",
    )
