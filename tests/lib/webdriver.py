"""A real Chromium, by the WebDriver protocol (W3C) and nothing but HTTP.

    with Chromium() as chromium:
        page = chromium.window(width=390)
        page.go("https://127.0.0.1:8443/")
        page.find("button").click()
"""

import base64
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

DEADLINE = 120
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, SPACE = "\ue004", "\ue007", " "


def installed():
    return shutil.which("chromedriver") and shutil.which("chromium")


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
        deadline = time.monotonic() + DEADLINE
        while time.monotonic() < deadline:
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except OSError:
                time.sleep(0.1)
        self.windows = []
        return self

    def __exit__(self, *exc):
        for w in self.windows:
            w.close()
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(DEADLINE)
        shutil.rmtree(self.home, ignore_errors=True)

    def call(self, method, path, body=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port,
                                       timeout=DEADLINE)
        try:
            c.request(method, path,
                      None if body is None else json.dumps(body))
            value = json.loads(c.getresponse().read())["value"]
        finally:
            c.close()
        if isinstance(value, dict) and "error" in value:
            raise AssertionError(f"{path}: {value['message'][:600]}")
        return value

    def window(self, width=390, height=844, language="en"):
        w = Window(self, width, height, language)
        self.windows.append(w)
        return w


class Window:
    """A browser of its own: no cookie is shared with another."""

    def __init__(self, chromium, width, height, language):
        self.chromium = chromium
        answer = chromium.call("POST", "/session", {"capabilities": {
            "alwaysMatch": {
                "acceptInsecureCerts": True,
                "timeouts": {"implicit": DEADLINE * 100},
                "goog:chromeOptions": {
                    "args": ["--headless=new", "--no-sandbox",
                             "--disable-gpu", "--hide-scrollbars",
                             f"--window-size={max(width, 500)},{height}",
                             f"--user-agent=Chromium visitor/203.0.113."
                             f"{len(chromium.windows) + 1}",
                             f"--accept-lang={language}"],
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
        return [Element(self, e[ELEMENT]) for e in self.call(
            "POST", "/elements", {"using": "css selector", "value": css})]

    @property
    def active(self):
        return Element(self, self.call("GET", "/element/active")[ELEMENT])

    def keys(self, text):
        """As typed, whatever has the focus."""
        steps = [{"type": kind, "value": c} for c in text
                 for kind in ("keyDown", "keyUp")]
        self.call("POST", "/actions", {"actions": [
            {"type": "key", "id": "keyboard", "actions": steps}]})

    def script(self, code):
        return self.call("POST", "/execute/sync", {"script": code,
                                                   "args": []})

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
