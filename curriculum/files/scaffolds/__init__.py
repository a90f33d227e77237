"""The texts that a new module, track or clinic begins with, and the ids that their names become.

Each is valid as it stands. What a person chooses is filled in; nothing is written to disk here.
"""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from string import Template

from curriculum.files.yamltext import Fault, compose, data_of
from curriculum.model.errors import CurriculumError
from curriculum.model.module import Kind, Modality

_FOLDER = Path(__file__).parent
_LONGEST_ID = 64

_KINDS = {Modality.CBT: Kind.SKILLS, Modality.DBT: Kind.SKILLS, Modality.MINDFULNESS: Kind.SKILLS}
"""The kind that most modules of a school are; the others are plain groups."""

_CAUTIONS = {
    Modality.MINDFULNESS: "Attention to breath or body can bring up memories. Offer eyes open, and a sound or an object"
    " in place of the breath; anyone may stop.",
    Modality.ART: "A picture can bring up more than words do. Nobody has to make, show or explain one; offer a plain"
    " pattern instead.",
}


def slug(name: str) -> str:
    """Return the id for a name: `Riding the bus home` becomes `riding-the-bus-home`.

    Raises CurriculumError where nothing is left: an id needs a letter from a to z, or a digit.
    """
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", letters.lower().replace("'", ""))
    made = "-".join(words)[:_LONGEST_ID].rstrip("-")
    if not made:
        raise CurriculumError(f'No id can be made from "{name}".', "Use at least one letter from a to z, or a digit.")
    return made


def title_of(name: str) -> str:
    """Return the title for a name: the name itself, or an id in words."""
    words = " ".join(name.split())
    return words.replace("-", " ").capitalize() if words == slug(name) else words


def module_text(name: str, modality: Modality) -> str:
    """Return the text of a new module: a draft of 60 minutes that fits slots of 40 to 75."""
    caution = _CAUTIONS.get(modality)
    return _filled(
        "module.yaml",
        id=slug(name),
        title=_quoted(title_of(name)),
        modality=modality.value,
        kind=_KINDS.get(modality, Kind.GROUP).value,
        topics="[emotions]" if modality is Modality.ART else "[]",
        no_cautions="" if caution else " []",
        caution=f"\n  - >-\n    {caution}" if caution else "",
    )


def track_text(name: str, starts: date) -> str:
    """Return the text of a new track: an evening program of nine session hours a week, with nothing placed yet."""
    return _filled("track.yaml", id=slug(name), title=_quoted(title_of(name)), starts=starts.isoformat())


def clinic_text() -> str:
    """Return the text of a new clinic: the crisis lines, and a commented line for everything else."""
    return _filled("clinic.yaml")


_COMMENT = re.compile(r"^(\S[^#\n]*?) {2,}(?=# )", re.MULTILINE)
_COMMENT_COLUMN = 42


def _filled(template: str, **values: str) -> str:
    """Return a template with its values in place and its comments in line again."""
    text = Template((_FOLDER / template).read_text("utf-8")).substitute(values)
    return _COMMENT.sub(lambda found: f"{found[1]:<{_COMMENT_COLUMN - 1}} ", text)


def _quoted(text: str) -> str:
    """Return text as a YAML value that reads back as the same text; plain where that is enough."""
    try:
        node = compose(f"title: {text}  # a comment may follow\n")
        if node is not None and data_of(node) == {"title": text}:
            return text
    except Fault:
        pass
    return json.dumps(text, ensure_ascii=False)
