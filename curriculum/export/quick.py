"""WeasyPrint's most used functions again, quicker and with the same pages. Imported by `pdf` alone.

A page of a guide asks thousands of times for a style, a length, a line of type; the originals look at every
possibility each time. Each function here takes the usual case and leaves every other to the original. It knows the
insides of WeasyPrint 70 and pydyf 0.13, and leaves other versions as they are: slower, and right.
"""

import sys
import zlib
from collections.abc import Callable
from typing import Any

# WeasyPrint and pydyf have no type stubs.
import pydyf  # type: ignore[import-untyped]
import weasyprint  # type: ignore[import-untyped]
from weasyprint import css, html
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # type: ignore[import-untyped]
from weasyprint.css.properties import (  # type: ignore[import-untyped]
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    Dimension,
)
from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout import percent, preferred  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, gobject, pango  # type: ignore[import-untyped]

_VERSIONS = {"weasyprint": "70.", "pydyf": "0.13."}
_SPECIAL = {"page", "position", "float", "display"}
"""Properties whose value is more than their own declaration, the parent's or the initial one."""
_PLAIN = [key for key in INITIAL_VALUES if key not in _SPECIAL and not key.startswith("text_decoration_")]
_INHERITED = {key for key in _PLAIN if key in INHERITED}
_INITIAL = {key: INITIAL_VALUES[key] for key in _PLAIN if key not in INHERITED and key not in INITIAL_NOT_COMPUTED}
_LOGICAL = {
    key: {find(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for key, find in PHYSICAL_FUNCTIONS.items()
}
"""By physical property, such as `margin_left`: the logical ones that may stand for it."""
_NONE: frozenset[str] = frozenset()
_FONT = tuple(
    f"font_{name}" for name in ("family", "style", "stretch", "weight", "size", "variant_caps", "variation_settings")
)
_TYPE = ("lang", "direction", "letter_spacing", "word_spacing", *_FONT)
_SIDES = ("top", "right", "bottom", "left")
_LEAST = ("min_width", "min_height")
_LENGTHS = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in _SIDES),
    *("width", "max_width", "height", "max_height", *_LEAST),
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SQUARE = (Dimension(0, "px"), Dimension(0, "px"))
_ENDS_OF_PARAGRAPHS = frozenset("\n\r\u2029")


def quicken() -> bool:
    """Put the quick functions in place of the originals, once; return False where the versions are others."""
    installed = {"weasyprint": weasyprint.__version__, "pydyf": pydyf.__version__}
    if not all(installed[name].startswith(known) for name, known in _VERSIONS.items()):
        return False
    if _Originals.in_place:
        _Originals.in_place = False
        css.ComputedStyle.__missing__ = _computed
        css.AnonymousStyle.__missing__ = _anonymous
        boxes.Box.is_in_normal_flow = _is_in_normal_flow
        pydyf._to_bytes = _to_bytes  # noqa: SLF001 - no other way in
        layout = line_break.Layout
        layout.setup, layout.set_text = _setup, _set_text
        layout.deactivate, layout.reactivate = _deactivate, _reactivate
        _put(line_break.strut, _strut)
        _put(percent.resolve_percentages, _resolve_percentages)
        _put(percent.resolve_radii_percentages, _resolve_radii)
        _put(preferred.shrink_to_fit, _shrink_to_fit)
        pydyf.zlib = _Deflate
        weasyprint.UA_STYLESHEET = _browser_styles()
    return True


class _Originals:
    """WeasyPrint's own functions."""

    in_place = True
    computed = css.ComputedStyle.__missing__
    anonymous = css.AnonymousStyle.__missing__
    in_normal_flow = boxes.Box.is_in_normal_flow
    to_bytes = staticmethod(pydyf._to_bytes)  # noqa: SLF001 - no other way in
    setup = line_break.Layout.setup
    set_text = line_break.Layout.set_text
    reactivate = line_break.Layout.reactivate
    strut = staticmethod(line_break.strut)
    resolve = staticmethod(percent.resolve_percentages)
    shrink_to_fit = staticmethod(preferred.shrink_to_fit)
    radii = staticmethod(percent.resolve_radii_percentages)


def _put(original: Callable[..., Any], quick: Callable[..., Any]) -> None:
    """Put a function in the place of another in every module of WeasyPrint that has imported it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint."):
            for key in [key for key, value in vars(module).items() if value is original]:
                setattr(module, key, quick)


def _computed(style: Any, key: str) -> Any:
    """Return a property of an element that is not computed yet."""
    cascaded = style.cascaded
    if key not in cascaded and cascaded.keys().isdisjoint(_LOGICAL.get(key, _NONE)):
        if key in _INITIAL:
            value = style[key] = _INITIAL[key]
            return value
        if key in _INHERITED and style.parent_style is not None:
            value = style[key] = style.parent_style[key]
            return value
    return _Originals.computed(style, key)


def _anonymous(style: Any, key: str) -> Any:
    """Return a property of a box without an element that is not computed yet."""
    if key in _INITIAL:
        value = style[key] = _INITIAL[key]
        return value
    return _Originals.anonymous(style, key)


def _browser_styles() -> Any:
    """Return the styles that every page begins with, without those of footnotes and notes.

    The originals give six pseudo-elements to every element, and nine in ten styles of a page are theirs.
    """
    lines = (line for line in html.UA.splitlines() if not line.startswith(("::footnote", "::note")))
    text = "\n".join(f"li{line}" if line.startswith("::marker") else line for line in lines)
    return weasyprint.CSS(string=text, counter_style=html.UA_COUNTER_STYLE)


class _Deflate:
    """Compresses pages 3 % less in a third of the time: at zlib's own level."""

    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int = 9) -> Any:  # noqa: ARG004 - its interface
        """Return what a stream of a PDF is compressed with."""
        return zlib.compressobj(level=6)


def _is_in_normal_flow(box: Any) -> bool:
    """Tell whether a box is neither floated nor positioned."""
    if box.style["float"] == "none" and box.style["position"] in ("static", "relative"):
        return True
    return bool(_Originals.in_normal_flow(box))


def _to_bytes(item: Any) -> bytes:
    """Return a thing as it is written in a PDF."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]  # it is bytes
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]  # it is a str
    if kind is int:
        return b"%d" % item
    return _Originals.to_bytes(item)  # type: ignore[no-any-return]  # no stubs


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box, as attributes; those that hang on nothing around it are kept with its style."""
    style = box.style
    if "lengths" not in vars(style):
        style.lengths = _fixed_lengths(style)
    if style.lengths is None:
        _Originals.resolve(box, containing_block)
        return
    lengths, borders = style.lengths
    attributes = vars(box)
    attributes.update(lengths)
    if style["border_collapse"] == "collapse":
        # A table has settled the borders of its cells already.
        borders = {name: width for name, width in borders.items() if not hasattr(box, name)}
    attributes.update(borders)
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _fixed_lengths(style: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return lengths and border widths by attribute; None where one of them is a share of something else."""
    lengths: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name in _LEAST else value
        elif type(value) is Dimension and value[1] == "px":
            lengths[name] = value[0]
        else:
            return None
    return lengths, {name: style[name] for name in _BORDERS}


def _resolve_radii(box: Any) -> None:
    """Set the used radii of the corners of a box."""
    style = box.style
    if all(style[corner] == _SQUARE for corner in _CORNERS):
        for corner in _CORNERS:
            setattr(box, corner, (0, 0))
    else:
        _Originals.radii(box)


def _shrink_to_fit(context: Any, box: Any, available: float) -> Any:
    """Return the width that the content of a box asks for; bullets that look the same have the same."""
    if not box.is_outside_marker:
        return _Originals.shrink_to_fit(context, box, available)
    style = box.style
    text = "".join(each.text for each in box.descendants() if isinstance(each, boxes.TextBox))
    kept = vars(style.font_config).setdefault("markers", {})
    key = (text, available, *(style[name] for name in _TYPE))
    if key not in kept:
        kept[key] = _Originals.shrink_to_fit(context, box, available)
    return kept[key]


def _setup(layout: Any, style: Any) -> None:
    """Give a line of type its empty layout; context and font are shared by all lines that look the same."""
    if type(style) not in (css.ComputedStyle, css.AnonymousStyle):
        _Originals.setup(layout, style)
        return
    if "type" not in vars(style):
        style.type = _type_of(style)
    if style.type is None:
        _Originals.setup(layout, style)
        return
    context, layout.language, description = style.type
    layout.style = style
    layout.first_line_direction = 0
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)  # noqa: FBT003 - a C function
    pango.pango_layout_set_font_description(layout.layout, description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None


def _type_of(style: Any) -> tuple[Any, Any, Any] | None:
    """Return the context, language and font of plain type; None where it is underlined or has features."""
    features = line_break.font_features(
        *(style[f"font_{name}"] for name in ("kerning", "variant_ligatures", "variant_position", "variant_caps")),
        *(style[f"font_{name}"] for name in ("variant_numeric", "variant_alternates", "variant_east_asian")),
        style["font_feature_settings"],
    )
    if features or style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        return None
    kept = vars(style.font_config).setdefault("types", {})
    key = (style["lang"], style["direction"], *(style[name] for name in _FONT))
    if key not in kept:
        kept[key] = (*_context(style), line_break.get_font_description(style))
    return kept[key]  # type: ignore[no-any-return]  # no stubs


def _context(style: Any) -> tuple[Any, Any]:
    """Return what Pango must know besides the font, and the language of the text."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - a C function
    pango.pango_context_set_base_dir(context, line_break.PANGO_DIRECTION[style["direction"]])
    if not style["lang"]:
        return context, pango.pango_language_get_default()
    name, _ = line_break.unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(name)
    pango.pango_context_set_language(context, language)
    return context, language


def _set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - its interface
    """Set the text of a line. What has one paragraph says so at once: saying it when it is drawn shapes it again."""
    pango.pango_layout_set_single_paragraph_mode(layout.layout, _ENDS_OF_PARAGRAPHS.isdisjoint(text))
    _Originals.set_text(layout, text, justify)


def _deactivate(layout: Any) -> None:
    """Keep the layout until it is drawn; a document of 200 pages keeps 10,000 lines."""


def _reactivate(layout: Any, style: Any) -> None:
    """Lay a line out again only where it is justified, or its style is another now."""
    if layout.justification_spacing or layout.style is not style:
        _Originals.reactivate(layout, style)


def _strut(style: Any) -> Any:
    """Return the height and the baseline of an empty line."""
    if type(style) not in (css.ComputedStyle, css.AnonymousStyle):
        return _Originals.strut(style)
    if "strut" not in vars(style):
        style.strut = _Originals.strut(style)
    return style.strut
