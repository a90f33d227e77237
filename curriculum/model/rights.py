"""Whose text a handout is, where it is not the module's own: what may be printed of it, and what it has to say."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from curriculum.model.base import Line, Value


class License(StrEnum):
    """Who may copy a text."""

    PUBLIC_DOMAIN = "public-domain"
    """Anybody; it says where it comes from."""
    INDIVIDUAL_PURCHASER = "individual-purchaser"
    """Only who bought the book, for their own use."""


def _number(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Page = Annotated[Line, BeforeValidator(_number), StringConstraints(max_length=24)]
"""A page of a book, or several, such as 45 or 45-47."""


class Rights(Value):
    """The terms on which a text that comes from elsewhere may be copied."""

    license: License
    credit: Line | None = None
    """Where it comes from, in words that print at the foot of its page."""
    book: Line | None = None
    """The book that it stands in: title, author, edition, publisher, year."""
    page: Page | None = None
    """Where it stands there."""
    permission: Line | None = None
    """The reference under which the publisher lets the clinic copy it."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.license is License.PUBLIC_DOMAIN and not self.credit:
            raise PydanticCustomError("credit", "is in the public domain and needs a `credit`: where it comes from", {})
        if self.license is License.INDIVIDUAL_PURCHASER and not (self.book and self.page):
            raise PydanticCustomError(
                "book_page", "is for those who bought the book and needs `book` and `page`, so that they find it", {}
            )
        return self

    @property
    def withheld(self) -> bool:
        """Tell whether the text may not be printed: only who bought the book may copy it, and nobody gave leave."""
        return self.license is License.INDIVIDUAL_PURCHASER and self.permission is None

    @property
    def cited(self) -> str:
        """Book and page as one citation, such as `The Book, pp. 45-46`; empty where there is no book."""
        if not (self.book and self.page):
            return self.book or ""
        return f"{self.book}, {'p.' if self.page.isdigit() else 'pp.'} {self.page}"
