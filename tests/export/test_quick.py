import json
import os
import subprocess
import sys

import weasyprint

from curriculum.export import quick
from curriculum.export.fonts import write_fonts_conf

PRINT = """
import hashlib, io, json, pikepdf, sys
from curriculum.export import pdf
from curriculum.export.html import Styles
if sys.argv[2] == "plain":
    pdf.quicken = lambda: False
press = pdf.Press()
for html, css, tighter in json.load(open(sys.argv[1])):
    unpacked = io.BytesIO()
    with pikepdf.open(io.BytesIO(press.pdf(html, Styles(css, tuple(tighter))).data)) as made:
        made.save(unpacked, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all, static_id=True)
    print(hashlib.sha256(unpacked.getvalue()).hexdigest())
"""
ODD = """<!DOCTYPE html><html lang="es"><head><title>Odd</title></head><body style="text-align: justify">
<p style="text-decoration: underline; letter-spacing: 1pt">Underlined, wide, and long enough to be broken into lines
that are set as a block from one margin to the other, where each space is as wide as its line needs.</p>
<p style="direction: rtl; margin-inline-start: 2em; padding: 1% 2%; box-sizing: border-box; width: 5cm">right</p>
<p style="width: 3em; hyphens: auto">Donaudampfschifffahrtsgesellschaft incomprehensibilities</p>
<pre style="white-space: pre-wrap; tab-size: 4">one\ttwo
three</pre><div style="float: right; border-radius: 3pt 0; border: 1pt solid">floated</div>
<table style="border-collapse: collapse; width: auto"><tr><th scope="col" style="border: 2pt solid">a</th></tr></table>
<svg xmlns="http://www.w3.org/2000/svg" role="img" width="20mm" height="9mm"><title>t</title>
<text x="5" y="20" font-size="12">drawn</text></svg></body></html>"""


def printed(tmp_path, how):
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_fonts_conf(tmp_path))}
    words = [sys.executable, "-c", PRINT, str(tmp_path / "pages.json"), how]
    return subprocess.run(words, check=True, capture_output=True, text=True, env=environment).stdout.split()


def test_the_quick_functions_print_every_kind_of_page_as_weasyprint_does_but_for_its_packing(tmp_path, pages):
    kinds = {page.kind: page for page in pages.values()}
    sheets = [(page.html, page.styles.css, page.styles.tighter) for page in kinds.values()]
    (tmp_path / "pages.json").write_text(json.dumps([*sheets, (ODD, "p { font-size: 12pt }", ())]))

    quickly, plainly = printed(tmp_path, "quick"), printed(tmp_path, "plain")

    assert quickly == plainly
    assert len(set(quickly)) == len(kinds) + 1


def test_another_version_of_weasyprint_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")

    assert quick.quicken() is False
