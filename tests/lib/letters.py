"""Messages that the tests of mail servers send, and how they compare."""

import email
import html
import smtplib

from rig import CONTOSO_LINK

ALICE = "alice@contoso.example"
STRANGER = "someone@elsewhere.example"


def letter(body, subject="Minutes", content_type="text/plain; charset=utf-8",
           encoding="8bit", more=b""):
    """MORE: further header lines, which stand first."""
    return more + (f"From: Alice <{ALICE}>\r\nTo: it@customer.example\r\n"
                   f"Subject: {subject}\r\nMIME-Version: 1.0\r\n"
                   f"Content-Type: {content_type}\r\n"
                   f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
                   ).encode() + body


def invitation(link=CONTOSO_LINK, **how):
    return letter(b"Please accept:\r\n\r\n" + link.encode() + b"\r\n",
                  "Invitation", **how)


def damaged(**how):
    return invitation(CONTOSO_LINK.replace("#", "&utm_source=mail#"), **how)


def long_lines(link):
    """A text and a page with the link on a line of 5,000 octets, where mail
    servers cut: behind 998 and each 998 more, or behind 2039."""
    href = '<a href="' + html.escape(link) + '">Accept</a>'
    return [f"Hello,\r\n\r\n{words:x<5000}\r\n\r\nAlice\r\n".encode()
            for words in ("x" * 1939 + f" {link} ", "x" * 1930 + href)]


def words_of(data):
    """What a reader's mail program decodes."""
    return email.message_from_bytes(data).get_payload(decode=True)


def same(got, wanted, what):
    if got == wanted:
        return
    at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b),
              min(len(got), len(wanted)))
    raise AssertionError(
        f"{what}: {len(got)} bytes instead of {len(wanted)}, other from byte "
        f"{at} on\n  got    {got[max(0, at - 40):at + 80]!r}\n"
        f"  wanted {wanted[max(0, at - 40):at + 80]!r}")


def without_received(data):
    """What a mail server delivered, without the Received: it put on top."""
    assert data.startswith(b"Received: from "), data[:80]
    end = data.index(b"\r\n")
    while data[end + 2:end + 3] == b"\t":
        end = data.index(b"\r\n", end + 2)
    return data[end + 2:]


class Desk:
    """One who writes letters to somebody new each time.

    desk = Desk(rig)
    desk.delivered(letter(b"…"), ALICE)     as the customer's server got it
    desk.refused(letter(b"…"), ALICE)       (code, reply)
    """

    def __init__(self, rig):
        self.rig = rig
        self._count = 0

    def somebody(self, domain="customer.example"):
        self._count += 1
        return f"c{self._count}@{domain}"

    def arrived(self, data, sender=ALICE, domain="customer.example", **how):
        """All of it, Received: and all."""
        recipient = self.somebody(domain)
        self.rig.send(data, sender, recipient, **how)
        return self.rig.sink.wait(recipient)[0].data

    def delivered(self, data, sender=ALICE, **how):
        return without_received(self.arrived(data, sender, **how))

    def refused(self, data, sender=ALICE, **how):
        recipient = self.somebody()
        try:
            self.rig.send(data, sender, recipient, **how)
        except smtplib.SMTPResponseException as e:
            assert not self.rig.sink.mails(recipient), "refused, and sent"
            return e.smtp_code, str(e.smtp_error)
        raise AssertionError("it was accepted")
