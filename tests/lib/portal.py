"""A portal of its own on free ports, and browsers without a face.

    with Portal(build, source) as portal:
        ann = portal.browser()
        page = ann.get(portal.link)
        page = page.submit("code", address="ann@customer.example")
"""

import contextlib
import http.client
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

from smtp_server import SmtpServer

USER = "nobody"
DEADLINE = 60

# What a portal's configuration says beside the fixture's; PORT is filled in
# when it starts.
CONFIG = """
mailer {{
	from = "portal@partners.fabrikam.example"
	smtp = "127.0.0.1:{smtp}"
	tls = none
	hostname = "partners.fabrikam.example"
}}
portal {{
	listen = "127.0.0.1:@PORT@"
	{user}
	drain = 5
	{more}
}}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as s:
        return s.getsockname()[1]


# Two who have programmes of their own and sell the same service.
PARTNERS = ("contoso", "fabrikam")


def register_partners(linkgen):
    """NAME-cloud for each, with sales@NAME.example as sender."""
    for name in PARTNERS:
        linkgen("reseller", "add", f"{name}-cloud", "--display",
                f"{name.title()} Cloud", "--provider", "own",
                "--account", f"{name}-cloud",
                "--legal-name", f"{name.title()} Cloud Limited",
                "--address", "1 Example Street, London",
                "--phone", "+44 20 7946 0000", "--contact",
                f"help@{name}.example", "--support",
                "By telephone, day and night", "--domain",
                f"{name}.example")
        linkgen("sender", "add", f"{name}-cloud", f"sales@{name}.example")


def portal_config(smtp, more=""):
    return CONFIG.format(
        smtp=smtp, more=more,
        user=f'user = "{USER}"' if os.geteuid() == 0 else "")


def read_code(message):
    """The code that a mail brings; None if it brings none."""
    body = message.get_body(("plain",))
    found = body and re.search(r"^ {4}(\d{4} \d{4})\r?$",
                               body.get_content(), re.M)
    return found and found.group(1)


class Service:
    """linkseal-portal on a free port. TEXT: its configuration, which goes to
    the file CONFIG with the port in place of @PORT@."""

    def __init__(self, build, config, text):
        self.program = Path(build) / "portal/linkseal-portal"
        self.config, self.text = Path(config), text
        self.log = self.config.with_suffix(".log")
        self.port = self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc):
        self.stop()

    def start(self):
        """Again on the port that it had. A port that somebody else took
        since we looked is no port of ours: another one."""
        for _ in range(10):
            again = self.port is not None
            self.port = self.port or free_port()
            self.config.write_text(self.text.replace("@PORT@",
                                                     str(self.port)))
            if self._run():
                return
            if not again:
                self.port = None
        raise AssertionError(self.log.read_text())

    def _run(self):
        begin = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, "-v", "-c", self.config], stdout=log,
                stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            # it says so itself: whoever answers at the port may be another
            if b"ready on" in self.log.read_bytes()[begin:]:
                return True
            if self.process.poll() is not None:
                status, self.process = self.process.returncode, None
                assert status == 71, self.log.read_text()
                return False
            time.sleep(0.05)
        raise AssertionError("the portal does not start")

    def stop(self):
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(DEADLINE)
        self.process = None
        assert status == 0, f"exit status {status}\n{self.log.read_text()}"
        return status

    def browser(self, **options):
        return Browser(self, **options)


class Portal(Service):
    """One with a registry of its own, and a mail server for its codes."""

    def __init__(self, build, source, more=""):
        self.build, self.source, self.more = Path(build), Path(source), more
        self._stack = contextlib.ExitStack()

    def __enter__(self):
        try:
            self._make()
            self.start()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *exc):
        try:
            self.stop()
        finally:
            self._stack.close()

    def _make(self):
        self.dir = Path(tempfile.mkdtemp(prefix="linkseal-portal."))
        self._stack.callback(shutil.rmtree, self.dir)
        self.smtp = self._stack.enter_context(SmtpServer())
        subprocess.run([self.source / "tests/lib/fixture", self.dir],
                       check=True, env={
                           **os.environ, "LINKSEAL_BUILD": str(self.build),
                           "LINKSEAL_SOURCE": str(self.source)})
        config = self.dir / "linkseal.conf"
        super().__init__(self.build, config, config.read_text() +
                         portal_config(self.smtp.port, self.more))
        register_partners(self.linkgen)
        self.link = self.issue("contoso-cloud")
        self.other_link = self.issue("fabrikam-cloud")
        if os.geteuid() == 0:
            user = pwd.getpwnam(USER)
            for path in (self.dir, *self.dir.glob("registry.db*")):
                os.chown(path, user.pw_uid, user.pw_gid)
            self.dir.chmod(0o755)

    def linkgen(self, *words):
        return subprocess.run(
            [self.build / "linkgen/linkseal-linkgen", "-c", self.config,
             *words], check=True, capture_output=True, text=True).stdout

    def issue(self, reseller):
        """The path of its link."""
        url = self.linkgen("issue", reseller).strip()
        return urllib.parse.urlsplit(url).path

    def twin(self):
        """Another portal on the same registry."""
        twin = Service(self.build, self.dir / "twin.conf", self.text)
        twin.mail, twin.code, twin.link = self.mail, self.code, self.link
        return twin

    def sqlite(self, sql):
        """What the registry holds."""
        import sqlite3
        with contextlib.closing(sqlite3.connect(
                f"file:{self.dir}/registry.db?mode=ro", uri=True)) as db:
            return db.execute(sql).fetchall()

    def change(self, sql):
        import sqlite3
        with contextlib.closing(sqlite3.connect(
                f"{self.dir}/registry.db", timeout=30)) as db:
            db.execute(sql)
            db.commit()

    def mail(self, to, n=1):
        """The Nth mail to that address, parsed; waits for it."""
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            mails = [m for m in self.smtp.mails if m.recipient == to]
            if len(mails) >= n:
                return message_from_bytes(mails[n - 1].data,
                                          policy=policy.default)
            time.sleep(0.02)
        raise AssertionError(f"no mail to {to}\n{self.log.read_text()}")

    def code(self, to, n=1):
        return read_code(self.mail(to, n))


class Browser:
    def __init__(self, portal, visitor=None, headers=None, language="en"):
        self.portal, self.cookies = portal, {}
        self.headers = {"Accept-Language": language, **(headers or {})}
        # each browser is somebody else to the limits, unless told otherwise
        Browser.count = getattr(Browser, "count", 0) + 1
        self.headers["X-Forwarded-For"] = visitor or \
            f"198.51.{Browser.count // 250}.{Browser.count % 250 + 1}"

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.portal.port,
                                          timeout=DEADLINE)

    def request(self, method, path, body=None, headers=None):
        headers = {**self.headers, **(headers or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(
                f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            headers.setdefault("Content-Type",
                               "application/x-www-form-urlencoded")
        connection = self.connect()
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for value in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Page(self, path, answer, text)

    def follow(self, page, hops=5):
        while page.status == 303 and hops:
            # what is behind # stays with the browser
            page = self.request("GET", page.headers["Location"]
                                .partition("#")[0])
            hops -= 1
        return page

    def get(self, path):
        return self.follow(self.request("GET", path))

    def post(self, path, fields):
        return self.follow(self.request(
            "POST", path, urllib.parse.urlencode(fields)))

    def sign_in(self, address, path="/sign-in", n=1):
        page = self.get(path).submit("code", address=address)
        return page.submit("redeem", code=self.portal.code(address, n))


class Page:
    def __init__(self, browser, path, answer, text):
        self.browser, self.path = browser, path
        self.status, self.headers, self.html = \
            answer.status, answer.headers, text
        self.dom = Dom(text)
        self.text = " ".join(self.dom.text.split())

    def form(self, action, **having):
        """The form that has a button do=ACTION and those hidden fields."""
        for form in self.dom.forms:
            if action in form.actions and all(
                    form.fields.get(k) == v for k, v in having.items()):
                return form
        raise AssertionError(f"no form for {action} {having} in:\n{self.html}")

    def submit(self, action, having=None, **fields):
        form = self.form(action, **(having or {}))
        return self.browser.post(form.path, {**form.fields, **fields,
                                             "do": action})

    def holds(self, *words):
        for w in words:
            assert w in self.text, f"{w!r} is not in: {self.text}"
        return self

    def lacks(self, *words):
        for w in words:
            assert w not in self.text, f"{w!r} is in: {self.text}"
        return self


class Form:
    def __init__(self, path, method):
        self.path, self.method = path, method
        self.fields, self.actions = {}, []


class Dom(HTMLParser):
    """Forms, text, and every element with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.text, self.forms, self.elements, self.rows = "", [], [], []
        self._skip = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.append((tag, attrs))
        if tag == "title":
            self._skip += 1
        if tag == "form":
            self.forms.append(Form(attrs.get("action"), attrs.get("method")))
        if tag == "input" and attrs.get("type") == "hidden" and self.forms:
            self.forms[-1].fields[attrs["name"]] = attrs.get("value", "")
        if tag == "button" and attrs.get("name") == "do" and self.forms:
            self.forms[-1].actions.append(attrs["value"])
        if tag == "tr":
            self.rows.append("")

    def handle_endtag(self, tag):
        if tag == "title":
            self._skip -= 1
        if tag in ("p", "li", "td", "th", "h1", "h2", "dt", "dd", "tr"):
            self._add(" ")

    def handle_data(self, data):
        self._add(data)

    def _add(self, data):
        if self._skip:
            return
        self.text += data
        if self.rows:
            self.rows[-1] += data
