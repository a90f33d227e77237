"""A printing process: reads one job a line, writes the files, answers one line each. `pressroom` starts it.

A job names a page and its styles, or parts to merge, and its paths; an answer names the files or says in words why
there are none.
Standard output carries answers alone: whatever a library prints goes to standard error.
"""

import ctypes.util
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, TextIO

from curriculum.export.binding import Binding, Part
from curriculum.export.html import Styles, standalone
from curriculum.export.limits import beyond_bounds
from curriculum.export.store import Kept, Store, key_for
from curriculum.files.writing import Content, write_whole
from curriculum.model.clinic import Paper
from curriculum.model.errors import CurriculumError

if TYPE_CHECKING:
    from curriculum.export.pdf import Press

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space; a document of 200 pages takes about a third of it."""


class Unusable(Exception):
    """This machine lacks what PDFs are made with."""


def main() -> None:
    """Answer jobs until standard input ends. `sys.argv[1]` names the folder with the fonts.conf."""
    os.environ["FONTCONFIG_FILE"] = str(Path(sys.argv[1]) / "fonts.conf")
    answers = _private_stdout()
    _limit_memory()
    printer = _Printer(Path(sys.argv[1]))
    if sys.argv[3:] == ["warm"]:
        printer.warm()
    for line in sys.stdin.buffer:
        _limit_time(seconds=int(sys.argv[2]))
        answer = json.dumps(_with_room(printer.answer, json.loads(line)))
        answers.write(answer + "\n")
        answers.flush()


def _with_room(answer: Callable[[dict[str, Any]], dict[str, Any]], job: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a job, with room for all frames that the answer nests.

    Python takes room for frames 16 KiB at a time and gives it back at once: a layout that calls across such an edge
    does so at every call, 400,000 times in a binder, which is a tenth of its time. A frame that asks for much room is
    given a power of two, and those below it live in the rest: 310 KiB of a MiB.
    """
    return answer(job)


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=90_000)


def _press_type() -> "type[Press]":
    """Return `Press`. Raises ImportError or OSError where this machine lacks what PDFs are made with.

    WeasyPrint asks for each library by the names of other systems first. On Linux each such question runs ldconfig, a
    compiler and a linker, 0.15 s in all, so it is answered at once; where no name leads anywhere, they run after all.
    """
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        from curriculum.export.pdf import Press
    except OSError:
        ctypes.util.find_library = find
        from curriculum.export.pdf import Press
    finally:
        ctypes.util.find_library = find
    return Press


def _found_nowhere(name: str) -> str | None:  # noqa: ARG001 - the interface of `find_library`
    """Return None."""
    return None


def _private_stdout() -> TextIO:
    """Return standard output for answers alone, and lead everything else to standard error."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="utf-8")


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        try:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        except (ValueError, OSError):  # a system that knows no such limit still prints
            return


def _limit_time(*, seconds: int) -> None:
    """End this process by signal if the next document takes so many seconds of processor time."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


class _Printer:
    """Answers jobs; makes its press for the first PDF."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._made: Press | None = None

    @property
    def _press(self) -> "Press":
        if self._made is None:
            try:
                self._made = _press_type()()
            except (ImportError, OSError) as error:
                raise Unusable(str(error).partition("\n")[0]) from error
            # What is there by now stays; what a document leaves is swept up after it, at a thirtieth of its time.
            gc.collect()
            gc.freeze()
            gc.disable()
        return self._made

    def warm(self) -> None:
        """Get ready for the first PDF; what is missing is said when one is asked for."""
        with suppress(Unusable, ImportError, OSError):
            _ = self._press
            from curriculum.export import gather, merge  # noqa: F401 - imported while there is nothing else to do

    def answer(self, job: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a job: `files`, or `failure`, or `unusable`."""
        too_much = None if "merge" in job else beyond_bounds(job["html"])
        if too_much:
            return {"failure": f"Not printed: {too_much}."}
        try:
            return {"files": list(self._files(job))}
        except Unusable as error:
            return {"unusable": str(error)}
        except (CurriculumError, MemoryError, RecursionError) as error:
            return {"failure": _in_words(error)}

    def _files(self, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for format_, path in job["paths"].items():
            if format_ == "pdf":
                made = self._merged(job["merge"]) if "merge" in job else self._printed(job)
                self._keep(job, format_, made)
            elif format_ == "quire":
                made = self._gathered(job)
                self._keep(job, format_, made)
            elif format_ == "docx":
                made = self._for_word(job)
            else:
                made = Kept(standalone(job["html"], Styles(**job["styles"])).encode(), 0)
            self._write(Path(path), made.data)
            yield {"path": path, "pages": made.pages, "bytes": len(made.data), "remarks": made.remarks}

    def _write(self, path: Path, data: Content) -> None:
        """Write a file whole; what ends with this process need not outlive a power cut."""
        if path.is_relative_to(self._scratch):
            path.write_bytes(data)
        else:
            write_whole(path, data)

    def _keep(self, job: dict[str, Any], format_: str, made: Kept) -> None:
        if job.get("keep"):
            Store(Path(job["keep"]["folder"])).keep(key_for(job["keep"]["key"], format_), made)

    def _gathered(self, job: dict[str, Any]) -> Kept:
        """Return a page as a quire; its PDF is printed where it does not lie in the store, and kept there."""
        try:
            from curriculum.export.gather import gather
        except (ImportError, OSError) as error:
            raise Unusable(str(error).partition("\n")[0]) from error
        keep = job.get("keep")
        pdf = Store(Path(keep["folder"])).take(keep["key"]) if keep else None
        if pdf is None:
            pdf = self._printed(job)
            self._keep(job, "pdf", pdf)
        return Kept(gather(pdf.data), pdf.pages, pdf.remarks)

    def _printed(self, job: dict[str, Any]) -> Kept:
        if job.get("facing"):
            return _folded(self._facing(job), job["styles"]["fold"])
        printed = self._press.pdf(job["html"], Styles(**job["styles"]))
        gc.collect()
        return _folded(Kept(printed.data, printed.pages, printed.remarks), job["styles"]["fold"])

    def _for_word(self, job: dict[str, Any]) -> Kept:
        from curriculum.export.office import word_file

        sheet = job["sheet"]
        data, remarks = word_file(
            job["html"], Paper(sheet["paper"]), landscape=sheet["landscape"], css=job["styles"]["css"]
        )
        return Kept(data, 0, remarks)

    def _facing(self, job: dict[str, Any]) -> Kept:
        try:
            from curriculum.export.spreads import facing_pdf

            return facing_pdf(self._press, job["facing"], Styles(**job["styles"]), self._scratch)
        except ImportError as error:
            raise Unusable(str(error).partition("\n")[0]) from error

    def _merged(self, job: dict[str, Any]) -> Kept:
        from curriculum.export.merge import merge

        parts = [Part(part["name"], part["title"], Path(part["path"])) for part in job["parts"]]
        binding = Binding.read(job["binding"])
        with TemporaryFile(dir=self._scratch) as file:
            pages = merge(parts, binding, file)
            file.flush()
            # Not read into memory, which is bounded: a year of a clinic has thousands of pages.
            return _folded(Kept(mmap(file.fileno(), 0, access=ACCESS_READ), pages), binding.fold)


def _folded(kept: Kept, paper: str) -> Kept:
    """Return a PDF as sheets to fold, on a kind of paper; the PDF itself where none is named."""
    if not paper:
        return kept
    try:
        from curriculum.export.folding import fold
    except (ImportError, OSError) as error:
        raise Unusable(str(error).partition("\n")[0]) from error
    sheets = fold(kept.data, Paper(paper))
    return Kept(sheets.data, sheets.sides, (*kept.remarks, sheets.told))


def _in_words(error: CurriculumError | MemoryError | RecursionError) -> str:
    """Return why a document was not printed, in one line."""
    match error:
        case MemoryError():
            return "It needs more memory than one document may take."
        case RecursionError():
            return "Its parts are nested too deep."
    return str(error)


if __name__ == "__main__":
    main()
