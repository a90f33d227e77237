import ast
import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from export.samples import a_week, printables_of
from export.structure import faults, tree_of
from pydantic import ValidationError

import curriculum.export
from curriculum.export.house import LOGO_MM, MOST_PNG_BYTES, color_styles, logo_html, png_at, png_size
from curriculum.export.html import page_styles
from curriculum.export.pdf import Press
from curriculum.model.clinic import Clinic, Paper
from curriculum.model.errors import CurriculumError
from curriculum.model.house import Colors, House, Logo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 230 60"><circle r="28" fill="#0b6e6e"/></svg>'


def a_png(width=40, height=20, dots=None):
    """Return a grey picture whose header says that it has so many dots."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x55" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", *(dots or (width, height)), 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def in_house(**changes):
    """Return the week in a house look."""
    week = a_week()
    clinic = week.clinic.model_dump(by_alias=True)
    clinic["print"] |= changes
    week.clinic = Clinic.model_validate(clinic)
    return week


def with_logo(data, file):
    week = a_week()
    logo = str(logo_html(Logo(file=file, alt='Harbor "Street" <Clinic>'), data))
    week.clinic = week.clinic.in_house(House(logo=logo))
    return week


def handout_of(week):
    return next(page for page in printables_of(week) if page.kind == "handout")


def test_the_lines_at_the_foot_are_those_of_the_clinic_in_order():
    page = handout_of(in_house(footer=["Harbor *Street*, 555-0142", "12 Harbor Street"]))

    assert "Harbor <em>Street</em>, 555-0142 &middot; 12 Harbor Street" in page.html


def test_an_accent_colors_what_clients_hold_and_leaves_guides_the_color_of_their_modality():
    pages = {page.kind: page for page in printables_of(in_house(colors={"accent": "#0B6E6E", "mi": "#123"}))}

    assert "html { --accent: #0b6e6e; --house: #0b6e6e }\n.handout { --accent: #0b6e6e }" in pages["handout"].styles.css
    assert ".mi { --accent: #112233 }" in pages["guide"].styles.css
    assert ".guide { --accent" not in pages["guide"].styles.css


def test_without_a_look_of_its_own_a_page_is_as_it_was():
    assert color_styles(Colors()) == ""
    assert 'class="logo"' not in handout_of(a_week()).html


@pytest.mark.parametrize("color", ["red", "#12", "#1234567", "rgb(0,0,0)", "#12345g", "url(#a)", "", 7])
def test_what_is_no_color_is_refused(color):
    with pytest.raises(ValidationError):
        Colors.model_validate({"accent": color})


def test_a_color_that_yaml_took_for_a_remark_is_told_to_be_put_in_quotation_marks():
    with pytest.raises(ValidationError, match="put the color in quotation marks"):
        Colors.model_validate({"accent": None})


@pytest.mark.parametrize(
    "file", ["../logo.svg", "/logo.svg", "a/logo.png", "logo.gif", ".svg", "C:logo.svg", "http://a.svg"]
)
def test_a_logo_lies_beside_the_clinic_and_nowhere_else(file):
    with pytest.raises(ValidationError, match=r"beside clinic\.yaml"):
        Logo(file=file, alt="A logo")


@pytest.mark.parametrize(("data", "file"), [(SVG, "logo.svg"), (a_png(), "logo.png")], ids=["svg", "png"])
def test_a_logo_is_printed_with_its_words_and_a_screen_reader_stumbles_over_nothing(data, file):
    page = handout_of(with_logo(data, file))

    with pikepdf.open(io.BytesIO(Press().pdf(page.html, page.styles).data)) as pdf:
        assert list(faults(pdf)) == []
        figures = [element for element in tree_of(pdf).walk() if element.kind == "/Figure"]
        assert 'Harbor "Street" <Clinic>' in [str(figure.raw.get("/Alt")) for figure in figures]


def test_a_logo_is_fitted_into_its_box():
    assert f"--width: {LOGO_MM[1] * 230 / 60:.2f}mm; --height: {LOGO_MM[1]:.2f}mm" in logo_html(
        Logo(file="a.svg", alt="A"), SVG
    )
    assert f"--width: {LOGO_MM[0]:.2f}mm" in logo_html(Logo(file="a.png", alt="A"), a_png(200, 10))


@pytest.mark.parametrize(
    ("data", "file", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><script>1</script></svg>", "a.svg", "<script>"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image href='http://a'/></svg>",
            "a.svg",
            "<image>",
        ),
        (b"\xff\xfe", "a.svg", "is not text"),
        (b"GIF89a", "a.png", "is not a PNG"),
        (a_png(dots=(30_000, 30_000)), "a.png", "4 million dots"),
        (a_png() + b"\0" * MOST_PNG_BYTES, "a.png", "larger than 100 kB"),
    ],
)
def test_a_logo_that_may_not_be_printed_is_refused_in_words(data, file, why):
    with pytest.raises(CurriculumError, match=rf'The logo "{file}" .*{why}'):
        logo_html(Logo(file=file, alt="A"), data)


def test_only_a_picture_that_an_address_holds_is_served():
    address = logo_html(Logo(file="a.png", alt="A"), a_png()).partition('src="')[2].partition('"')[0]

    assert png_size(png_at(address)) == (40, 20)
    for other in (
        "http://a/b.png",
        "file:///etc/passwd",
        "data:text/html,x",
        "data:image/png;base64,!!",
        "data:image/png;base64,R0lG",
    ):
        assert png_at(other) is None


def test_every_page_is_drawn_in_the_look_of_a_house():
    """A page drawn without it would print with our templates where the clinic has its own."""
    calls = [
        call
        for path in Path(curriculum.export.__file__).parent.glob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in ("render", "attempted")
        and path.stem != "drawing"
    ]

    assert len(calls) > 12
    for call in calls:
        assert len(call.args) == 2, ast.unparse(call)


@pytest.mark.parametrize(
    ("lines", "margin"),
    [
        ({}, None),
        ({"footer": ["Harbor Street Clinic, 555-0142", "12 Harbor Street, Second Floor"]}, "37.0mm"),
        ({"crisis": ["In danger: 911.", "In crisis: 988.", "Ours: 555-0142.", "Text: 555-0143."]}, "37.6mm"),
    ],
)
def test_a_longer_foot_gets_more_room(lines, margin):
    clinic = {"name": "A Clinic", "print": {"footer": lines.get("footer", "A Clinic")}}
    clinic |= {"crisis": lines["crisis"]} if "crisis" in lines else {}
    styles = page_styles("handout", Paper.LETTER, house=Clinic.model_validate(clinic).house)

    assert (f"margin-bottom: {margin}" in styles.css) is (margin is not None)
    assert ("margin-bottom: 37" in styles.tighter[1]) is (margin is not None)
    assert "@page" not in styles.tighter[0]
