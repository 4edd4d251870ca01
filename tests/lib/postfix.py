"""A Postfix of one's own: separate configuration, queue and log in one folder,
a free loopback port, nothing of the machine's own mail system touched.

Needs root, because master(8) does.
"""

import os
import pwd
import signal
import socket
import subprocess
import time

MAIN_CF = """\
compatibility_level = 3.6
queue_directory = {dir}/queue
data_directory = {dir}/data
maillog_file = {dir}/log
maillog_file_prefixes = {dir}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.contoso.example
smtpd_banner = mail.contoso.example ESMTP {dir}
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
local_transport = error:this Postfix only relays
relayhost = [127.0.0.1]:{relay_port}
disable_dns_lookups = yes
smtpd_peername_lookup = no
smtpd_relay_restrictions =
	permit_mynetworks, permit_sasl_authenticated, reject
smtpd_tls_security_level = none
message_size_limit = 0
mailbox_size_limit = 0
smtpd_authorized_xclient_hosts = 127.0.0.0/8
# No missing header is added and no address rewritten for local clients.
local_header_rewrite_clients =
# Long lines go out as they came in, but to those at cutting.example.
smtp_line_length_limit = 0
transport_maps = inline:{{
	{{ cutting.example = cutting:[127.0.0.1]:{relay_port} }} }}
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 2s
queue_run_delay = 2s
# A filter that is away must not mean mail without the link.
smtpd_milters = {milters}
milter_default_action = tempfail
milter_connect_timeout = 5s
{more}"""

MASTER_CF = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix n - n   2 1 pickup
cleanup   unix n - n -   0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n -   - trivial-rewrite
bounce    unix - - n -   0 bounce
defer     unix - - n -   0 bounce
trace     unix - - n -   0 bounce
verify    unix - - n -   1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n -   - proxymap
smtp      unix - - n -   - smtp
relay     unix - - n -   - smtp
cutting   unix - - n -   - smtp -o smtp_line_length_limit=998
showq     unix n - n -   - showq
error     unix - - n -   - error
retry     unix - - n -   - error
discard   unix - - n -   - discard
anvil     unix - - n -   1 anvil
scache    unix - - n -   1 scache
tlsmgr    unix - - n 1000? 1 tlsmgr
postlog   unix-dgram n - n - 1 postlogd
"""

# folder of the queue -> who owns it, as `postfix check` makes them
QUEUE = {
    "active": "postfix", "bounce": "postfix", "corrupt": "postfix",
    "defer": "postfix", "deferred": "postfix", "flush": "postfix",
    "hold": "postfix", "incoming": "postfix", "private": "postfix",
    "saved": "postfix", "trace": "postfix", "maildrop": "postfix",
    "public": "postfix", "pid": "root",
}

TRIES = 5


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def _wait_group(group, seconds=5):
    """Until no process of the group is left that could write a file."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)


class Postfix:
    """`with Postfix(dir, relay_port, milters) as mta:` accepts mail on
    127.0.0.1, port mta.port, until the block ends.

    DIR: a folder with nothing in it but perhaps `conf`. MILTERS: the value of
    smtpd_milters. MORE: further lines of main.cf."""

    def __init__(self, directory, relay_port, milters, more=""):
        self.dir = str(directory)
        self.relay_port = relay_port
        self.milters = milters
        self.more = more
        self.port = None
        self._master = None

    def __enter__(self):
        self._folders()
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *exc):
        self.stop()

    def log(self):
        """The mail log so far."""
        try:
            with open(f"{self.dir}/log", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    def wait_log(self, text, seconds=30):
        """True as soon as TEXT stands in the log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if text in self.log():
                return True
            time.sleep(0.05)
        return False

    def stop(self):
        if self._master is None:
            return
        group = self._master.pid
        try:
            # master passes the signal on to its whole process group
            self._master.send_signal(signal.SIGTERM)
            self._master.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(group, signal.SIGKILL)
            self._master.wait()
        self._master = None
        _wait_group(group)

    def _folders(self):
        owner = pwd.getpwnam("postfix")
        os.makedirs(f"{self.dir}/conf", exist_ok=True)
        os.makedirs(f"{self.dir}/queue")
        for name in ("data", *("queue/" + name for name in QUEUE)):
            path = f"{self.dir}/{name}"
            os.mkdir(path, 0o700)
            if QUEUE.get(name.rpartition("/")[2]) != "root":
                os.chown(path, owner.pw_uid, -1)
        os.chmod(f"{self.dir}/queue/pid", 0o755)
        # smtpd and cleanup meet in here as user postfix
        os.chmod(f"{self.dir}/queue/public", 0o755)

    def _start(self):
        for _ in range(TRIES):
            self.port = free_port()
            self._configure()
            self._run_master()
            if self._ready():
                return
            # somebody took the port since we looked: another one
            self.stop()
        raise RuntimeError(f"Postfix does not start:\n{self.log()}")

    def _configure(self):
        with open(f"{self.dir}/conf/main.cf", "w") as f:
            f.write(MAIN_CF.format(dir=self.dir, relay_port=self.relay_port,
                                   milters=self.milters, more=self.more))
        with open(f"{self.dir}/conf/master.cf", "w") as f:
            f.write(MASTER_CF.format(port=self.port))

    def _run_master(self):
        master = subprocess.run(
            ["/usr/sbin/postconf", "-dh", "daemon_directory"], check=True,
            capture_output=True, text=True).stdout.strip() + "/master"
        # -d: stay a child of ours, so that its end can be waited for. Its
        # own session: Ctrl-C reaches us alone and we stop it in good order.
        self._master = subprocess.Popen(
            [master, "-c", f"{self.dir}/conf", "-d"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)

    def _ready(self, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._master.poll() is None:
            try:
                with socket.create_connection(
                        ("127.0.0.1", self.port), 5) as s:
                    # the folder in the banner: it is ours, not another's
                    # that was faster at this port
                    return self.dir.encode() in s.recv(512)
            except OSError:
                time.sleep(0.05)
        return False
