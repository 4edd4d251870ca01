"""A provider's servers that say what a test wants them to say.

    with PartnerCenter(tls=(certificate, key)) as server:
        server.token = [Answer(…)]      answers to come, in turn; when
        server.link = [Answer(…)]       none is left, the usual one is given
        …  server.port  …
        server.requests

One port is the token server and the API. Proxy is a proxy for CONNECT.
"""

import json
import re
import socket
import ssl
import threading
from dataclasses import dataclass, field

from listener import Listener

SECRETS = {"client_secret": "S3cret~of.the/app+1==", "refresh_token":
           "0.AREFRESHtoken-one_and.only", "access": "eyACCESS.token-1.x_y"}
BOM = b"\xef\xbb\xbf"


@dataclass
class Answer:
    """body: bytes, text, or what becomes JSON. cut: bytes of it that are
    sent before the connection is closed. hold: an Event to wait for."""
    status: int = 200
    body: object = b""
    headers: dict = field(default_factory=dict)
    cut: int = None
    hold: threading.Event = None

    def bytes(self):
        if isinstance(self.body, bytes):
            return self.body
        if isinstance(self.body, str):
            return self.body.encode()
        return json.dumps(self.body, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict       # names in lower case
    body: str


def tokens(**more):
    """As the token server answers: numbers are strings."""
    return {"token_type": "Bearer", "scope": "user_impersonation",
            "expires_in": "3600", "expires_on": "1547581389",
            "resource": "https://api.partnercenter.microsoft.com",
            "access_token": SECRETS["access"], "id_token": "e30.e30.",
            **more}


def invitation(url, **more):
    return BOM + json.dumps(
        {"url": url, "attributes": {"objectType": "RelationshipRequest"},
         **more}, separators=(",", ":")).encode()


def read_head(file):
    """Request line and fields; None at the end."""
    line = file.readline(65536)
    if not line:
        return None
    fields = {}
    for text in iter(lambda: file.readline(65536), b"\r\n"):
        if not text:
            return None
        name, _, value = text.decode("latin-1").partition(":")
        fields[name.lower()] = value.strip()
    return line.decode("latin-1").split(), fields


class PartnerCenter(Listener):
    """url: the link of the usual answer. tls: (certificate, key)."""

    def __init__(self, url, tls):
        super().__init__()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*tls)
        self.url, self.token, self.link = url, [], []
        self.requests, self.connections = [], 0
        # called for each usual token answer, with the request
        self.give_tokens = lambda request: tokens()
        self.lock = threading.Lock()

    def tokens_asked(self):
        return [r for r in self.requests if r.method == "POST"]

    def links_asked(self):
        return [r for r in self.requests if r.method == "GET"]

    def talk(self, connection):
        self.connections += 1
        with self.context.wrap_socket(connection, server_side=True) as tls:
            file = tls.makefile("rb")
            while (head := read_head(file)) is not None:
                (method, path, _), fields = head
                body = file.read(int(fields.get("content-length", 0)))
                request = Request(method, path, fields, body.decode())
                if not self.answer(tls, request):
                    return

    def choose(self, request):
        with self.lock:
            self.requests.append(request)
            if re.fullmatch(r"/[^/]+/oauth2/(v2\.0/)?token", request.path):
                return self.token.pop(0) if self.token else \
                    self.usual_tokens(request)
            if request.path == "/v1/customers/relationshiprequests":
                return self.link.pop(0) if self.link else \
                    Answer(body=invitation(self.url))
            return Answer(404, {"code": "1000", "description": "no such"})

    def usual_tokens(self, request):
        given = self.give_tokens(request)
        return given if isinstance(given, Answer) else Answer(body=given)

    def answer(self, tls, request):
        """False when the connection is at its end."""
        a = self.choose(request)
        if a.hold:
            a.hold.wait(60)
        body = a.bytes()
        fields = {"Content-Type": "application/json; charset=utf-8",
                  "Content-Length": len(body), **a.headers}
        for name in "MS-RequestId", "MS-CorrelationId":
            if name.lower() in request.headers:
                fields.setdefault(name, request.headers[name.lower()])
        head = f"HTTP/1.1 {a.status} Status\r\n" + "".join(
            f"{n}: {v}\r\n" for n, v in fields.items()) + "\r\n"
        whole = head.encode() + body
        if a.cut is not None:
            whole = whole[:len(head) + a.cut] if a.cut >= 0 else b""
        tls.sendall(whole)
        return a.cut is None


class Proxy(Listener):
    """Passes CONNECT on to 127.0.0.1, whatever the name."""

    def __init__(self, status="200 Connection established"):
        super().__init__()
        self.status, self.asked = status, []

    def talk(self, connection):
        with connection.makefile("rb", buffering=0) as file:
            (method, where, _), _ = read_head(file)
        self.asked.append(f"{method} {where}")
        connection.sendall(f"HTTP/1.1 {self.status}\r\n\r\n".encode())
        if not self.status.startswith("200"):
            return
        port = int(where.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as other:
            back = threading.Thread(target=self.copy,
                                    args=(other, connection), daemon=True)
            back.start()
            self.copy(connection, other)
            back.join(30)

    @staticmethod
    def copy(source, sink):
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
