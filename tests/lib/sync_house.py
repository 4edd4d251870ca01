"""Resellers whose customers a provider's servers know: for tests of sync."""

import http.client
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from partner_center import SECRETS
from portal import USER, free_port

DEADLINE = 120
CONTOSO = "3b33e682-00c3-41ee-9dd2-a548adf56438"
FABRIKAM = "7260758d-876b-4da1-b8aa-ae70122d886a"
CLIENT = "11111111-1111-1111-1111-111111111111"


class SyncHouse:
    """contoso and fabrikam with a profile that leads to the server; each with
    a credential of its own."""

    def __init__(self, root, source, build, server,
                 profile="partner-center", show=False):
        self.source, self.build = Path(source), Path(build)
        self.server, self.profile, self.show = server, profile, show
        self.root = Path(root)
        self.dir = Path(tempfile.mkdtemp(dir=root))
        self.write_profile()
        self.configure()
        for name in "contoso", "fabrikam":
            path = self.dir / f"{name}.credential"
            path.write_text(f'client_secret = {SECRETS["client_secret"]}\n'
                            f'refresh_token = {SECRETS["refresh_token"]}\n')
            path.chmod(0o600)
        self.make_registry(self.root / f"{profile}.db")

    def make_registry(self, made):
        """Once for all houses with that profile."""
        registry = self.dir / "registry.db"
        if made.exists():
            shutil.copy(made, registry)
            return
        for name, account in ("contoso", CONTOSO), ("fabrikam", FABRIKAM):
            self.run_program(
                "linkgen", "reseller", "add", name, "--display",
                {"contoso": "Contoso Ltd", "fabrikam": "Fabrikam Inc"}[name],
                "--provider", self.profile, "--account", account)
        with closing(sqlite3.connect(registry)) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(registry, made)

    def write_profile(self):
        text = (self.source / f"providers/{self.profile}.conf").read_text()
        where = f"https://localhost:{self.server.port}"
        for name in "base", "token":
            text = re.sub(rf'(\n\t{name} += ")https://[^/"]+', rf"\g<1>{where}",
                          text)
        for name, value in (("certificates", f"{where}/cert/"),
                            ("issuers", f"{where}/pki/"),
                            ("signer", "Contoso Authority")):
            text = re.sub(rf'(\n\t{name} += ")[^"]+', rf"\g<1>{value}", text)
        (self.dir / "providers").mkdir()
        (self.dir / "providers/profile.conf").write_text(text)

    def configure(self, more="", resellers=("contoso", "fabrikam"), **cloud):
        keys = {"client_id": CLIENT, "ca_file": self.root / "ca.pem",
                "timeout": 20, "patience": 5, **cloud}
        section = "".join(f'\t{k} = "{v}"\n' for k, v in keys.items()
                          if k != "client_id")
        each = "".join(
            f'reseller {name} {{\n\tclient_id = "{keys["client_id"]}"\n'
            f'\tcredential_file = "{self.dir}/{name}.credential"\n}}\n'
            for name in resellers)
        self.config = self.dir / "linkseal.conf"
        self.config.write_text(
            f'registry = "sqlite:{self.dir}/registry.db"\n'
            f'keys = "{self.dir}/keys"\ntemplates = "{self.source}/templates"\n'
            f'providers = {{ "{self.source}/providers",'
            f' "{self.dir}/providers" }}\n'
            f"cloud {{\n{section}}}\n{each}{more}")

    def serve(self, **settings):
        """The portal, on a port of its own, with webhooks; after this the
        registry is its user's."""
        self.port = free_port()
        words = {"listen": f"127.0.0.1:{self.port}", "webhooks": "yes",
                 "drain": 5, **settings}
        if os.geteuid() == 0:
            words["user"] = USER
        self.configure("mailer {\n\tfrom = \"portal@contoso.example\"\n}\n"
                       "portal {\n" + "".join(
                           f'\t{k} = "{v}"\n' for k, v in words.items())
                       + "}\n")
        if os.geteuid() == 0:
            for path in (self.dir, *self.dir.glob("registry.db*")):
                shutil.chown(path, USER)
            self.dir.chmod(0o755)
            self.root.chmod(0o755)
        self.log = self.dir / "log"
        with self.log.open("wb") as log:
            self.portal = subprocess.Popen(
                [self.program("portal")], stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, env=self.environment())
        deadline = time.monotonic() + DEADLINE
        while "ready on" not in self.log.read_text():
            assert self.portal.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, "the portal does not start"
            time.sleep(0.02)

    def stop(self):
        self.portal.terminate()
        status = self.portal.wait(DEADLINE)
        assert status == 0, (status, self.log.read_text())

    def post(self, path, body, headers, visitor="198.51.100.7",
             method="POST"):
        """The status of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=DEADLINE)
        with closing(connection):
            connection.request(method, path, body,
                               {"X-Forwarded-For": visitor, **headers})
            answer = connection.getresponse()
            answer.read()
            return answer.status

    def program(self, name):
        return str(self.build / f"{name}/linkseal-{name}")

    def environment(self):
        return {**{k: v for k, v in os.environ.items()
                   if not k.lower().endswith("_proxy")},
                "LINKSEAL_CONFIG": str(self.config)}

    def start(self, program, *words, **how):
        return subprocess.Popen(
            [self.program(program), *words], text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environment(),
            **{"stdin": subprocess.DEVNULL, **how})

    def run_program(self, program, *words, expect=0, **how):
        return self.end(self.start(program, *words, **how), expect)

    def end(self, process, expect=0):
        """(standard output, standard error); no secret in either."""
        out, err = process.communicate(timeout=DEADLINE)
        words = " ".join(process.args[1:])
        if self.show and not words.startswith("reseller"):
            print(f"# $ {Path(process.args[0]).name} {words}")
            for line in (out + err).splitlines():
                print(f"#   {line}")
            print(f"#   exit status {process.returncode}")
        what = f"{process.args}: {process.returncode}\n{out}{err}"
        assert process.returncode == expect, what
        assert not any(s in out + err for s in SECRETS.values()), what
        return out, err

    def sync(self, *words, expect=0):
        """Each customer's line, by its domain: {"townhall.example": […]}."""
        out, self.said = self.run_program("portal", "sync", *words,
                                          expect=expect)
        rows = {}
        for line in out.splitlines():
            domain, reseller, rest = line.split(None, 2)
            rows.setdefault(domain, []).append((reseller, rest))
        return rows

    def asked(self, answer, *words):
        """The exit status, and what the person at the terminal was asked."""
        ours, theirs = pty.openpty()
        process = self.start("portal", *words, stdin=theirs)
        os.close(theirs)
        os.write(ours, answer.encode() + b"\n")
        out, err = process.communicate(timeout=DEADLINE)
        os.close(ours)
        if self.show:
            print(f"# $ linkseal-portal {' '.join(words)}")
            for line in (out + err).splitlines():
                print(f"#   {line}")
            print(f"#   exit status {process.returncode}")
        return process.returncode, err

    def sqlite(self, sql, *args):
        with closing(sqlite3.connect(
                f"file:{self.dir}/registry.db?mode=ro", uri=True)) as db:
            return db.execute(sql, args).fetchall()

    def change(self, sql, *args):
        with closing(sqlite3.connect(self.dir / "registry.db",
                                     timeout=60)) as db:
            db.execute(sql, args)
            db.commit()

    def state(self, domain, reseller="contoso"):
        out, _ = self.run_program("portal", "customers", "--json",
                                  "--reseller", reseller)
        return {c["domain"]: c["state"] for c in json.loads(out)
                }.get(domain)

    def history(self, domain):
        """Actions, oldest first, with who did them."""
        out, _ = self.run_program("portal", "history", domain, "--json")
        return [(e["action"], e["role"]) for e in reversed(json.loads(out))]
