"""Filters under measurement: started, measured by /proc, stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
LINK = ("https://admin.microsoft.com/Adminportal/Home?invType="
        "ResellerRelationship&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438"
        "&msppId=0&DAP=true#/BillingAccounts/partner-invitation")


def children(pid):
    """PID and all processes beneath it."""
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(c) for c in
                          (task / "children").read_text().split()]
        except FileNotFoundError:
            pass
    return found


def nanoseconds(pid):
    """CPU time of all threads, those that have ended too."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Daemon:
    """A filter with its processes. SOCKET: a path."""

    def __init__(self, command, socket, log=subprocess.DEVNULL):
        self.socket = str(socket)
        self.process = subprocess.Popen(
            [str(c) for c in command], stdin=subprocess.DEVNULL, stdout=log,
            stderr=log)
        end = time.monotonic() + 20
        while not Path(socket).is_socket():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                sys.exit(f"bench: {command[0]} does not start")
            time.sleep(0.02)
        time.sleep(0.1)

    def cpu(self):
        """Seconds so far, user and system."""
        return sum(nanoseconds(p) for p in children(self.process.pid))

    def peak(self):
        """Bytes: the most that any of its processes ever held."""
        return max(int(line.split()[1]) * 1024
                   for pid in children(self.process.pid)
                   for line in Path(f"/proc/{pid}/status").read_text()
                   .splitlines() if line.startswith("VmHWM"))

    def stop(self):
        """At once: nothing is under way any more."""
        for pid in reversed(children(self.process.pid)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()
        Path(self.socket).unlink(missing_ok=True)


def contoso(build, source, folder):
    """A registry with one reseller, whose sender is alice, and the
    configuration beside it."""
    (folder / "linkseal.conf").write_text(
        f'registry = "sqlite:{folder}/registry.db"\n'
        f'providers = {{ "{source}/providers" }}\n'
        f'templates = "{source}/templates"\n'
        "milter {\n"
        f'\tsocket = "unix:{folder}/ours"\n'
        + ('\tuser = "nobody"\n' if os.geteuid() == 0 else "") + "}\n")
    for words in (["reseller", "add", "contoso", "--display", "Contoso Ltd",
                   "--provider", "partner-center", "--account",
                   "3b33e682-00c3-41ee-9dd2-a548adf56438"],
                  ["issue", "contoso", "--url", LINK],
                  ["sender", "add", "contoso", "alice@contoso.example"]):
        subprocess.run([build / "linkgen/linkseal-linkgen", "-c",
                        folder / "linkseal.conf", *words], check=True,
                       stdout=subprocess.DEVNULL)
    for path in folder.glob("registry.db*"):
        path.chmod(0o666)
    folder.chmod(0o777)


def start_linkseal(build, source, folder):
    """Its log goes into a file, as it would to a logging daemon."""
    with open(folder / "log", "ab") as log:
        return Daemon([build / "milter/linkseal-milter", "-f", "-c",
                       folder / "linkseal.conf"], folder / "ours", log)
