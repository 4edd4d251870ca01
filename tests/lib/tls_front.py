"""A proxy with TLS in front of a portal, as dist/README.portal wants it: says
who the visitor is and takes out what he says of himself.

    with TlsFront(portal.port) as front:
        front.url       # https://127.0.0.1:PORT
"""

import http.client
import http.server
import re
import shutil
import ssl
import subprocess
import tempfile
import threading

DEADLINE = 120
DROPPED = {"host", "connection", "x-forwarded-for", "x-forwarded-email"}


class _Server(http.server.ThreadingHTTPServer):
    """The handshake is each connection's own: a browser that opens one ahead
    and is slow must not stop the others at the door."""

    daemon_threads = True
    request_queue_size = 128

    def finish_request(self, request, client_address):
        request.settimeout(DEADLINE)
        with self.context.wrap_socket(request, server_side=True) as tls:
            super().finish_request(tls, client_address)

    def handle_error(self, request, client_address):
        """A browser that goes away, or wants no such certificate."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _forward(self):
        n = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(n) if n else None
        headers = {k: v for k, v in self.headers.items()
                   if k.lower() not in DROPPED}
        # all browsers of a test are on one machine, and say who they play
        told = re.search(r"visitor/([\d.]+)", headers.get("User-Agent", ""))
        headers["X-Forwarded-For"] = told.group(1) if told \
            else self.client_address[0]
        c = http.client.HTTPConnection("127.0.0.1", self.server.behind,
                                       timeout=DEADLINE)
        try:
            c.request(self.command, self.path, body, headers)
            answer = c.getresponse()
            data = answer.read()
        finally:
            c.close()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ("connection", "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_HEAD = _forward

    def log_message(self, *args):
        pass


def make_certificate(folder, host):
    """Signed by itself; its file and its key's."""
    certificate, key = f"{folder}/cert.pem", f"{folder}/key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
         f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-keyout",
         key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


class TlsFront:
    def __init__(self, behind):
        self.behind = behind

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="linkseal-front.")
        self.server = _Server(("127.0.0.1", 0), _Handler)
        self.server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.server.context.load_cert_chain(*make_certificate(
            self.dir, "partners.fabrikam.example"))
        self.server.behind = self.behind
        self.port = self.server.server_address[1]
        self.url = f"https://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever,
                         daemon=True).start()
        return self

    def __exit__(self, *exc):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.dir)
