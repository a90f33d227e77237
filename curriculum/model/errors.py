"""What a person can mend now: one error for every face of the planner to show in one line."""


class CurriculumError(Exception):
    """Something that the person at the keyboard can mend: what it is, and what to do.

    Findings are for what a person wrote in a file; this is for what a person asked for.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()
