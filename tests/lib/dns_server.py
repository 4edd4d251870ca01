"""A small DNS server for TXT records, over UDP and TCP on one free port.

    with DnsServer({"name.example": ["a record", ["in two", " strings"]]}) as d:
        d.address                      "127.0.0.1:PORT"
        d.asked                        names, in the order they came

A name in BROKEN is answered with that code (2: SERVFAIL) or, for "silent", not
at all. What does not fit 512 bytes is cut, as a server does it (RFC 1035 4.2.1),
and comes whole over TCP.
"""

import socket
import struct
import threading


class DnsServer:
    def __init__(self, zone, broken=None):
        self.zone, self.broken, self.asked = zone, broken or {}, []
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.tcp = socket.socket(socket.AF_INET)
        while True:
            self.udp.bind(("127.0.0.1", 0))
            port = self.udp.getsockname()[1]
            try:
                self.tcp.bind(("127.0.0.1", port))
                break
            except OSError:
                self.udp.close()
                self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.tcp.listen()
        self.address = f"127.0.0.1:{port}"
        self._threads = [threading.Thread(target=f, daemon=True)
                         for f in (self._serve_udp, self._serve_tcp)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        for s in (self.udp, self.tcp):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            s.close()

    def _serve_udp(self):
        try:
            while True:
                question, peer = self.udp.recvfrom(4096)
                if not question:        # it was shut down
                    return
                answer = self._answer(question)
                if answer and len(answer) > 512:
                    end = self._end(question)
                    answer = (answer[:2] + b"\x83\x80" + b"\0\1" + bytes(6)
                              + question[12:end])
                if answer:
                    self.udp.sendto(answer, peer)
        except OSError:
            pass

    def _serve_tcp(self):
        try:
            while True:
                peer, _ = self.tcp.accept()
                with peer:
                    size = struct.unpack("!H", peer.recv(2))[0]
                    answer = self._answer(peer.recv(size))
                    peer.sendall(struct.pack("!H", len(answer)) + answer)
        except OSError:
            pass

    @staticmethod
    def _end(question):
        at = 12
        while question[at]:
            at += question[at] + 1
        return at + 5

    def _answer(self, question):
        end, labels, at = self._end(question), [], 12
        while question[at]:
            labels.append(question[at + 1:at + 1 + question[at]].decode())
            at += question[at] + 1
        name = ".".join(labels).lower()
        self.asked.append(name)
        if self.broken.get(name) == "silent":
            return None
        code = self.broken.get(name, 0 if name in self.zone else 3)
        records = b"".join(self._record(r) for r in
                           ([] if code else self.zone[name]))
        count = 0 if code else len(self.zone[name])
        return (question[:2] + bytes([0x81, 0x80 | code]) + b"\0\1"
                + struct.pack("!H", count) + bytes(4) + question[12:end]
                + records)

    @staticmethod
    def _record(strings):
        if isinstance(strings, str):
            strings = [strings]
        data = b"".join(bytes([len(s)]) + s.encode() for s in strings)
        return struct.pack("!HHHIH", 0xC00C, 16, 1, 60, len(data)) + data
