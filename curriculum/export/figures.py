"""Drawings: SVG text in, SVG that is safe to set into a page out. Knows what a drawing may hold; reads no file.

A drawing is made of plain shapes, paths and text. Whatever could run, reach outside or grow without
bound is refused; what editors such as Inkscape add for themselves in their own namespaces is left out.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from curriculum.export.editions import on_half_sheets
from curriculum.export.fonts import FAMILY
from curriculum.model.errors import CurriculumError
from curriculum.model.handout import Figure
from curriculum.model.house import Logo

_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset(("g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan"))
_LEFT_OUT = frozenset(("title", "desc", "metadata"))
_ATTRIBUTES = frozenset(
    (
        "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points", "dx",
        "dy", "transform", "fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
        "stroke-dasharray", "stroke-miterlimit", "font-size", "font-weight", "font-style", "text-anchor",
        "letter-spacing",
    )
)  # fmt: skip
# Words, numbers, colours and path data; no function but those of `transform` and `rgb`.
_VALUE = re.compile(r"^[\w\s.,+#%()-]*$", re.ASCII)
_FUNCTIONS = re.compile(r"(?<![a-z])([a-z]+)\s*\(", re.ASCII | re.IGNORECASE)
_SAFE_FUNCTIONS = frozenset(("translate", "scale", "rotate", "matrix", "skewx", "skewy", "rgb"))
_NUMBER = r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?"
_TRANSFORM = re.compile(
    rf"^\s*((matrix|rotate|scale|skewX|skewY|translate)\s*\(\s*{_NUMBER}([\s,]+{_NUMBER}){{0,5}}\s*\)[\s,]*)*$",
    re.ASCII | re.IGNORECASE,
)
"""What is written otherwise stops the whole page."""
_LONGEST_TRANSFORM = 500

MOST_CHARACTERS = 200_000
MOST_ELEMENTS = 3_000
MOST_DEPTH = 20
MOST_WIDTH_MM = 170.0
MOST_HEIGHT_MM = 190.0
"""What fits the text area of both Letter and A4 with a line above and below."""
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_OWN_SIZE = re.compile(r' width="[0-9.]+mm" height="[0-9.]+mm"')
_TINT = re.compile(r'fill="#(?:(?:[89a-f][0-9a-f]){3}|[89a-f]{3})"', re.IGNORECASE)
"""A color whose parts are all in the lighter half."""


@dataclass(frozen=True)
class _Origin:
    """Whose drawing it is, for the one line that says why it is refused."""

    whose: str
    """Such as `Module catching-quick-thoughts: the drawing`."""
    file: str
    otherwise: str = ""
    """What else would do."""

    def refusal(self, why: str) -> CurriculumError:
        return CurriculumError(
            f'{self.whose} "{self.file}" {why}.',
            f"Save it again as a plain SVG of shapes, paths and text{self.otherwise}.",
        )


def safe_figure(svg: str, figure: Figure, module: str) -> Markup:
    """Return a drawing as inline SVG at its printed size, with its words as title.

    Raises CurriculumError, naming module and file, for a drawing that holds anything else than plain
    shapes and text, or too much of them.
    """
    origin = _Origin(f"Module {module}: the drawing", figure.file)
    root, box = _checked(svg, origin)
    return _inline(root, figure.alt, _printed_size(figure, box), origin)


def safe_logo(svg: str, logo: Logo, most_mm: tuple[float, float]) -> Markup:
    """Return a clinic's logo as inline SVG, as large as a box of some width and height in millimetres lets it be.

    Raises CurriculumError as `safe_figure` does.
    """
    origin = _Origin("The logo", logo.file, ", or as a PNG")
    root, box = _checked(svg, origin)
    scale = min(most_mm[0] / box[2], most_mm[1] / box[3])
    drawn = _inline(root, logo.alt, (box[2] * scale, box[3] * scale), origin)
    return Markup('<svg class="logo"') + drawn[len("<svg") :]


def _checked(svg: str, origin: _Origin) -> tuple[ET.Element, tuple[float, ...]]:
    """Return the drawing and its view box. Raises CurriculumError where it is none, or too much of one."""
    root = _parsed(svg, origin)
    if root.tag != f"{_SVG}svg":
        raise origin.refusal("is not an SVG file")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise origin.refusal(f"has more than {MOST_ELEMENTS} parts")
    return root, _view_box(root, origin)


def _inline(root: ET.Element, alt: str, size: tuple[float, float], origin: _Origin) -> Markup:
    """Return a drawing as inline SVG. Raises CurriculumError for a part that may not be printed."""
    box, (width, height) = _view_box(root, origin), size
    body = "".join(_markup(child, origin, 1) for child in root)
    attributes = "".join(
        f" {name}={quoteattr(value)}"
        for name, value in _attributes(root, origin)
        if name not in ("width", "height", "x", "y")
    )
    return Markup(  # noqa: S704 - every part was escaped or checked above
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{" ".join(f"{n:g}" for n in box)}"'
        f' width="{width:.2f}mm" height="{height:.2f}mm" style="--width: {width:.2f}mm; --height: {height:.2f}mm"'
        f' font-family="{FAMILY}"{attributes}>'
        f"<title>{escape(alt)}</title>{body}</svg>"
    )


def in_editions(drawing: Markup, editions: Collection[str]) -> Markup:
    """Return a safe drawing as pages in some editions have it: white for light tints, or sized by the style sheet.

    WeasyPrint 70 prefers the size that stands in the attributes of the element to that of any style.
    """
    text = str(drawing)
    if "low-ink" in editions:
        text = _TINT.sub('fill="#fff"', text)
    if "large-print" in editions or on_half_sheets(editions):
        text = _OWN_SIZE.sub("", text, count=1)
    return Markup(text)  # noqa: S704 - it only loses attributes, or is given a plain color


def _parsed(svg: str, origin: _Origin) -> ET.Element:
    if len(svg) > MOST_CHARACTERS:
        raise origin.refusal(f"is larger than {MOST_CHARACTERS // 1000} kB")
    # Entities could grow without bound or name a file; a drawing needs none.
    if "<!" in svg.replace("<!--", ""):
        raise origin.refusal("declares a document type or entities")
    if svg.count("<g") > MOST_ELEMENTS:
        raise origin.refusal(f"has more than {MOST_ELEMENTS} parts")
    try:
        return ET.fromstring(svg)  # noqa: S314 - declarations were refused above
    except (ET.ParseError, ValueError) as error:
        raise origin.refusal(f"is not well-formed ({error})") from None


def _view_box(root: ET.Element, origin: _Origin) -> tuple[float, ...]:
    text = root.get("viewBox") or f"0 0 {root.get('width', '')} {root.get('height', '')}"
    try:
        box = tuple(float(part) for part in text.replace(",", " ").replace("px", "").split())
    except ValueError:
        box = ()
    if len(box) != 4 or not (1 <= box[2] <= 20_000 and 1 <= box[3] <= 20_000):
        raise origin.refusal("does not say its size in a viewBox")
    return box


def _printed_size(figure: Figure, box: tuple[float, ...]) -> tuple[float, float]:
    """Return width and height in millimetres: as asked for, no larger than the page."""
    asked = float(figure.width[:-2]) * _MM[figure.width[-2:]]
    ratio = box[3] / box[2]
    width = min(asked, MOST_WIDTH_MM, MOST_HEIGHT_MM / ratio)
    return width, width * ratio


def _markup(element: ET.Element, origin: _Origin, depth: int) -> str:
    tail = escape(element.tail or "")
    if not element.tag.startswith(_SVG):
        return tail
    name = element.tag.removeprefix(_SVG)
    if name in _LEFT_OUT or (name == "defs" and not len(element)):
        return tail
    if name not in _SHAPES:
        raise origin.refusal(f"holds a <{name[:40]}>, which is not printed")
    if depth > MOST_DEPTH:
        raise origin.refusal(f"nests its parts more than {MOST_DEPTH} deep")
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(element, origin))
    inner = escape(element.text or "") + "".join(_markup(child, origin, depth + 1) for child in element)
    return f"<{name}{attributes}>{inner}</{name}>{tail}"


def _attributes(element: ET.Element, origin: _Origin) -> list[tuple[str, str]]:
    given = {name: value for name, value in element.items() if name in _ATTRIBUTES}
    for declaration in element.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _ATTRIBUTES:
            given[name.strip()] = value.strip()
    if any(name.lower().startswith("on") for name in element.keys()):  # noqa: SIM118 - an element is no mapping
        raise origin.refusal("holds a script")
    for name, value in given.items():
        called = {function.lower() for function in _FUNCTIONS.findall(value)}
        turned = name != "transform" or (len(value) <= _LONGEST_TRANSFORM and _TRANSFORM.match(value))
        if not _VALUE.match(value) or not called <= _SAFE_FUNCTIONS or not turned:
            raise origin.refusal(f'has "{value[:40]}" as its {name}')
    return list(given.items())
