"""A print service of its own for a test: a real CUPS in a folder, on a socket of its own, whose printers keep PDFs."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

CUPSD = Path("/usr/sbin/cupsd")
_LIBRARY = Path("/usr/lib/cups")
MISSING = next(
    (
        f"{each} is not installed: apt install cups-daemon cups-client cups-filters-core-drivers"
        for each in (CUPSD, _LIBRARY / "filter" / "pdftopdf")
        if not each.exists()
    ),
    "" if shutil.which("lp") else "lp is not installed: apt install cups-client",
)
"""Why no print service can be started here; empty where one can."""

_SERVICE = """\
LogLevel warn
Listen {socket}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobFiles No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """\
ServerRoot {root}/etc
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/run
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
Printcap
"""
_BACKEND = """\
#!/bin/sh
[ $# = 0 ] && exit 0
printf '%s\\n' "$3" "$4" "$5" > "{root}/out/$1.asked"
if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "{root}/out/$1.part"
mv "{root}/out/$1.part" "{root}/out/$1.pdf"
"""
_QUEUE = """\
<{kind} {name}>
Info {name}
DeviceURI keep:/out
State {state}
{message}Accepting {accepting}
Shared No
JobSheets none none
OpPolicy default
ErrorPolicy abort-job
</{kind}>
"""
_DRIVER = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.2
*cupsManualCopies: True
*cupsFilter: "application/vnd.cups-pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: Letter
*PageSize Letter: ""
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter: ""
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter: "0 0 612 792"
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: Letter
*PaperDimension Letter: "612 792"
*PaperDimension A4: "595 842"
*OpenUI *Duplex: PickOne
*DefaultDuplex: None
*Duplex None: ""
*Duplex DuplexNoTumble: ""
*Duplex DuplexTumble: ""
*CloseUI: *Duplex
"""


@dataclass(frozen=True)
class Printed:
    """A job as a printer got it: the driver has made its copies."""

    title: str
    copies: int
    options: dict[str, str]
    file: Path


@dataclass(frozen=True)
class Service:
    """A print service with three queues: Office, the usual one; Full, which takes nothing; Jam, which is stopped."""

    root: Path
    process: subprocess.Popen

    @property
    def socket(self) -> Path:
        return self.root / "run" / "s"

    @property
    def environment(self):
        return {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}

    def say(self, *words):
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, check=False)

    def printed(self, jobs):
        """Wait until so many jobs are printed, and return them in the order sent."""
        for _ in range(600):
            files = sorted((self.root / "out").glob("*.pdf"), key=lambda file: int(file.stem))
            if len(files) >= jobs:
                return [_read(file) for file in files]
            time.sleep(0.05)
        raise AssertionError(f"{len(files)} of {jobs} jobs were printed: {(self.root / 'log' / 'error').read_text()}")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def _read(file):
    title, copies, options = file.with_suffix(".asked").read_text().splitlines()
    pairs = (each.partition("=") for each in options.split())
    return Printed(title, int(copies), {name: value for name, _, value in pairs}, file)


@contextmanager
def print_service():
    """Start a print service, and end it. Its folder has a short name, because a socket has to."""
    root = Path(tempfile.mkdtemp(prefix="cups-", dir="/tmp"))
    try:
        _furnish(root)
        words = [CUPSD, "-f", "-c", root / "etc" / "cupsd.conf", "-s", root / "etc" / "cups-files.conf"]
        service = Service(root, subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        try:
            for _ in range(200):
                if service.socket.exists() and "is running" in service.say("lpstat", "-r").stdout:
                    break
                time.sleep(0.05)
            else:
                pytest.skip("CUPS is installed, but does not start in a folder of its own here")
            yield service
        finally:
            service.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _furnish(root):
    # What drivers run as has to reach its files.
    root.chmod(0o755)
    for folder in ("etc/ppd", "spool/tmp", "cache", "run", "log", "out", "bin/backend"):
        (root / folder).mkdir(parents=True)
    for folder in _LIBRARY.iterdir():
        if folder.is_dir() and folder.name != "backend":
            (root / "bin" / folder.name).symlink_to(folder)
    backend = root / "bin" / "backend" / "keep"
    backend.write_text(_BACKEND.format(root=root))
    backend.chmod(0o700)
    (root / "etc" / "cupsd.conf").write_text(_SERVICE.format(socket=root / "run" / "s"))
    (root / "etc" / "cups-files.conf").write_text(_FILES.format(root=root))
    (root / "etc" / "ppd" / "Office.ppd").write_text(_DRIVER)
    queues = (
        {"kind": "DefaultPrinter", "name": "Office", "state": "Idle", "message": "", "accepting": "Yes"},
        {"kind": "Printer", "name": "Full", "state": "Idle", "message": "", "accepting": "No"},
        {
            "kind": "Printer",
            "name": "Jam",
            "state": "Stopped",
            "message": "StateMessage Paper jam\n",
            "accepting": "Yes",
        },
    )
    (root / "etc" / "printers.conf").write_text("".join(_QUEUE.format(**each) for each in queues))
