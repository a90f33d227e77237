"""What a binder costs, of a week of the evening track or, with `--whole`, of its cycle: run it as a script.

Whole processes, one after the other, in a workspace and a store of their own: cold, unchanged, one module edited; and
plain WeasyPrint on the same pages, one call a document, which neither merges nor knows page numbers.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).parents[2]
ARGUMENTS = () if "--whole" in sys.argv else ("--week", "1")
EDITED = "catching-quick-thoughts"
PLAIN = """
import sys, weasyprint
from pathlib import Path
from curriculum.workspace import open_workspace
from curriculum.workspace.exporting import pages, weeks_to_print
root, *weeks = sys.argv[1:]
workspace = open_workspace(Path(root))
same, made = set(), 0
for page in pages(workspace, "evening", weeks_to_print(workspace, "evening", map(int, weeks))):
    if page.kind != "handout" or page.html not in same:
        same.add(page.html)
        document = weasyprint.HTML(string=page.html).render(stylesheets=[weasyprint.CSS(string=page.styles.css)])
        document.write_pdf(f"{root}/plain.pdf", pdf_variant="pdf/ua-1")
        made += len(document.pages)
print(made, "pages")
"""


def run(case: str, *words: str, cwd: Path) -> None:
    """Print how long a process took, by the wall and of processors, and its last lines; on a busy machine trust CPU."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cwd / "cache"), "PYTHONPATH": str(HOME)},
    )
    said = [(lines.strip().splitlines() or [""])[-1].strip() for lines in (ran.stdout, ran.stderr)]
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{case:20} {wall:7.2f} s wall {cpu:7.2f} s CPU  {'  '.join(said)}", flush=True)


def main() -> None:
    """Print a line for each case."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("modules", "tracks", "clinic.yaml"):
            copy = shutil.copytree if (HOME / name).is_dir() else shutil.copy
            copy(HOME / name, root / name)
        binder = ("-m", "curriculum", "export", "evening", "--binder", *ARGUMENTS)
        cases = {"cold": None, "unchanged": None, "unchanged again": None, "one module edited": EDITED}
        for case, edited in cases.items():
            if edited:
                (path,) = root.glob(f"modules/*/{edited}.yaml")
                text = path.read_text("utf-8")
                path.write_text(text.replace("\nsummary: ", "\nsummary: Today, ", 1), encoding="utf-8")
            run(case, *binder, cwd=root)
        run("plain WeasyPrint", "-c", PLAIN, str(root), *ARGUMENTS[1:], cwd=root)


if __name__ == "__main__":
    main()
