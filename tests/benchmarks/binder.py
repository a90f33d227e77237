"""What a binder costs: of a week of the evening track, with `--cycle` of its eight weeks; run it as a script.

Whole processes, by turns and in a workspace and a store of their own: plain WeasyPrint on the same pages, cold,
unchanged, one module edited. Plain is one `HTML(...).write_pdf()` a document with the same HTML and CSS and a new
FontConfiguration, in one process; it does not merge, number or check anything. `--growth` prints tracks of up to
5,000 pages instead. On a busy machine the ratios of CPU time say more than those of the wall.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

HOME = Path(__file__).parents[2]
EDITED = "catching-quick-thoughts"
ROUNDS = 3
WEEKS_OF_GROWTH = (6, 12, 24, 48)
PLAIN = """
import json, sys
from pathlib import Path
import weasyprint
from weasyprint.text.fonts import FontConfiguration
made = 0
for line in Path(sys.argv[1]).open():
    html, css = json.loads(line)
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=css, font_config=fonts)
    document = weasyprint.HTML(string=html).render(stylesheets=[style], font_config=fonts)
    document.write_pdf(sys.argv[1] + ".pdf", pdf_variant="pdf/ua-1")
    made += len(document.pages)
print(made, "pages")
"""
LEAVES = """
import json, sys
from datetime import date
from pathlib import Path
from curriculum.export.binder import Share
from curriculum.export.book import Numbers
from curriculum.workspace import open_workspace
from curriculum.workspace.binders import binder_for
from curriculum.workspace.exporting import weeks_to_print
root, into, *weeks = sys.argv[1:]
workspace = open_workspace(Path(root))
share = Share(weeks_to_print(workspace, "evening", map(int, weeks)))
leaves = binder_for(workspace, "evening", share, today=date.today()).leaves
numbers = Numbers.of({leaf.name: 1 for leaf in leaves})
with Path(into).open("w") as file:
    for leaf in leaves:
        page = leaf.draw(numbers) if callable(leaf.draw) else leaf.draw
        file.write(json.dumps([page.html, page.styles.css]) + "\\n")
"""
TYPST = """
import json, re, sys
from html import unescape
from pathlib import Path
import typst
for line in Path(sys.argv[1]).open():
    html, _ = json.loads(line)
    texts = re.split(r"</?(?:p|li|td|th|h[1-6]|div|section)[^>]*>", re.sub(r"<head>.*?</head>", "", html, flags=re.S))
    told = [unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in texts]
    texts = "\\n\\n".join(f"#text({json.dumps(each, ensure_ascii=False)})" for each in told if each)
    typst.compile(("#set page(paper: \\"us-letter\\")\\n" + texts).encode())
print("text alone")
"""


@dataclass(frozen=True)
class Cost:
    """What a process and all that it started took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processors together."""
    memory: float
    """MiB of the largest of its processes."""
    said: str


def run(*words: str, cwd: Path) -> Cost:
    """Return what `python WORDS` costs. Raises RuntimeError where it fails."""
    begun = time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": str(cwd / "cache"), "PYTHONPATH": str(HOME)}
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, *words], cwd=cwd, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        said.seek(0)
        lines = said.read().strip().splitlines() or [""]
    if status:
        raise RuntimeError("\n".join(lines[-20:]))
    pages = next((line for line in reversed(lines) if "pages" in line), lines[-1]).strip()
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, pages)


def binder(root: Path, *weeks: str) -> Cost:
    """Return what making the binder costs."""
    return run("-m", "curriculum", "export", "evening", "--binder", *weeks, cwd=root)


def workspace(root: Path) -> None:
    """Copy the sample workspace."""
    for name in ("modules", "tracks", "clinic.yaml"):
        copy = shutil.copytree if (HOME / name).is_dir() else shutil.copy
        copy(HOME / name, root / name)


def edit(root: Path) -> None:
    """Change one module."""
    (path,) = root.glob(f"modules/*/{EDITED}.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nsummary: ", "\nsummary: Today, ", 1), encoding="utf-8")


def rounds(root: Path, *weeks: str) -> Iterator[dict[str, Cost]]:
    """Yield the costs of each round."""
    numbers = weeks[1::2]
    leaves = root / "leaves.jsonl"
    for _ in range(ROUNDS):
        run("-c", LEAVES, str(root), str(leaves), *numbers, cwd=root)
        shutil.rmtree(root / "cache", ignore_errors=True)
        shutil.rmtree(root / "exports", ignore_errors=True)
        costs = {"plain WeasyPrint": run("-c", PLAIN, str(leaves), cwd=root), "cold": binder(root, *weeks)}
        costs["unchanged"] = binder(root, *weeks)
        edit(root)
        costs["one module edited"] = binder(root, *weeks)
        if find_spec("typst"):
            costs["Typst, for scale"] = run("-c", TYPST, str(leaves), cwd=root)
        yield costs


def compare(*weeks: str) -> None:
    """Print the median of each case over all rounds, and how many times as fast as plain WeasyPrint it is."""
    with tempfile.TemporaryDirectory() as folder:
        workspace(Path(folder))
        measured = list(rounds(Path(folder), *weeks))
    print(f"{'':20} {'wall s':>8} {'CPU s':>8} {'times as fast':>14} {'by CPU':>8} {'MiB':>6}")
    for case in measured[0]:
        every = [costs[case] for costs in measured]
        plain = [costs["plain WeasyPrint"] for costs in measured]
        wall = median(base.wall / cost.wall for base, cost in zip(plain, every, strict=True))
        cpu = median(base.cpu / cost.cpu for base, cost in zip(plain, every, strict=True))
        seconds = f"{median(cost.wall for cost in every):8.2f} {median(cost.cpu for cost in every):8.2f}"
        memory = max(cost.memory for cost in every)
        print(f"{case:20} {seconds} {wall:14.1f} {cpu:8.1f} {memory:6.0f}  {every[-1].said}", flush=True)


def growth() -> None:
    """Print the cost of tracks of more and more weeks."""
    print(f"{'weeks':>6} {'wall s':>8} {'CPU s':>8} {'CPU ms a page':>14} {'MiB':>6}")
    for weeks in WEEKS_OF_GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            workspace(root)
            lengthen(root, weeks)
            cost = binder(root)
            many = int(cost.said.rsplit(None, 2)[-2].replace(",", ""))
            seconds = f"{cost.wall:8.2f} {cost.cpu:8.2f} {1000 * cost.cpu / many:14.1f}"
            print(f"{weeks:6} {seconds} {cost.memory:6.0f}  {many} pages", flush=True)


def lengthen(root: Path, weeks: int) -> None:
    """Give the evening track a longer cycle and five evenings a week, filled with what it holds already."""
    import yaml

    path = root / "tracks" / "evening.yaml"
    track = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    eight = [track["plan"][week] for week in sorted(track["plan"], key=int)]
    for week in eight:
        week |= {"tue": week.get("mon", {}), "fri": week.get("wed", {})}
    track["meetings"][0]["days"] = ["mon", "tue", "wed", "fri"]
    track |= {"cycle": weeks, "stay": weeks, "plan": {n: eight[(n - 1) % len(eight)] for n in range(1, weeks + 1)}}
    path.write_text(json.dumps(track), encoding="utf-8")


if __name__ == "__main__":
    if "--growth" in sys.argv:
        growth()
    else:
        compare(*(() if "--cycle" in sys.argv else ("--week", "1")))
