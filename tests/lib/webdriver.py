"""A real Chromium, by the WebDriver protocol (W3C) and nothing but HTTP.

    with Chromium() as chromium:
        page = chromium.window(width=390)
        page.go("https://127.0.0.1:8443/")
        page.find("button").click()
"""

import base64
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

DEADLINE = 120          # seconds; decides only that something hangs
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, SPACE = "\ue004", "\ue007", " "


def installed():
    return shutil.which("chromedriver") and shutil.which("chromium")


def wait(question, what):
    """For what QUESTION answers, as soon as it is true. WHAT: the complaint
    if it never is, or a function that makes it."""
    deadline = time.monotonic() + DEADLINE
    while not (found := question()):
        if time.monotonic() > deadline:
            raise AssertionError(what() if callable(what) else what)
        time.sleep(0.05)
    return found


class Chromium:
    def __enter__(self):
        self.home = tempfile.mkdtemp(prefix="linkseal-chromium.")
        with socket.create_server(("127.0.0.1", 0)) as s:
            self.port = s.getsockname()[1]
        # its own group, so that the browsers end with it
        self.process = subprocess.Popen(
            ["chromedriver", f"--port={self.port}"], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.home})
        self.windows = []
        wait(self._ready, "chromedriver does not start")
        return self

    def _ready(self):
        with contextlib.suppress(OSError):
            return self.call("GET", "/status")["ready"]

    def __exit__(self, *exc):
        for w in self.windows:
            w.close()
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(DEADLINE)
        shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method, path, body=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port,
                                       timeout=2 * DEADLINE)
        try:
            c.request(method, path,
                      None if body is None else json.dumps(body))
            value = json.loads(c.getresponse().read())["value"]
        finally:
            c.close()
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(f"{path}: {value['message'][:600]}")
        return value

    def window(self, width=390, height=844, language="en", **options):
        w = Window(self, width, height, language, **options)
        self.windows.append(w)
        return w


class Window:
    """A browser of its own: no cookie is shared with another. HOSTS: names
    that lead here, as --host-resolver-rules has them."""

    def __init__(self, chromium, width, height, language, hosts=""):
        self.chromium = chromium
        answer = chromium.call("POST", "/session", {"capabilities": {
            "alwaysMatch": {
                "acceptInsecureCerts": True,
                "timeouts": {"implicit": DEADLINE * 1000},
                "goog:chromeOptions": {
                    "args": ["--headless=new", "--no-sandbox",
                             "--disable-gpu", "--hide-scrollbars",
                             f"--window-size={max(width, 500)},{height}",
                             f"--user-agent=Chromium visitor/203.0.113."
                             f"{len(chromium.windows) + 1}",
                             f"--accept-lang={language}",
                             f"--host-resolver-rules={hosts}"],
                    **({"mobileEmulation": {"deviceMetrics": {
                        "width": width, "height": height, "pixelRatio": 1,
                        "touch": False}}} if width < 500 else {}),
                }}}})
        self.path = f"/session/{answer['sessionId']}"

    def close(self):
        self.call("DELETE", "")

    def call(self, method, path, body=None):
        return self.chromium.call(method, self.path + path, body)

    def go(self, url):
        self.call("POST", "/url", {"url": url})

    @property
    def url(self):
        return self.call("GET", "/url")

    @property
    def text(self):
        return self.find("main").text

    def find(self, css):
        """Waits for it."""
        try:
            found = self.call("POST", "/element", {
                "using": "css selector", "value": css})
        except AssertionError as e:
            raise AssertionError(f"{e}\n{self.url}\n" +
                                 self.call("GET", "/source")) from None
        return Element(self, found[ELEMENT])

    def all(self, css):
        """Those that are there now."""
        return [Element(self, e[ELEMENT]) for e in self.script(
            "return [...document.querySelectorAll(arguments[0])]", css)]

    def press(self, value):
        """The button that does it."""
        self.find(f"button[value={value}]").click()

    def holds(self, *words):
        """The page has these words, as soon as it is there."""
        seen = ""

        def there():
            nonlocal seen
            # it may go while we read it
            with contextlib.suppress(AssertionError):
                seen = self.text
            return all(w in seen for w in words)

        wait(there, lambda: f"{self.url}: {words} are not in: {seen}")

    @property
    def active(self):
        return Element(self, self.call("GET", "/element/active")[ELEMENT])

    def keys(self, text):
        """As typed, whatever has the focus."""
        steps = [{"type": kind, "value": c} for c in text
                 for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [
            {"type": "key", "id": "keyboard", "actions": steps}]})

    def script(self, code, *arguments):
        return self.call("POST", "/execute/sync", {"script": code,
                                                   "args": arguments})

    def described(self, element):
        """What a screen reader says after its name."""
        node = self.devtools("Accessibility.getPartialAXTree",
                             fetchRelatives=False, **self._object(element))
        return node["nodes"][0].get("description", {}).get("value", "")

    def heard(self, roles):
        """(role, name) of all that a screen reader finds, in its order, as
        far as it has one of ROLES."""
        nodes = self.devtools("Accessibility.getFullAXTree")["nodes"]
        return [(role, node.get("name", {}).get("value", ""))
                for node in nodes if not node["ignored"]
                and (role := node["role"]["value"]) in roles]

    def _object(self, element):
        """As Chromium's own protocol calls it."""
        self.script("window.looked_at = arguments[0]",
                    {ELEMENT: element.path.rpartition("/")[2]})
        got = self.devtools("Runtime.evaluate", expression="looked_at")
        return {"objectId": got["result"]["objectId"]}

    def devtools(self, command, **parameters):
        """A command of Chromium's own protocol, and its answer."""
        return self.call("POST", "/goog/cdp/execute",
                         {"cmd": command, "params": parameters})

    def picture(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("GET", "/screenshot")))


class Element:
    def __init__(self, window, number):
        self.window, self.path = window, f"/element/{number}"

    def click(self):
        self.window.call("POST", self.path + "/click", {})

    def type(self, text):
        self.window.call("POST", self.path + "/value", {"text": text})

    @property
    def text(self):
        return self.window.call("GET", self.path + "/text")

    def get(self, name):
        return self.window.call("GET", f"{self.path}/attribute/{name}")

    @property
    def label(self):
        """What a screen reader calls it."""
        return self.window.call("GET", self.path + "/computedlabel")

    @property
    def role(self):
        return self.window.call("GET", self.path + "/computedrole")
