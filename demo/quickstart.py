#!/usr/bin/python3
"""What ./quickstart shows once everything is built: four mails through a real
Postfix with linkseal-milter, and what the customer receives of each.

usage: quickstart.py BUILD SOURCE

Exit status 1 if a mail did not become what this page says of it.
"""

import os
import shlex
import smtplib
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests/lib"))

from reading import halves, html_links, lines
from rig import CONTOSO, FABRIKAM, LINK, Rig, crlf, end_in_good_order
from sidebyside import paint, show

ALICE = "alice@contoso.example"


class Wrong(Exception):
    """A mail did not become what it should."""


def command(rig, program, *arguments):
    """Shows a command and runs it."""
    shown = " ".join(shlex.quote(a) for a in (program, *arguments))
    print(paint(f"  $ {shown}", "dim"), flush=True)
    return rig.run(program, *arguments).stdout


def register(rig):
    """Two resellers, each with a link; alice sends for the first."""
    for name, display, account, sender in (
            ("contoso", "Contoso Ltd", CONTOSO, ALICE),
            ("fabrikam", "Fabrikam Inc", FABRIKAM, "bob@fabrikam.example")):
        command(rig, "linkseal-linkgen", "reseller", "add", name,
                "--display", display, "--provider", "partner-center",
                "--account", account)
        command(rig, "linkseal-linkgen", "sender", "add", name, sender)
        command(rig, "linkseal-linkgen", "issue", name,
                "--url", LINK.format(account))
    return rig.linkgen("show", "contoso").strip()


def title(number, text):
    print("\n" + paint(f"{number}  {text}", "bold") + "\n")


def outcome(good, text):
    print("\n  " + paint(text, "good" if good else "bad"), flush=True)


def expect(data, link):
    """The link whole and alone in both halves, as the reader gets them."""
    text, html = halves(data)
    if link not in text.splitlines():
        raise Wrong("the plain text has not the link as it was issued")
    addresses = [address for _, address in html_links(html)]
    if html and link not in addresses:
        raise Wrong("the HTML half has not the link as it was issued")


def log_line(rig, number):
    """What the filter wrote about message NUMBER."""
    rig.milter.wait_log("verdict=", number)
    found = [l for l in rig.milter.log().splitlines() if "verdict=" in l]
    print(paint("  " + "".join(found[number - 1:number]), "dim"))


def from_template(rig, link):
    title(1, "An invitation from the template")
    send = ["send", "--reseller", "contoso", "--to", "anna@customer.example",
            "--smtp", f"127.0.0.1:{rig.mta.port}", "--from", ALICE, "--send"]
    command(rig, "linkseal-mailer", *send)
    data = rig.sink.wait("anna@customer.example")[0].data
    template = rig.source / "templates/invitation/en.md"
    print()
    show("what marketing wrote (templates/invitation/en.md)",
         template.read_text().strip().splitlines(),
         "what the customer received", lines(data, reflow=True),
         compare=False)
    expect(data, link)
    outcome(True, "The words are marketing's, the link is the reseller's: "
            "nobody had to paste it.")


def deliver(rig, name, recipient):
    """Sends demo/mail/NAME.eml and shows both sides."""
    went_in = crlf((HERE / f"mail/{name}.eml").read_bytes())
    rig.send(went_in, ALICE, recipient)
    received = rig.sink.wait(recipient)[0].data
    show("what went in", lines(went_in),
         "what the customer received", lines(received))
    return received


def by_hand(rig, link):
    title(2, "Written by hand; the first two paragraphs are deleted, and the "
          "link in the HTML half went with them")
    expect(deliver(rig, "by-hand", "ben@customer.example"), link)
    outcome(True, "Deleting the words is allowed; the link is put back where "
            "it was lost, and the rest stays as it was.")


def damaged(rig, link):
    title(3, "A damaged link: wrapped and escaped in the text, tracked in "
          "the HTML")
    received = deliver(rig, "damaged", "cleo@customer.example")
    expect(received, link)
    if b"utm_source" in received:
        raise Wrong("the tracking parameter is still there")
    outcome(True, "Restored to the bytes that were issued, in both halves.")


def wrong_partner(rig, _):
    title(4, "Another partner's link")
    went_in = crlf((HERE / "mail/wrong-partner.eml").read_bytes())
    try:
        rig.send(went_in, ALICE, "dan@customer.example")
    except smtplib.SMTPResponseException as e:
        code, reply = e.smtp_code, e.smtp_error
    else:
        raise Wrong("another partner's link was let through")
    show("what went in", lines(went_in), "what the sender's program was told",
         [str(code), "", *reply.splitlines()], compare=False)
    if rig.sink.mails("dan@customer.example"):
        raise Wrong("a refused mail reached the customer")
    outcome(False, "Refused: it would have handed the customer to Fabrikam. "
            "The customer received nothing.")


def perform(build, source):
    with Rig(build, source) as rig:
        print("\n" + paint("The registry: who may send for whom, and which "
                           "link was issued", "bold") + "\n")
        link = register(rig)
        rig.milter.start()
        for number, act in enumerate(
                (from_template, by_hand, damaged, wrong_partner), 1):
            act(rig, link)
            log_line(rig, number)


NEXT = """
What next
  README.md              put the filter into your own Postfix
  docs/portal.md         what customer and partner see after the click
  templates/invitation/  the words, one file a language
  man/                   manual pages; with the package man-db:
                         man man/linkseal-mailer.1
  build/quickstart/      the programs, built; nothing is installed:
                         build/quickstart/linkgen/linkseal-linkgen --help
  ./run-tests            the tests
"""


def main():
    end_in_good_order()
    build, source = sys.argv[1:3]
    try:
        perform(build, source)
        print(NEXT, end="", flush=True)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # the reader of our output went away; nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Wrong, RuntimeError, TimeoutError, smtplib.SMTPException) as e:
        print(f"\nquickstart: {e}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
