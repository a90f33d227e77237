"""What a hostile person may write into a module, or draw beside it: by a name of what it is."""

import json

MODULE = "modules/cbt/feeling-1.yaml"
OLD = "      - lines: {prompt: My word, count: 2}\n"
LINE = 25
"""Where the block stands that a test puts in place of the old one."""


def svg(body, *, box="0 0 600 300"):
    """Return a drawing as text."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="{box}">{body}</svg>'
    )


def block(text):
    """Return a handout's text block as YAML."""
    return f"      - text: {json.dumps(text, ensure_ascii=False)}\n"


def figure(file):
    """Return a handout's drawing as YAML."""
    return f"      - figure: {{file: {json.dumps(file)}, alt: a}}\n"


def handouts(*blocks):
    """Return what follows the first handout's title so that each block has a handout of its own, `Page 1` and on."""
    rest = '    take_home: "One."\n'
    pages = [f"{rest}  - title: Page {n}\n    idea: One.\n    blocks:\n{each}" for n, each in enumerate(blocks, 1)]
    return OLD + "".join(pages)


UNREADABLE = {
    "a word of 200,000 letters": block("x" * 200_000),
    "a word of 2,000 letters": block("x" * 2_000),
    "a paragraph of 1 MB": block("word " * 190_000),
    "100,000 paragraphs": block("a\n\n" * 100_000),
    "10,000 bold spans": block("**a** " * 10_000),
    "a table of 5,000 rows": block("|a|b|\n|-|-|\n" + "|1|2|\n" * 5_000),
    "a table of 2,000 columns": block("a|" * 2_000 + "\n" + "-|" * 2_000 + "\n" + "1|" * 2_000),
    "brackets that take quadratic time": block("[" * 300_000),
    "10,000 combining marks": block("e" + "\u0301" * 9_990),
    "NUL": '      - text: "a\\0b"\n',
    "ESC": '      - text: "a\\e[31mb"\n',
    "a lone surrogate": '      - text: "a\\ud800b"\n',
    "an override of direction": block("abc \u202e cba"),
    "an isolate of direction": block("abc \u2066 cba"),
    "3,000 headings": "".join(f"      - heading: H{number}\n" for number in range(3_000)),
    "a drawing outside": figure("../../../../etc/passwd.svg"),
    "a drawing with a whole path": figure("/etc/passwd.svg"),
    "a drawing on the network": figure("http://127.0.0.1:9/x.svg"),
    "a drawing named as a device": figure("CON"),
    "a drawing with a name of 300 bytes": figure("a" * 300 + ".svg"),
    "a PNG": figure("figures/picture.png"),
    "a frame as long as a road": "      - box: {prompt: p, height: 99999 in}\n",
    "an anchor": "      - &a text: b\n",
    "40 levels of brackets": "      - " + "[" * 40 + "]" * 40 + "\n",
}

DRAWINGS = {
    "bomb": svg('<g id="a"><rect width="9" height="9"/></g>' + '<use x:href="#a"/>' * 99),
    "entities": '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + svg("<text>&c;</text>"),
    "outside": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"),
    "image": svg('<image href="file:///etc/passwd" width="9" height="9"/>'),
    "pixels": svg('<image href="data:image/png;base64,iVBORw0KGgo=" width="30000" height="30000"/>'),
    "sheet": svg("<style>@import url(http://127.0.0.1:9/x.css);</style>"),
    "linked": svg('<rect width="9" height="9" style="fill: url(http://127.0.0.1:9/x)"/>'),
    "script": svg("<script>alert(1)</script>"),
    "handler": svg('<rect width="9" height="9" onload="alert(1)"/>'),
    "foreign": svg("<foreignObject><p>a</p></foreignObject>"),
    "moving": svg('<rect width="9" height="9"><animate/></rect>'),
    "deep": svg("<g>" * 500 + "</g>" * 500),
    "parts": svg('<rect width="1" height="1"/>' * 4_000),
    "large": svg('<text x="1" y="9">' + "word " * 50_000 + "</text>"),
    "letters": svg(f'<rect fill="{"a" * 190_000}(" width="9" height="9"/>'),
    "turned": svg('<g transform="rotate()"><rect width="5" height="5"/></g>'),
    "boundless": svg("", box="0 0 nan inf"),
    "no-xml": "hello",
    "bytes": b"\x89PNG\r\n\x1a\n\0\0",
    "utf-16": svg("").encode("utf-16"),
    "word": svg('<text x="1" y="9">' + "x" * 5_000 + "</text>"),
}
NESTED = {
    "500 quotes": ">" * 500 + " a",
    "60 lists": "\n".join(f"{'  ' * level}- a" for level in range(60)),
    "1,500 rows": "|a|\n|-|\n" + "|1|\n" * 1_500,
    "100 columns": "a|" * 100 + "\n" + "-|" * 100 + "\n" + "1|" * 100,
}

LITERAL = (
    "{{7*7}} {% for x in y %} {# n #}",
    "&lol; &amp;amp; <!ENTITY x> </title><script>alert(1)</script> <!-- -->",
    "<img src='file:///etc/passwd'><link rel=attachment href='file:///etc/passwd'><style>@import 'http://a'</style>",
    "${HOME} $(id) `id` %s %(a)s \\u0041 \\",
)
