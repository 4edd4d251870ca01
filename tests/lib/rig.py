"""A reseller's whole mail house in one folder, for ./quickstart and the
end-to-end test: registry, linkseal-milter, a Postfix that asks it, and the
customer's mail server behind.

    with Rig(build, source) as rig:
        rig.linkgen("reseller", "add", …)
        rig.send(b"From: …", "alice@contoso.example", "it@customer.example")
        rig.sink.wait("it@customer.example")

All Linkseal programs run as user nobody; only Postfix's master is root's.
"""

import contextlib
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from postfix import Postfix
from sasl import Sasl
from sink import Sink

USER = "nobody"
GROUP = "nogroup"

CONFIG = """\
registry = "sqlite:{dir}/var/registry.db"
keys = "{dir}/var/keys"
templates = "{dir}/share/templates"
providers = {{ "{dir}/share/providers" }}
own_host = "partners.fabrikam.example"
milter {{
	socket = "unix:{dir}/run/milter.sock"
	socket_mode = "0660"
	socket_group = "postfix"
	user = "nobody"
	# smaller than the default, so that a test can pass it soon
	max_message = "20M"
}}
mailer {{
	from = "alice@contoso.example"
	tls = "none"
	hostname = "desk.contoso.example"
	state = "{dir}/var/mailer"
}}
"""

LINK = ("https://admin.microsoft.com/Adminportal/Home?invType="
        "ResellerRelationship&partnerId={}&msppId=0&DAP=true"
        "#/BillingAccounts/partner-invitation")
CONTOSO = "3b33e682-00c3-41ee-9dd2-a548adf56438"
FABRIKAM = "7260758d-876b-4da1-b8aa-ae70122d886a"
CONTOSO_LINK = LINK.format(CONTOSO)
FABRIKAM_LINK = LINK.format(FABRIKAM)

DESK = "desk.contoso.example"

# Who may log in at Postfix.
USERS = {"alice": "secret-of-alice", "bob": "secret-of-bob"}

MAIN_CF = """\
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {dir}/sasl
"""

PROGRAMS = {
    "linkseal-linkgen": "linkgen",
    "linkseal-mailer": "mailer",
    "linkseal-milter": "milter",
}


def crlf(data):
    """Files in the tree have LF; SMTP has CRLF."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def end_in_good_order():
    """A kill and a closed terminal end the program like Ctrl-C: by the way
    out that stops the daemons and removes the folder; once is enough."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(*_):
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, interrupt)


class Milter:
    """The daemon, started and stopped as often as a test wants."""

    def __init__(self, program, config, sock, log):
        self.command = [program, "-c", config, "-f"]
        self.socket = sock
        self.log_path = log
        self.process = None

    def start(self, seconds=20):
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError), \
                    socket.socket(socket.AF_UNIX) as s:
                s.connect(self.socket)
                return
            time.sleep(0.05)
        raise RuntimeError(f"linkseal-milter does not start:\n{self.log()}")

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self, seconds=20):
        """Its exit status; None if it was not running."""
        if self.process is None:
            return None
        process, self.process = self.process, None
        process.terminate()
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return process.wait()

    def log(self):
        return Path(self.log_path).read_text(errors="replace")

    def wait_log(self, text, count=1, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.log().count(text) >= count:
                return True
            time.sleep(0.05)
        return False


class Rig:
    CONFIG = CONFIG
    PARENT = None       # of its folder: the usual one for temporary files

    def __init__(self, build, source, config=""):
        """CONFIG: more lines for linkseal.conf."""
        self.build, self.source = Path(build), Path(source)
        self.more_config = config
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        with self._stack:
            self._folder()
            self.sink = self._stack.enter_context(Sink())
            self.milter = Milter(
                f"{self.dir}/bin/linkseal-milter", self.config,
                f"{self.dir}/run/milter.sock", f"{self.dir}/milter.log")
            self._stack.callback(self.milter.stop)
            self.mta = self._stack.enter_context(self.mail_server())
            self._stack = self._stack.pop_all()
        return self

    def __exit__(self, *exc):
        self._stack.close()

    def filters(self):
        """Sockets of the filters that the mail server asks, in this order."""
        return [self.milter.socket]

    def mail_server(self):
        """What asks the filters, not yet started."""
        self._stack.enter_context(Sasl(self.dir / "sasl", USERS))
        return Postfix(
            f"{self.dir}/mta", self.sink.port,
            ", ".join(f"{{ unix:{path}, default_action=tempfail }}"
                      for path in self.filters()),
            MAIN_CF.format(dir=self.dir))

    def _folder(self):
        made = tempfile.mkdtemp(prefix="linkseal-", dir=self.PARENT)
        self._stack.callback(shutil.rmtree, made, ignore_errors=True)
        self.dir = Path(made)
        # Postfix's and our processes are other users'
        self.dir.chmod(0o755)
        for name in ("bin", "run", "share", "var"):
            (self.dir / name).mkdir(mode=0o755)
        shutil.chown(self.dir / "var", USER, GROUP)
        for name, folder in PROGRAMS.items():
            shutil.copy(self.build / folder / name, self.dir / "bin")
        for name in ("providers", "templates"):
            shutil.copytree(self.source / name, self.dir / "share" / name)
        self.config = f"{self.dir}/linkseal.conf"
        Path(self.config).write_text(
            self.CONFIG.format(dir=self.dir) + self.more_config)

    def run(self, program, *arguments, check=True):
        """One of our programs as the admin's shell would start it."""
        done = subprocess.run(
            [f"{self.dir}/bin/{program}", *map(str, arguments)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
            cwd=self.dir, user=USER, group=GROUP, extra_groups=[],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                 "HOME": f"{self.dir}/var", "LINKSEAL_CONFIG": self.config})
        if check and done.returncode:
            raise RuntimeError(
                f"{program} {' '.join(map(str, arguments))}: exit status "
                f"{done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def register(self):
        """The registry that all tests share (tests/lib/fixture)."""
        subprocess.run([self.source / "tests/lib/fixture", self.dir / "var"],
                       check=True, stdin=subprocess.DEVNULL,
                       env={**os.environ, "LINKSEAL_BUILD": str(self.build)})
        for path in (self.dir / "var").rglob("*"):
            shutil.chown(path, USER, GROUP)

    def linkgen(self, *arguments):
        return self.run("linkseal-linkgen", *arguments).stdout

    def mailer(self, *arguments):
        return self.run("linkseal-mailer", *arguments).stdout

    def judge(self, data, sender, *options):
        """(what is printed, the message as it would leave) of one message,
        by the offline judge. A refused message leaves nothing: None."""
        with tempfile.TemporaryDirectory(dir=self.dir / "var") as folder:
            owner = pwd.getpwnam(USER)
            message, out = Path(folder, "in.eml"), Path(folder, "out")
            message.write_bytes(data)
            out.mkdir()
            for path in (folder, message, out):
                os.chown(path, owner.pw_uid, owner.pw_gid)
            printed = self.run("linkseal-milter", "-t", "--from", sender,
                               *options, "-o", out, message,
                               check=False).stdout
            left = list(out.iterdir())
            return printed, left[0].read_bytes() if left else None

    def held(self):
        """How many messages the mail server keeps for a person to see."""
        return len(os.listdir(f"{self.dir}/mta/queue/hold"))

    def connect(self, login=None, client=None):
        """An SMTP session with Postfix. LOGIN: authenticated as that user.
        CLIENT: seen as coming from that address."""
        # named, because else smtplib asks the DNS for a name of this machine
        smtp = smtplib.SMTP("127.0.0.1", self.mta.port, DESK, timeout=120)
        smtp.ehlo(DESK)
        if client:
            smtp.docmd("XCLIENT", f"ADDR={client}")
            smtp.ehlo(DESK)
        if login:
            smtp.login(login, USERS[login])
        return smtp

    def send(self, data, sender, recipient, login=None, client=None):
        """DATA (with CRLF) in a session of its own; returns the queue id.
        smtplib.SMTPResponseException when it is refused."""
        with self.connect(login, client) as smtp:
            return converse(smtp, data, sender, recipient)


def converse(smtp, data, sender, recipient):
    """One message in a session that is open; returns the queue id."""
    for step in (lambda: smtp.mail(sender, ["BODY=8BITMIME"]),
                 lambda: smtp.rcpt(recipient), lambda: smtp.data(data)):
        code, reply = step()
        if code >= 400:
            smtp.rset()
            raise smtplib.SMTPResponseException(
                code, reply.decode(errors="replace"))
    return reply.decode().rpartition(" ")[2]
