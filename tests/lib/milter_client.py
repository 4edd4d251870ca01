"""The mail server's side of the milter protocol, as Postfix and Sendmail speak
it: for tests that must see every byte which crosses the socket.

    with MilterClient("/run/x.sock") as mta:
        mta.connect("desk", "127.0.0.1")
        result = mta.send(message, "alice@contoso.example")
        result.answer, result.reply, result.message, result.changes

Messages are bytes with CRLF. Nothing here knows what the filter should do.
"""

import socket
import struct
from dataclasses import dataclass, field

# SMFIF_: what the filter may do
ADDHDRS, CHGBODY, CHGHDRS, QUARANTINE, SETSYMLIST = 1, 2, 0x10, 0x20, 0x100
ALL_ACTIONS = 0x1FF
# SMFIP_: what of the protocol is used
NOCONNECT, NOHELO, NOMAIL, NORCPT, NOBODY, NOHDRS, NOEOH = (
    1 << n for n in range(7))
NR_HDR, NOUNKNOWN, NODATA, SKIP = 0x80, 0x100, 0x200, 0x400
NR_CONN, NR_HELO, NR_MAIL, NR_RCPT, NR_DATA, NR_UNKN, NR_EOH, NR_BODY = (
    0x1000 << n for n in range(8))
HDR_LEADSPC = 0x100000
# what a mail server offers that offers nothing: the protocol's first version
VERSION_1 = NOCONNECT | NOHELO | NOMAIL | NORCPT | NOBODY | NOHDRS
ALL_PROTOCOL = 0x1FFFFF

NO_EVENT = {b"C": NOCONNECT, b"H": NOHELO, b"M": NOMAIL, b"R": NORCPT,
            b"T": NODATA, b"L": NOHDRS, b"N": NOEOH, b"B": NOBODY}
NO_REPLY = {b"C": NR_CONN, b"H": NR_HELO, b"M": NR_MAIL, b"R": NR_RCPT,
            b"T": NR_DATA, b"L": NR_HDR, b"N": NR_EOH, b"B": NR_BODY}
ANSWERS = {b"c": "continue", b"a": "accept", b"r": "reject",
           b"t": "tempfail", b"d": "discard", b"s": "skip", b"y": "reply"}


class ProtocolError(Exception):
    """The filter broke the protocol, or the connection."""


@dataclass
class Result:
    answer: str = "continue"
    reply: str = ""             # of the filter's own words
    message: bytes = b""        # as it would leave
    changes: list = field(default_factory=list)  # (what, …) in their order
    stage: str = ""             # the event that ended it, such as "mail"


def split(message):
    """([[name, value], …], body); values with their leading space."""
    head, _, body = message.partition(b"\r\n\r\n")
    fields = []
    for line in head.split(b"\r\n"):
        if line[:1] in b" \t" and fields:
            fields[-1][1] += b"\n" + line
        elif line:
            name, _, value = line.partition(b":")
            fields.append([name, value])
    return fields, body


def join(fields, body):
    head = b"".join(name + b":" + value.replace(b"\n", b"\r\n") + b"\r\n"
                    for name, value in fields)
    return head + b"\r\n" + body


class MilterClient:
    def __init__(self, path, actions=ALL_ACTIONS, protocol=ALL_PROTOCOL,
                 seconds=60):
        # a path, or (host, port)
        self.socket = socket.socket(
            socket.AF_UNIX if isinstance(path, str) else socket.AF_INET)
        self.socket.settimeout(seconds)
        self.socket.connect(path)
        self._negotiate(actions, protocol)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        self.socket.close()

    # packets

    def put(self, command, data=b""):
        self.socket.sendall(
            struct.pack(">I", len(data) + 1) + command + data)

    def get(self):
        size, = struct.unpack(">I", self._exactly(4))
        packet = self._exactly(size)
        return packet[:1], packet[1:]

    def _exactly(self, size):
        data = b""
        while len(data) < size:
            piece = self.socket.recv(size - len(data))
            if not piece:
                raise ProtocolError("the filter closed the connection")
            data += piece
        return data

    def _negotiate(self, actions, protocol):
        self.put(b"O", struct.pack(">III", 6, actions, protocol))
        command, data = self.get()
        if command != b"O":
            raise ProtocolError(f"{command} instead of negotiation")
        _, self.actions, self.protocol = struct.unpack(">III", data[:12])
        self.symbols = data[12:]
        if (self.actions & ~actions or
                self.protocol & ~(protocol or VERSION_1)):
            raise ProtocolError("the filter wants what was not offered")

    def macros(self, command, **values):
        """auth_authen="x" is {auth_authen}; single letters stand bare."""
        data = command
        for name, value in values.items():
            if value is None:
                continue
            name = name if len(name) == 1 else "{" + name + "}"
            data += name.encode() + b"\0" + value.encode() + b"\0"
        self.put(b"D", data)

    def event(self, command, data=b""):
        """One event, if the filter wants it: its answer as (word, reply)."""
        if self.protocol & NO_EVENT.get(command, 0):
            return "continue", ""
        self.put(command, data)
        if self.protocol & NO_REPLY.get(command, 0):
            return "continue", ""
        return self._answer(*self.get())

    @staticmethod
    def _answer(command, data):
        if command not in ANSWERS:
            raise ProtocolError(f"{command} is no answer here")
        word, text = ANSWERS[command], data.rstrip(b"\0").decode()
        if word == "reply":
            word = "reject" if text[0] == "5" else "tempfail"
        return word, text

    # what a mail server does

    def connect(self, host="desk.contoso.example", ip="127.0.0.1"):
        family = b"6" if ":" in ip else b"4"
        self.macros(b"C", j="mail.contoso.example", v="Postfix 3.7.11")
        answer = self.event(b"C", host.encode() + b"\0" + family +
                            struct.pack(">H", 34567) + ip.encode() + b"\0")
        self.event(b"H", host.encode() + b"\0")
        return answer

    def mail(self, sender, login=None, arguments=(), **macros):
        self.macros(b"M", auth_authen=login, **macros)
        words = [f"<{sender}>", *arguments]
        return self.event(b"M", b"".join(w.encode() + b"\0" for w in words))

    def rcpt(self, recipient):
        self.macros(b"R", rcpt_addr=recipient)
        return self.event(b"R", f"<{recipient}>".encode() + b"\0")

    def abort(self):
        self.put(b"A")

    def quit(self):
        self.put(b"Q")

    def quit_for_new_connection(self):
        self.put(b"K")

    def send(self, message, sender, login=None, chunk=65535, queue_id="4F12A",
             recipient="it@customer.example"):
        """A whole message, as Postfix sends it."""
        for stage, step in (("mail", lambda: self.mail(sender, login)),
                            ("rcpt", lambda: self.rcpt(recipient)),
                            ("data", lambda: self._data(queue_id))):
            answer, reply = step()
            if answer != "continue":
                return Result(answer, reply, message, stage=stage)
        return self.content(message, chunk, queue_id)

    def _data(self, queue_id):
        self.macros(b"T", i=queue_id)
        return self.event(b"T")

    def content(self, message, chunk=65535, queue_id="4F12A"):
        fields, body = split(message)
        for name, value in fields:
            if not self.protocol & HDR_LEADSPC:
                value = value.removeprefix(b" ")
            answer = self.event(b"L", name + b"\0" + value + b"\0")
            if answer[0] != "continue":
                return Result(*answer, message, stage="header")
        answer = self.event(b"N")
        if answer[0] != "continue":
            return Result(*answer, message, stage="eoh")
        for at in range(0, len(body), chunk):
            answer = self.event(b"B", body[at:at + chunk])
            if answer[0] not in ("continue", "skip"):
                return Result(*answer, message, stage="body")
            if answer[0] == "skip":
                break
        self.macros(b"E", i=queue_id)
        self.put(b"E")
        return self._edits(message, fields, body)

    def _edits(self, message, fields, body):
        result, new_body = Result(stage="eom"), None
        while True:
            command, data = self.get()
            if command == b"b":
                result.changes.append(("body", len(data)))
                new_body = (new_body or b"") + data
            elif command in (b"h", b"m", b"i"):
                result.changes.append(self._header(command, data, fields))
            elif command == b"q":
                result.changes.append(("quarantine", data.rstrip(b"\0")))
            elif command != b"p":
                break
        result.answer, result.reply = self._answer(command, data)
        result.message = join(fields, body if new_body is None else new_body) \
            if result.changes else message
        return result

    def _header(self, command, data, fields):
        at = 0
        if command != b"h":
            at, = struct.unpack(">I", data[:4])
            data = data[4:]
        name, value, _ = data.split(b"\0")
        if not self.protocol & HDR_LEADSPC:
            value = b" " + value
        if command == b"h":
            fields.append([name, value])
            return "add", name, value
        if command == b"i":
            fields.insert(at, [name, value])
            return "insert", at, name, value
        same = [f for f in fields if f[0].lower() == name.lower()]
        if not 1 <= at <= len(same):
            raise ProtocolError(f"there is no {name!r} number {at}")
        if value.strip():
            same[at - 1][1] = value
        else:
            fields[:] = [f for f in fields if f is not same[at - 1]]
        return "change", at, name, value
