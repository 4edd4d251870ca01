"""The customer's mail server: takes every message and keeps its exact bytes.

One thread a connection, everything in memory. It is no test of SMTP clients:
it answers 250 to all that is said in order.
"""

import socketserver
import threading
import time
from dataclasses import dataclass

LINE_MAX = 64 * 1024 * 1024


@dataclass(frozen=True)
class Mail:
    sender: str
    recipients: tuple
    data: bytes         # dots unstuffed, CRLF line ends, nothing else touched


def _path(argument):
    """The address of "FROM:<a@b> SIZE=1"."""
    return argument.partition("<")[2].partition(">")[0]


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.sender, self.recipients = "", []
        self.say("220 sink.example ESMTP")
        for line in iter(lambda: self.rfile.readline(LINE_MAX), b""):
            verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            if not self.command(verb.upper(), rest):
                break

    def command(self, verb, rest):
        if verb == "EHLO":
            self.say("250-sink.example", "250-8BITMIME", "250-SMTPUTF8",
                     "250 SIZE 0")
        elif verb == "DATA":
            self.say("354 go on")
            data = self.message()
            if data is None:
                return False
            self.server.keep(Mail(self.sender, tuple(self.recipients), data))
            self.sender, self.recipients = "", []
            self.say("250 2.0.0 kept")
        elif verb == "QUIT":
            self.say("221 2.0.0 bye")
            return False
        else:
            if verb == "MAIL":
                self.sender = _path(rest)
            elif verb == "RCPT":
                self.recipients.append(_path(rest))
            elif verb == "RSET":
                self.sender, self.recipients = "", []
            self.say("250 2.0.0 ok")
        return True

    def message(self):
        """The bytes up to the dot; None when the client went away before."""
        lines = []
        for line in iter(lambda: self.rfile.readline(LINE_MAX), b""):
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b".") else line)
        return None

    def say(self, *lines):
        self.wfile.write("".join(l + "\r\n" for l in lines).encode())


class Sink(socketserver.ThreadingTCPServer):
    """`with Sink() as sink:` listens on 127.0.0.1, port sink.port."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.port = self.server_address[1]
        self._mails = []
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self.serve_forever,
                                        args=(0.05,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self.shutdown()
        self.server_close()

    def keep(self, mail):
        with self._arrived:
            self._mails.append(mail)
            self._arrived.notify_all()

    def mails(self, recipient=None):
        """What arrived so far, for one recipient or for all."""
        with self._arrived:
            return [m for m in self._mails
                    if recipient is None or recipient in m.recipients]

    def wait(self, recipient=None, count=1, seconds=60):
        """The first COUNT mails for RECIPIENT; TimeoutError if they stay out."""
        end = time.monotonic() + seconds
        with self._arrived:
            while True:
                found = [m for m in self._mails
                         if recipient is None or recipient in m.recipients]
                if len(found) >= count:
                    return found[:count]
                if not self._arrived.wait(max(0, end - time.monotonic())):
                    raise TimeoutError(
                        f"{len(found)} of {count} mails for "
                        f"{recipient or 'anybody'} after {seconds} s")
