"""A provider's servers that say what a test wants them to say.

    with PartnerCenter(tls=(certificate, key)) as server:
        server.token = [Answer(…)]      answers to come, in turn; when
        server.link = [Answer(…)]       none is left, the usual one is given
        …  server.port  …
        server.requests

        server.customers = [Customer(…)]    its list, paged by page_size
        server.pages = [Answer(…)]      pages to come instead, in turn
        server.one[id] = [Answer(…)]    answers about that customer
        server.changes = [Answer(…)]    answers to changes
        server.files["/cert/x.cer"] = bytes or Answer

One port is the token server and the API. Proxy is a proxy for CONNECT.
"""

import json
import re
import socket
import ssl
import threading
import urllib.parse
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


@dataclass
class Customer:
    """As the API has it. active: something hangs on the relationship."""
    id: str
    domain: str
    name: str = "Townhall Fees"
    dap: bool = True
    relation: str = "reseller"
    domains: list = field(default_factory=list)
    tenant: str = None
    active: bool = False

    def listed(self):
        return {"id": self.id, "companyProfile": {
                    "tenantId": self.tenant or self.id,
                    "domain": self.domain, "companyName": self.name,
                    "attributes": {"objectType": "CustomerCompanyProfile"}},
                "relationshipToPartner": self.relation,
                "attributes": {"objectType": "Customer"}}

    def whole(self):
        more = {"customDomains": self.domains} if self.dap else {}
        return {**self.listed(), "allowDelegatedAccess": self.dap, **more}


def api_error(status, code, description, **more):
    return Answer(status, {"code": code, "description": description,
                           "data": [], "source": "PartnerFD"}, **more)


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
        self.customers, self.page_size, self.paging = [], 500, "links"
        self.pages, self.one, self.changes = [], {}, []
        self.files = {}
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
            if request.path in self.files:
                found = self.files[request.path]
                return found if isinstance(found, Answer) else \
                    Answer(body=found)
            if request.path.startswith("/v1/customers"):
                return self.customer_answer(request)
            return api_error(404, "1000", "no such")

    def customer_answer(self, request):
        path, _, query = request.path.partition("?")
        if path == "/v1/customers":
            return self.pages.pop(0) if self.pages else \
                self.page(request, query)
        id = path.removeprefix("/v1/customers/")
        if request.method == "PATCH":
            return self.changes.pop(0) if self.changes else \
                self.change(id, json.loads(request.body))
        if self.one.get(id):
            return self.one[id].pop(0)
        found = self.find(id)
        return Answer(body=BOM + json.dumps(found.whole()).encode()) \
            if found else api_error(404, "1000", "Resource not found")

    def find(self, id):
        return next((c for c in self.customers if c.id == id), None)

    def page(self, request, query):
        """The list, and in one of four ways where it goes on."""
        token = request.headers.get("ms-continuationtoken") or \
            dict(urllib.parse.parse_qsl(query)).get("token", "0")
        at = int(token)
        items = [c.listed() for c in self.customers[at:at + self.page_size]]
        body = {"totalCount": len(self.customers), "items": items,
                "links": {"self": {"uri": "/customers?size=500",
                                   "method": "GET", "headers": []}},
                "attributes": {"objectType": "Collection"}}
        fields, on = {}, str(at + self.page_size)
        if at + self.page_size < len(self.customers):
            where = f"https://localhost:{self.port}/v1" \
                if self.paging == "absolute" else ""
            if self.paging == "links":
                body["links"]["next"] = {
                    "uri": "/customers?size=500&seekOperation=Next",
                    "method": "GET", "headers": [
                        {"key": "MS-ContinuationToken", "value": on}]}
            elif self.paging in ("uri", "absolute"):
                body["links"]["next"] = {
                    "uri": f"{where}/customers?size=500&token={on}"}
            elif self.paging == "body":
                body["continuationToken"] = on
            else:
                fields["MS-ContinuationToken"] = on
        return Answer(body=body, headers=fields)

    def change(self, id, wanted):
        found = self.find(id)
        if found is None:
            return api_error(404, "1000", "Resource not found")
        if wanted.get("AllowDelegatedAccess") is False:
            found.dap = False
        if wanted.get("relationshipToPartner") == "none":
            if found.active:
                return api_error(400, "3000", "The customer has active "
                                 "subscriptions")
            self.customers.remove(found)
        return Answer(body=found.whole())

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
