"""Printing on the machines of a Dask cluster: who may, whose turn it is, and what is done about machines that fail.

Knows workers and jobs, no pages and no files: what comes back is for `farline` to write.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from curriculum.export.farline import FarLine
from curriculum.export.press_line import PressDied
from curriculum.export.reaching import SECONDS_TO_CONNECT, check_installed, connected, silence
from curriculum.export.remote import Returned, differences, made_with, printed
from curriculum.export.turns import Turns
from curriculum.model.errors import CurriculumError
from curriculum.model.words import counted

_MOST = 1024
"""Jobs that wait for a turn at a time; beyond them the pressroom's own queue goes on."""
_AHEAD = 1
"""Jobs that wait at each worker beside those under way, so that it has the next at once: half of what travel costs."""
_ASKED = 2
"""Times that a page is asked for whose time is up, each time on another machine where there is one."""
_SECONDS_TO_SAY = 20
"""What a machine may take to say what it prints with; importing the planner takes about one."""
_SECONDS_BETWEEN_LOOKS = 2.0
_GRACE = 30
"""Seconds in which a machine must have answered, beside those of the page and of one before it."""
_SECONDS_WITHOUT = 60.0
"""How long an export waits for machines once it has none; a worker that was lost comes back in a few."""


@asynccontextmanager
async def cluster(address: str, notice: Callable[[str], None]) -> AsyncIterator["Cluster"]:
    """Yield the machines of a cluster. `notice` is told in a line each who they are, and which is left out and why.

    Raises CurriculumError where the extra is not installed, nobody answers there, or no machine of it prints the
    same bytes as this one.
    """
    check_installed()
    with silence():
        client = await connected(address)
        crew = Cluster(client, address, notice)
        try:
            await crew.gather()
            yield crew
        finally:
            await crew.dismiss()


class Cluster:
    """The machines of a cluster that print what this one does. A `crew.Crew`."""

    most = _MOST

    def __init__(self, client: Any, address: str, notice: Callable[[str], None]) -> None:
        # Any: a distributed.Client, most of which has no types.
        self._client = client
        self._address = address
        self._notice = notice
        self._here = made_with()
        self._fit: dict[str, int] = {}
        """Threads by worker, of those that print."""
        self._unfit: dict[str, str] = {}
        """Why a worker is left out."""
        self._silent: set[str] = set()
        """Who was asked what it prints with and has not said so."""
        self._turns = Turns()
        self._gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._watching: asyncio.Task[None] | None = None

    def line(self, scratch: Path, seconds: int) -> FarLine:
        """Return a line that takes turns with the others."""
        return FarLine(self.printed, scratch, seconds)

    async def gather(self) -> None:
        """Find out who is there. Raises CurriculumError where nobody is who prints the same bytes."""
        try:
            await self._look()
            if not self._fit and self._silent:
                await self._look_for_some()
        except OSError as error:
            raise self._lost(str(error)) from None
        if not self._fit:
            raise self._nobody()
        threads = sum(self._fit.values())
        self._notice(f"Printing on {counted(len(self._fit), 'worker')} of {self._address}, {threads} at a time.")
        self._watching = asyncio.create_task(self._watch())

    async def dismiss(self) -> None:
        """Leave the cluster; what is under way there comes to nothing."""
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._gone.done():
            self._gone.exception()
        with suppress(OSError, TimeoutError):
            await self._client.close(timeout=SECONDS_TO_CONNECT)

    async def printed(self, job: bytes, seconds: int) -> Returned:
        """Return what came of a job: made, or failed for a reason that lies in the page.

        Raises PressDied or TimeoutError where the page is to blame for that, CurriculumError where no machine is left.
        """
        async with self._turns:
            for _ in range(_ASKED):
                returned = await self._fit_answer(job, seconds)
                if returned is None or returned["outcome"] == "late":
                    continue
                if returned["outcome"] == "died":
                    raise PressDied(f"{returned['said']}, on {returned['machine']}")
                return returned
        raise TimeoutError

    async def _fit_answer(self, job: bytes, seconds: int) -> Returned | None:
        """Return the answer of a machine that can print; None where none came in time."""
        while True:
            returned = await self._answer(job, seconds)
            if returned is None:
                return None
            why = returned["said"] if returned["outcome"] == "unfit" else _damage(returned)
            if not why:
                return returned
            self._leave_out(returned["worker"], f"A worker on {returned['machine']} is left out: {why.rstrip('.')}.")
            if not self._fit:
                raise self._nobody()

    async def _answer(self, job: bytes, seconds: int) -> Returned | None:
        """Return the answer of any machine; None where none came in time, and it is left out."""
        from distributed import CancelledError, KilledWorker

        patience = (1 + _AHEAD) * seconds + _GRACE
        while True:
            asked = await self._whom_to_ask()
            key = f"print-{uuid4().hex}"
            future = self._client.submit(printed, job, seconds, key=key, pure=False, workers=asked)
            try:
                async with asyncio.timeout(patience):
                    returned = await self._result(future, asked)
                if returned is not None:
                    return returned
            except TimeoutError:
                await self._leave_out_whoever_has(key, patience)
                return None
            except KilledWorker as killed:
                raise PressDied(f"{killed.allowed_failures + 1} workers were lost one after the other") from None
            except CancelledError:  # Dask's own, which is not that of asyncio: it no longer knows the job
                raise self._lost("its scheduler does not answer") from None
            finally:
                future.release()

    async def _whom_to_ask(self) -> list[str]:
        """Return the workers that print, as soon as there are any. Raises CurriculumError once the cluster is gone."""
        while not self._fit and not self._gone.done():
            await asyncio.wait({self._gone}, timeout=_SECONDS_BETWEEN_LOOKS)
        if self._gone.done():
            self._gone.result()
        return list(self._fit)

    async def _result(self, future: Any, asked: Sequence[str]) -> Returned | None:
        """Return what a Dask future holds; None once nobody is left of those who were asked for it.

        Whoever comes instead, as a worker that was lost and started again does, has another address.
        """
        waiting = asyncio.ensure_future(future.result())
        try:
            while not self._gone.done() and any(worker in self._fit for worker in asked):
                await asyncio.wait(
                    {waiting, self._gone}, timeout=_SECONDS_BETWEEN_LOOKS, return_when=asyncio.FIRST_COMPLETED
                )
                if waiting.done():
                    returned: Returned = waiting.result()
                    return returned
            return None
        finally:
            waiting.cancel()

    async def _leave_out_whoever_has(self, key: str, seconds: int) -> None:
        """Leave out the machine that was given a job and says nothing."""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_SAY):
                holding = await self._client.processing()
                for worker in [worker for worker, keys in holding.items() if key in keys]:
                    self._leave_out(
                        worker, f"The worker at {worker} is left out: it did not answer for {seconds} seconds."
                    )

    def _leave_out(self, worker: str, why: str) -> None:
        if worker in self._fit:
            del self._fit[worker]
            self._unfit[worker] = why
            self._turns.places = sum(threads + _AHEAD for threads in self._fit.values())
            self._notice(why)

    async def _watch(self) -> None:
        """Look who comes and goes until the export ends, or nobody is left."""
        found = True
        while found:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            found = await self._look_for_some()
        self._gone.set_exception(self._lost("no worker is left"))
        self._turns.places = _MOST  # whoever waits for a turn shall hear of it

    async def _look_for_some(self) -> bool:
        """Look until there is somebody who prints; tell whether there is before it takes too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_WITHOUT):
                while True:
                    try:
                        await self._look()
                    except OSError:
                        self._fit = {}  # whoever is there, nobody can be asked
                    if self._fit:
                        return True
                    await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        return False

    async def _look(self) -> None:
        """Take in who has come, leave out who prints other bytes, and forget who has gone. Raises OSError."""
        threads: Mapping[str, int] = await self._client.nthreads()
        self._fit = {worker: count for worker, count in self._fit.items() if worker in threads}
        new = [worker for worker in threads if worker not in self._fit and worker not in self._unfit]
        told = await asyncio.gather(*(self._said_by(worker) for worker in new))
        for worker, there in zip(new, told, strict=True):
            self._judge(worker, threads[worker], there)
        self._turns.places = sum(threads + _AHEAD for threads in self._fit.values())

    async def _said_by(self, worker: str) -> object:
        """Return what a worker says it prints with, or in which error that ended; None where it says nothing yet."""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_SAY):
                said: Mapping[str, object] = await self._client.run(made_with, workers=[worker], on_error="return")
                return said.get(worker)
        return None

    def _judge(self, worker: str, threads: int, there: object) -> None:
        """Take in a worker that prints the same bytes as this machine, leave out another."""
        why = ""
        if isinstance(there, ImportError | AttributeError):
            why = f": it has another version of curriculum, or none ({there})"
        elif isinstance(there, dict):
            other = differences(self._here, there)
            why = f", for its pages would differ: {other}" if other else ""
        elif worker not in self._silent:
            self._silent.add(worker)
            self._notice(f"The worker at {worker} does not say yet what it prints with; it is asked again.")
        if why:
            self._unfit[worker] = f"The worker at {worker} is left out{why}."
            self._notice(self._unfit[worker])
        elif isinstance(there, dict):
            self._fit[worker] = threads

    def _nobody(self) -> CurriculumError:
        if not self._unfit:
            return CurriculumError(
                f"No worker has joined the cluster at {self._address}.",
                f"Start one on each machine: dask worker {self._address}",
            )
        return CurriculumError(
            f"No worker of the cluster at {self._address} can print this.",
            "Install the same versions there and here, see to its disk, and start its workers again.",
        )

    def _lost(self, why: str) -> CurriculumError:
        return CurriculumError(
            f"The cluster at {self._address} is gone ({why}).",
            "What was printed is whole and kept: the same command goes on from there, with the cluster or without.",
        )


def _damage(returned: Returned) -> str:
    """Return what of the files was damaged on its way, in words; nothing where they are whole."""
    for file in returned["files"].values():
        if hashlib.sha256(file["data"]).hexdigest() != file["sha256"]:
            return "what it sent was damaged on its way"
    return ""
