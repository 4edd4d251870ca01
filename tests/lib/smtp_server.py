"""A mail server that says what a test wants it to say.

    with SmtpServer(rcpt={"x@customer.example": ["450 4.2.0 later"]}) as server:
        …  server.port  …
        server.mails, server.commands, server.connections

Answers are lists that are used up; when one is empty the usual answer is
given. DROP as an answer closes the connection instead; behind 421 it is closed
too, as RFC 5321 4.2.1 has it. An object that pops answers at random does as
well as a list.
"""

import base64
import ssl
import threading
from dataclasses import dataclass

from listener import Listener

DROP = "(drop)"
LOST = "250 (lost)"     # at the dot: the mail is kept, and nobody is told
LINE_MAX = 64 * 1024


@dataclass(frozen=True)
class Mail:
    sender: str
    recipient: str
    data: bytes         # dots unstuffed, CRLF, nothing else touched


class Dropped(Exception):
    pass


class SmtpServer(Listener):
    """mail, data, dot: answers to MAIL, DATA and the final dot, in turn;
    rcpt: the same by address. tls: (certificate, key) offers STARTTLS;
    behind_starttls: bytes sent in one packet with its answer. users: name
    to password, offers AUTH PLAIN; tokens: name to access token, offers
    XOAUTH2 and OAUTHBEARER. hold: an Event that the answer to the dot waits
    for. extensions: more lines of EHLO; with CHUNKING it takes BDAT, whose
    last answer is dot's. implicit_tls: from the first byte."""

    def __init__(self, greeting="220 mail.customer.example ESMTP", mail=(),
                 rcpt=None, data=(), dot=(), tls=None, behind_starttls=b"",
                 users=None, tokens=None, hold=None, pipelining=True,
                 extensions=(), implicit_tls=False,
                 host="127.0.0.1"):
        super().__init__(host)
        self.greeting, self.hold = greeting, hold
        self.tokens, self.extensions = tokens, list(extensions)
        self.implicit_tls = implicit_tls
        self.script = {k: list(v) if isinstance(v, (list, tuple)) else v
                       for k, v in
                       (("MAIL", mail), ("DATA", data), ("dot", dot))}
        self.rcpt = {k: list(v) for k, v in (rcpt or {}).items()}
        self.tls, self.behind_starttls = tls, behind_starttls
        self.users, self.pipelining = users, pipelining
        self.mails, self.commands, self.connections = [], [], 0
        self.names = []         # asked for by SNI
        self.versions = []      # of TLS
        self.at_dot = threading.Event()

    def talk(self, connection):
        conversation = _Conversation(self, connection)
        try:
            conversation.run()
        except Dropped:
            pass
        finally:
            conversation.close()


class _Conversation:
    def __init__(self, server, connection):
        self.server, self.connection = server, connection
        self.file = connection.makefile("rb")
        self.secure = self.authenticated = False
        self.sender, self.recipient = "", None
        self.chunks = b""

    def run(self):
        if self.server.implicit_tls:
            self.wrap()
        self.say(self.server.greeting)
        line = self.file.readline(LINE_MAX)
        # a look whether anybody is here, as monitors do, is no connection
        if line:
            self.server.connections += 1
        while line:
            text = line.decode().rstrip("\r\n")
            self.server.commands.append(text)
            verb, _, rest = text.partition(" ")
            handler = getattr(self, "do_" + verb.lower(), None)
            if handler is None:
                self.say("502 5.5.1 what?")
            else:
                handler(rest)
            line = self.file.readline(LINE_MAX)

    def close(self):
        """TLS has another socket than the listener closes."""
        self.file.close()
        self.connection.close()

    def say(self, *lines):
        if DROP in lines:
            raise Dropped
        self.connection.sendall("".join(l + "\r\n" for l in lines).encode(
            "latin-1"))
        if lines[-1].startswith("421"):
            raise Dropped

    def scripted(self, name, usual):
        answers = self.server.script[name]
        return answers.pop(0) if answers else usual

    def do_ehlo(self, _):
        words = ["mail.customer.example", "ENHANCEDSTATUSCODES"]
        if self.server.pipelining:
            words.append("PIPELINING")
        words += self.server.extensions
        if self.server.tls and not self.secure:
            words.append("STARTTLS")
        if self.secure or not self.server.tls:
            if self.server.users:
                words.append("AUTH PLAIN")
            if self.server.tokens:
                words.append("AUTH XOAUTH2 OAUTHBEARER")
        self.say(*[f"250-{w}" for w in words[:-1]], f"250 {words[-1]}")

    def do_starttls(self, _):
        self.connection.sendall(b"220 2.0.0 go\r\n" +
                                self.server.behind_starttls)
        self.wrap()

    def wrap(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.server.tls)
        context.sni_callback = lambda _s, name, _c: \
            self.server.names.append(name)
        self.connection = context.wrap_socket(self.connection,
                                              server_side=True)
        self.file = self.connection.makefile("rb")
        self.secure = True
        self.server.versions.append(self.connection.version())

    def do_auth(self, rest):
        mechanism, _, initial = rest.partition(" ")
        if mechanism in ("XOAUTH2", "OAUTHBEARER"):
            self.take_token(initial)
            return
        words = base64.b64decode(initial).decode().split("\0")
        if len(words) != 3:
            self.say("501 5.5.2 no answer")
            return
        _, user, password = words
        self.authenticated = self.server.users.get(user) == password
        self.say("235 2.7.0 welcome" if self.authenticated else
                 "535 5.7.8 wrong password")

    def take_token(self, initial):
        """user=NAME^Aauth=Bearer TOKEN^A^A, or RFC 7628's n,a=NAME,^A…"""
        if not initial:
            self.say("334 ")
            initial = self.file.readline(LINE_MAX).decode().strip()
        fields = base64.b64decode(initial).decode()
        self.authenticated = any(
            (f"user={user}\1" in fields or f"a={user}," in fields) and
            f"auth=Bearer {token}\1" in fields
            for user, token in self.server.tokens.items())
        if not self.authenticated:
            self.say("334 " + base64.b64encode(b'{"status":"400"}').decode())
            self.file.readline(LINE_MAX)
        self.say("235 2.7.0 welcome" if self.authenticated else
                 "535 5.7.8 wrong token")

    def do_mail(self, rest):
        self.sender = rest.partition("<")[2].partition(">")[0]
        self.recipient = None
        self.say(self.scripted("MAIL", "250 2.1.0 ok"))

    def do_rcpt(self, rest):
        address = rest.partition("<")[2].partition(">")[0]
        answers = self.server.rcpt.get(address)
        answer = answers.pop(0) if answers else "250 2.1.5 ok"
        if answer.startswith("250"):
            self.recipient = address
        self.say(answer)

    def do_data(self, _):
        answer = self.scripted("DATA", "354 go on")
        if answer.startswith("354") and self.recipient is None:
            answer = "554 5.5.1 no valid recipients"
        self.say(answer)
        if not answer.startswith("354"):
            return
        self.take(self.message())

    def do_bdat(self, rest):
        """RFC 3030."""
        size, _, last = rest.partition(" ")
        self.chunks += self.file.read(int(size))
        if self.recipient is None:
            self.say("554 5.5.1 no valid recipients")
        elif last != "LAST":
            self.say("250 2.0.0 go on")
        else:
            data, self.chunks = self.chunks, b""
            self.take(data)

    def take(self, data):
        self.server.at_dot.set()
        if self.server.hold:
            self.server.hold.wait(30)
        answer = self.scripted("dot", "250 2.0.0 kept")
        if answer.startswith("250"):
            self.server.mails.append(Mail(self.sender, self.recipient, data))
        self.say(DROP if answer == LOST else answer)

    def message(self):
        lines = []
        for line in iter(lambda: self.file.readline(LINE_MAX), b""):
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b".") else line)
        raise Dropped

    def do_rset(self, _):
        self.recipient, self.chunks = None, b""
        self.say("250 2.0.0 ok")

    def do_quit(self, _):
        self.say("221 2.0.0 bye")
        raise Dropped
