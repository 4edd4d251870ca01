"""linkseal-milter in a directory of its own: configuration, registry, daemon,
and the letters that tests send through it."""

import contextlib
import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from milter_client import MilterClient

HERE = Path(__file__).resolve().parent
SOURCE = Path(os.environ.get("LINKSEAL_SOURCE", HERE.parent.parent))
BUILD = Path(os.environ.get("LINKSEAL_BUILD", SOURCE / "build/tests"))
ROOT = os.geteuid() == 0
USER = "nobody"

ALICE = "alice@contoso.example"
ACCOUNT = "3b33e682-00c3-41ee-9dd2-a548adf56438"
OTHER = "7260758d-876b-4da1-b8aa-ae70122d886a"


def link(account):
    return ("https://admin.microsoft.com/Adminportal/Home"
            f"?invType=ResellerRelationship&partnerId={account}"
            "&msppId=0&DAP=true#/BillingAccounts/partner-invitation")


def letter(url):
    return ("From: Alice <alice@contoso.example>\r\n"
            "Subject: Invitation\r\n of Contoso\r\n"
            "X-Odd:no space\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 8bit\r\n"
            "\r\n"
            "Grüß Gott,\r\n\r\nplease accept:\r\n\r\n"
            f"{url}\r\n\r\nAlice\r\n").encode()


INTACT = letter(link(ACCOUNT))
DAMAGED = letter(link(ACCOUNT).replace("DAP=true", "DAP=true&utm_source=x"))
FOREIGN = letter(link(OTHER))
ORDINARY = letter("See you at ten.")

class House:
    """A directory with configuration and registry, and the daemon in it."""

    def __init__(self):
        for path in ("milter/linkseal-milter", "linkgen/linkseal-linkgen"):
            if not (BUILD / path).exists():
                sys.exit(f"{BUILD / path} is not built")
        self.dir = Path(tempfile.mkdtemp(prefix="linkseal-milter-"))
        self.dir.chmod(0o755)
        for name in ("run", "var"):
            (self.dir / name).mkdir()
        if ROOT:
            self.user = f'user = "{USER}"'
            entry = pwd.getpwnam(USER)
            for name in ("run", "var"):
                os.chown(self.dir / name, entry.pw_uid, entry.pw_gid)
        else:
            self.user = ""
        self.config = self.dir / "linkseal.conf"
        self.socket = str(self.dir / "run/milter.sock")
        self.log_path = self.dir / "log"
        self.process = None
        # nobody may not be able to read the build directory
        self.program = self.dir / "linkseal-milter"
        shutil.copy(BUILD / "milter/linkseal-milter", self.program)
        shutil.copytree(SOURCE / "providers", self.dir / "providers")
        self.configure()

    def configure(self, milter="", top=""):
        self.config.write_text(
            f'registry = "sqlite:{self.dir}/var/registry.db"\n'
            f'keys = "{self.dir}/var/keys"\n'
            f'providers = {{ "{self.dir}/providers" }}\n'
            f'{top}\n'
            f'milter {{\n\tsocket = "unix:{self.socket}"\n\t{self.user}\n'
            f'\tpid_file = "{self.dir}/run/pid"\n'
            f'\t{milter}\n}}\n')

    def as_user(self):
        if not ROOT:
            return {}
        entry = pwd.getpwnam(USER)
        return {"user": entry.pw_uid, "group": entry.pw_gid,
                "extra_groups": []}

    def linkgen(self, *arguments):
        self.ask_linkgen(*arguments)

    def ask_linkgen(self, *arguments):
        """What it prints."""
        return subprocess.run(
            [shutil.copy(BUILD / "linkgen/linkseal-linkgen", self.dir), "-c",
             self.config, *arguments], check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True, **self.as_user()).stdout

    def run(self, *arguments, as_user=False, **more):
        return subprocess.run([self.program, "-c", self.config, *arguments],
                              capture_output=True, text=True,
                              **(self.as_user() if as_user else {}), **more)

    def start(self, *arguments, descriptors=None, **environment):
        """DESCRIPTORS: their soft and hard limit."""
        before = self.log().count(": ready on ")
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [self.program, "-c", self.config, "-f", *arguments],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env={**os.environ, **environment}, start_new_session=True,
                preexec_fn=descriptors and (lambda: resource.setrlimit(
                    resource.RLIMIT_NOFILE, descriptors)))
        wait(lambda: self.log().count(": ready on ") > before or
             self.process.poll() is not None, "the daemon to start")
        assert self.process.poll() is None, self.log()

    def stop(self, number=signal.SIGTERM):
        if self.process is None:
            return None
        process, self.process = self.process, None
        process.send_signal(number)
        try:
            return process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise

    def worker(self):
        """The process id of the one that filters."""
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        return int(Path(path).read_text().split()[0])

    def log(self):
        return self.log_path.read_text(errors="replace") \
            if self.log_path.exists() else ""

    def wait_log(self, text, count=1):
        wait(lambda: self.log().count(text) >= count, f"{text!r} in the log")

    @contextlib.contextmanager
    def mta(self, **options):
        with MilterClient(self.socket, **options) as client:
            client.connect()
            yield client

    def close(self):
        with contextlib.suppress(Exception):
            self.stop()
        shutil.rmtree(self.dir, ignore_errors=True)


def wait(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, \
            f"waited in vain for {what}\n{the_house.log()[-2000:]}"
        time.sleep(0.02)


def restored(result):
    assert result.answer == "continue", result
    assert result.message == INTACT, result.message.decode()
    kinds = {change[0] for change in result.changes}
    assert kinds == {"body"}, result.changes


def untouched(result, answer="continue"):
    assert result.answer == answer, result
    assert not result.changes, result.changes


the_house = House()
