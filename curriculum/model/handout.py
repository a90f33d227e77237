"""A handout: the page a client takes home, as a title, an idea, blocks to read and fill in, and a last line."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import Discriminator, Field, Tag, field_validator, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Length, Line, Prose, Title, Value
from curriculum.model.rights import Rights
from curriculum.model.share import Share, portions

MOST_BLOCKS = 100
"""Of one handout, which is a page or two: the longest of the library has 12."""
IDEA_WORDS = 60
"""The most words of "today's idea": what fits one breath and one glance."""


class Table(Value):
    """A table to write in."""

    columns: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    rows: Annotated[int, Field(ge=0, le=40)] = 0
    """Empty rows to fill in."""
    labels: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    """Words in the first column, one row each, such as the days of the week; the rest stays empty."""
    example: tuple[Line, ...] = ()
    """A first row already filled in, to show how."""


class Scale(Value):
    """A line of numbers to mark."""

    prompt: Prose
    from_: Annotated[Line, Field(alias="from")]
    to: Line
    least: Annotated[int, Field(ge=0)] = 0
    most: Annotated[int, Field(ge=1, le=10)] = 10


class Lines(Value):
    """A question with ruled lines to answer on."""

    prompt: Prose
    count: Annotated[int, Field(ge=1, le=30)]


class Box(Value):
    """An empty frame to draw or write in."""

    prompt: Prose
    height: Length


class Cards(Value):
    """Cards to cut out."""

    items: Annotated[tuple[Line, ...], Field(min_length=2, max_length=40)]
    columns: Annotated[int, Field(ge=1, le=4)] = 3


class Figure(Value):
    """A drawing: an SVG file beside the module, and the words that stand for it."""

    file: Line
    alt: Line
    """What a person who cannot see the drawing needs to know of it."""
    width: Length = "14cm"


class HeadingBlock(Value):
    """A heading inside the handout."""

    heading: Title


class TextBlock(Value):
    """Paragraphs to read."""

    text: Prose


class ExampleBlock(Value):
    """A worked example about an ordinary life, set apart from the rest."""

    example: Prose


class StepsBlock(Value):
    """Numbered steps."""

    steps: Annotated[tuple[Line, ...], Field(min_length=2)]


class ChecklistBlock(Value):
    """Boxes to tick."""

    checklist: Annotated[tuple[Line, ...], Field(min_length=1)]


class TableBlock(Value):
    """A table to write in."""

    table: Table


class ScaleBlock(Value):
    """A line of numbers to mark."""

    scale: Scale


class LinesBlock(Value):
    """A question with ruled lines."""

    lines: Lines


class BoxBlock(Value):
    """An empty frame."""

    box: Box


class CardsBlock(Value):
    """Cards to cut out."""

    cards: Cards


class FigureBlock(Value):
    """A drawing."""

    figure: Figure


BLOCKS: dict[str, type[Value]] = {
    "heading": HeadingBlock,
    "text": TextBlock,
    "example": ExampleBlock,
    "steps": StepsBlock,
    "checklist": ChecklistBlock,
    "table": TableBlock,
    "scale": ScaleBlock,
    "lines": LinesBlock,
    "box": BoxBlock,
    "cards": CardsBlock,
    "figure": FigureBlock,
}
"""Every kind of block, by the one key that it is written with."""


def block_kind(block: Any) -> str | None:
    """Return the kind of a block, read or still plain data; None where it has no single known key."""
    keys = list(block) if isinstance(block, dict) else list(type(block).model_fields)
    return keys[0] if len(keys) == 1 and keys[0] in BLOCKS else None


Block = Annotated[
    Annotated[HeadingBlock, Tag("heading")]
    | Annotated[TextBlock, Tag("text")]
    | Annotated[ExampleBlock, Tag("example")]
    | Annotated[StepsBlock, Tag("steps")]
    | Annotated[ChecklistBlock, Tag("checklist")]
    | Annotated[TableBlock, Tag("table")]
    | Annotated[ScaleBlock, Tag("scale")]
    | Annotated[LinesBlock, Tag("lines")]
    | Annotated[BoxBlock, Tag("box")]
    | Annotated[CardsBlock, Tag("cards")]
    | Annotated[FigureBlock, Tag("figure")],
    Discriminator(
        block_kind,
        custom_error_type="block_kind",
        custom_error_message="is not one block of a kind that a handout knows",
    ),
]


_NO_TEXT: dict[str, Any] = {
    "idea": "Bring your own copy of this page.",
    "blocks": (TextBlock(text="Bring your own copy of this page."),),
    "take_home": "Bring your own copy.",
}
"""In place of a text that may not be copied."""


class Handout(Value):
    """A page or two for the client, complete without the facilitator."""

    most_idea_words: ClassVar[int] = IDEA_WORDS

    title: Title
    idea: Prose
    """Today's idea, in at most 60 words."""
    blocks: Annotated[tuple[Block, ...], Field(min_length=1, max_length=MOST_BLOCKS)]
    take_home: Line
    """The one line to remember."""
    per: Share = "client"
    """Whom a copy is for: each client, who takes it home; or a set that stays, for some clients or the group."""
    rights: Rights | None = None
    """Whose text it is, where it is not the module's own. What may not be copied need not be written down."""

    @model_validator(mode="before")
    @classmethod
    def _own_copy(cls, data: Any) -> Any:
        """Let a page that clients bring themselves stand without its text: title and rights are enough."""
        rights = data.get("rights") if isinstance(data, dict) else None
        if not isinstance(rights, dict) or rights.get("license") != "individual-purchaser" or rights.get("permission"):
            return data
        return {**_NO_TEXT, **data} if _NO_TEXT.keys().isdisjoint(data) else data

    @property
    def withheld(self) -> bool:
        """Tell whether its text may not be printed; a page that says where to find it stands for it."""
        return self.rights is not None and self.rights.withheld

    def without_text(self) -> Self:
        """Return what may be printed of a text that is withheld: its title, whom it is for, and where it stands."""
        return self.model_copy(update=_NO_TEXT)

    def copies(self, census: int, spares: int) -> int:
        """Return how many to print: spares are for pages that go home."""
        return portions(self.per, census) + (spares if self.per == "client" else 0)

    @field_validator("idea")
    @classmethod
    def _short_idea(cls, idea: str) -> str:
        words = len(idea.split())
        if words > cls.most_idea_words:
            raise PydanticCustomError(
                "long_idea",
                "has {words} words; today's idea has room for {most}",
                {"words": words, "most": cls.most_idea_words},
            )
        return idea
