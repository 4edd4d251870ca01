"""Who may log in: a server of Dovecot's authentication protocol, so that a
Postfix without Dovecot takes AUTH PLAIN and knows the login for sure.

https://doc.dovecot.org/developer_manual/design/auth_protocol/
"""

import base64
import os
import socketserver
import threading

HELLO = ("VERSION\t1\t1", "MECH\tPLAIN\tplaintext", "SPID\t1", "CUID\t1",
         "COOKIE\t0123456789abcdef0123456789abcdef", "DONE")


class _Client(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(*HELLO)
        for line in self.rfile:
            word, *rest = line.decode().rstrip("\n").split("\t")
            if word == "AUTH":
                self.say(self.answer(rest))

    def answer(self, fields):
        response = next((f[5:] for f in fields if f.startswith("resp=")), "")
        _, _, rest = base64.b64decode(response).partition(b"\0")
        user, _, password = rest.decode().partition("\0")
        if password and self.server.users.get(user) == password:
            return f"OK\t{fields[0]}\tuser={user}"
        return f"FAIL\t{fields[0]}\tuser={user}"

    def say(self, *lines):
        self.wfile.write("".join(l + "\n" for l in lines).encode())


class Sasl(socketserver.ThreadingUnixStreamServer):
    """`with Sasl(path, {"alice": "secret"}):` for smtpd_sasl_path = path."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, path, users):
        super().__init__(str(path), _Client)
        os.chmod(path, 0o666)
        self.users = users
        self._thread = threading.Thread(target=self.serve_forever,
                                        args=(0.05,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self.shutdown()
        self.server_close()
