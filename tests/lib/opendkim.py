"""OpenDKIM, unpacked in the build directory: signs as a filter of one's own
mail server, and says of a message whether its signature holds. The public key
comes from a file, no name server is asked."""

import re
import socket
import subprocess
import time
from pathlib import Path

from unpacked import environment, unpack

DOMAIN = "contoso.example"
SELECTOR = "s1"

CONF = """\
Background no
Syslog no
PidFile {dir}/pid
UMask 000
RequireSafeKeys no
TestPublicKeys {dir}/public
"""
SIGN = """\
Mode s
Socket local:{dir}/sock
Domain {domain}
Selector {selector}
KeyFile {dir}/private
Canonicalization {canonicalization}
"""
VERIFY = "Mode v\n"


class Opendkim:
    """`with Opendkim(dir, build) as dkim:` listens on the unix socket
    dkim.socket until the block ends."""

    def __init__(self, directory, build, canonicalization="relaxed/simple"):
        self.dir = Path(directory)
        self.build = build
        self.canonicalization = canonicalization
        self.socket = f"{self.dir}/sock"
        self._process = None

    def __enter__(self):
        self.root = unpack("opendkim", self.build)
        self.dir.mkdir(mode=0o755)
        self._keys()
        for name, text in (("sign", CONF + SIGN), ("verify", CONF + VERIFY)):
            (self.dir / f"{name}.conf").write_text(text.format(
                dir=self.dir, domain=DOMAIN, selector=SELECTOR,
                canonicalization=self.canonicalization))
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *exc):
        self.stop()

    def stop(self):
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _keys(self):
        def openssl(*words):
            return subprocess.run(
                ["openssl", *words], check=True, capture_output=True,
                stdin=subprocess.DEVNULL, text=True).stdout

        openssl("genrsa", "-out", f"{self.dir}/private", "2048")
        public = openssl("rsa", "-in", f"{self.dir}/private", "-pubout")
        key = "".join(public.splitlines()[1:-1])
        (self.dir / "public").write_text(
            f"{SELECTOR}._domainkey.{DOMAIN} v=DKIM1; k=rsa; p={key}\n")

    def _run(self, name):
        return [self.root / "usr/sbin/opendkim", "-f", "-x",
                self.dir / f"{name}.conf"]

    def _start(self, seconds=20):
        self._process = subprocess.Popen(
            self._run("sign"), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment(self.root), start_new_session=True)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket(socket.AF_UNIX) as s:
                if s.connect_ex(self.socket) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"OpenDKIM does not start: {self._run('sign')}")

    def verify(self, message):
        """pass, fail or none for a message with CRLF."""
        path = self.dir / "message"
        path.write_bytes(message)
        done = subprocess.run(
            [*self._run("verify"), "-t", path, "-vv"], capture_output=True,
            stdin=subprocess.DEVNULL, env=environment(self.root))
        said = (done.stdout + done.stderr).decode(errors="replace")
        if "message not signed" in said:
            return "none"
        found = re.search(r"dkim=(pass|fail)\b", said)
        assert found, f"OpenDKIM can't tell:\n{said}"
        return found.group(1)
