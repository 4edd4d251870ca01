"""A Sendmail of one's own beside the machine's Postfix: Debian's package,
unpacked in the build directory; configuration and queue in one folder, a free
loopback port, no name server asked.

    with SendmailRig(build, source) as rig:     # see rig.py

Needs root: Sendmail hands over the queue and the log-ins as it likes.
"""

import os
import signal
import smtplib
import socket
import subprocess
import time
from pathlib import Path

import cyrus
from postfix import free_port
from rig import Rig, USERS
from unpacked import environment, unpack

HERE = Path(__file__).resolve().parent
NAME = "mail.contoso.example"
TRIES = 5

# The filter's line is that of dist/README.sendmail; the rest makes it private.
# Features and MAILER stand in the order that m4 wants.
SENDMAIL_MC = """\
divert(0)dnl
OSTYPE(`linux')dnl
define(`confDOMAIN_NAME', `{name}')dnl
define(`QUEUE_DIR', `{dir}/queue')dnl
define(`confPID_FILE', `{dir}/pid')dnl
define(`confSERVICE_SWITCH_FILE', `{dir}/switch')dnl
define(`STATUS_FILE', `')dnl
define(`HELP_FILE', `')dnl
define(`confCR_FILE', `-o {dir}/none')dnl
define(`confFORWARD_PATH', `')dnl
undefine(`ALIAS_FILE')dnl
define(`confTO_IDENT', `0')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confSMTP_LOGIN_MSG', `$j Sendmail {dir}')dnl
define(`confDEF_USER_ID', `mail:mail')dnl
define(`confAUTH_MECHANISMS', `PLAIN')dnl
define(`SMART_HOST', `relay:[127.0.0.1]')dnl
define(`RELAY_MAILER_ARGS', `TCP $h {relay_port}')dnl
{filters}
FEATURE(`no_default_msa')dnl
FEATURE(`nocanonify')dnl
FEATURE(`accept_unresolvable_domains')dnl
FEATURE(`promiscuous_relay')dnl
DAEMON_OPTIONS(`Name=MTA, Family=inet, Addr=127.0.0.1, Port={port}')dnl
MAILER(`smtp')dnl
LOCAL_CONFIG
ESASL_CONF_PATH={dir}/sasl
"""


class Sendmail:
    """`with Sendmail(dir, relay_port, filters, build) as mta:` accepts mail
    on 127.0.0.1, port mta.port, until the block ends. FILTERS: lines of
    sendmail.mc."""

    def __init__(self, directory, relay_port, filters, build):
        self.dir = Path(directory)
        self.relay_port = relay_port
        self.filters = filters
        self.build = Path(build)
        self.port = None
        self._daemon = None

    def __enter__(self):
        self.root = unpack("sendmail-bin", self.build)
        (self.dir / "queue").mkdir(parents=True, mode=0o700)
        (self.dir / "switch").write_text("hosts files\naliases files\n")
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-o", self.dir / "hostname.so",
             HERE / "hostname.c"], check=True, stdin=subprocess.DEVNULL)
        cyrus.users(self.dir / "sasl", "Sendmail", USERS, NAME, self.build)
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *exc):
        self.stop()

    def log(self):
        """What was said over SMTP and what Sendmail complained about."""
        return "".join(
            path.read_text(errors="replace") for path in
            (self.dir / "transcript", self.dir / "errors") if path.exists())

    def queued(self):
        """The names of the files in the queue."""
        return sorted(os.listdir(self.dir / "queue"))

    def stop(self):
        if self._daemon is None:
            return
        # its children too, which end when their client is gone
        group = self._daemon.pid
        self._daemon.terminate()
        try:
            self._daemon.wait(10)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(group, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._daemon.wait()
        self._daemon = None

    def _start(self):
        for _ in range(TRIES):
            self.port = free_port()
            self._configure()
            self._run()
            if self._ready():
                return
            self.stop()
        raise RuntimeError(f"Sendmail does not start:\n{self.log()}")

    def _configure(self):
        cf = self.root / "usr/share/sendmail/cf"
        (self.dir / "sendmail.mc").write_text(SENDMAIL_MC.format(
            name=NAME, dir=self.dir, relay_port=self.relay_port,
            filters=self.filters, port=self.port))
        with open(self.dir / "sendmail.cf", "w") as f:
            subprocess.run(
                ["m4", f"-D_CF_DIR_={cf}/", f"{cf}/m4/cf.m4",
                 self.dir / "sendmail.mc"], check=True, stdout=f, cwd=cf,
                stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _run(self):
        with open(self.dir / "errors", "ab") as errors:
            self._daemon = subprocess.Popen(
                [self.root / "usr/libexec/sendmail/sendmail", "-bD",
                 f"-C{self.dir}/sendmail.cf", "-X", self.dir / "transcript"],
                stdin=subprocess.DEVNULL, stdout=errors, stderr=errors,
                start_new_session=True, cwd=self.dir,
                env={**environment(self.root),
                     "LD_PRELOAD": f"{self.dir}/hostname.so"})

    def _ready(self, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._daemon.poll() is None:
            try:
                with socket.create_connection(
                        ("127.0.0.1", self.port), 5) as s:
                    # the folder in the greeting: it is ours
                    return str(self.dir).encode() in s.recv(512)
            except OSError:
                time.sleep(0.05)
        return False


class SendmailRig(Rig):
    """The rig with Sendmail in place of Postfix. It believes 127.0.0.1 only,
    so that a client from outside is one that calls from 127.0.0.2."""

    CONFIG = Rig.CONFIG.replace(
        'socket_mode = "0660"\n\tsocket_group = "postfix"',
        'socket_mode = "0600"\n\tnetworks = {{ "127.0.0.1/32" }}')

    # Sendmail wants no socket below a folder that everybody may write to.
    PARENT = "/run"

    def mail_server(self):
        return Sendmail(
            self.dir / "mta", self.sink.port, "\n".join(
                f"INPUT_MAIL_FILTER(`filter{i}', `S=unix:{path}, F=T, "
                "T=C:1m;S:30s;R:30s;E:5m')dnl"
                for i, path in enumerate(self.filters())), self.build)

    def held(self):
        return sum(n.startswith("hf") for n in self.mta.queued())

    def connect(self, login=None, client=None):
        smtp = smtplib.SMTP(
            "127.0.0.1", self.mta.port, "desk.contoso.example", timeout=120,
            source_address=("127.0.0.2" if client else "127.0.0.1", 0))
        smtp.ehlo()
        if login:
            smtp.login(login, USERS[login])
        return smtp
