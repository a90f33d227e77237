"""The last touch on a Word file: what the library leaves in it that is not ours, and bytes that depend on no clock."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from curriculum.export.fonts import FAMILY

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_DROPPED = ("docProps/thumbnail.jpeg", "word/stylesWithEffects.xml", "customXml/")
"""Parts of the template of python-docx that say nothing true of this document."""
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>{language}</dc:language>'
    "</cp:coreProperties>"
)
_FONT = (
    f'<w:font w:name="{FAMILY}"><w:altName w:val="Verdana"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
)
"""What to take where the font is not installed."""
_MODERN = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
)


def finished(data: bytes, title: str, language: str) -> bytes:
    """Return a .docx file with its title and language, without leftovers, the same for the same content."""
    from xml.sax.saxutils import escape

    written = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.startswith(_DROPPED):
                continue
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CORE.format(title=escape(title), language=escape(language)).encode()
            elif name.endswith((".xml", ".rels")):
                content = _mended(name, content.decode()).encode()
            entry = ZipInfo(name, _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return written.getvalue()


def _mended(name: str, text: str) -> str:
    if name.endswith(".rels"):
        return re.sub(r"<Relationship [^>]*(?:thumbnail|stylesWithEffects|customXml)[^>]*/>", "", text)
    match name:
        case "[Content_Types].xml":
            return re.sub(r"<Override [^>]*(?:stylesWithEffects|customXml)[^>]*/>", "", text)
        case "word/fontTable.xml":
            return text.replace("</w:fonts>", f"{_FONT}</w:fonts>")
        case "word/settings.xml":
            return re.sub(r"<w:compat>.*?</w:compat>|<w:compat/>", _MODERN, text, flags=re.DOTALL)
        case _:
            return text
