"""A message as its reader sees it: subject, plain text, and the links of the
HTML half with their addresses."""

import email
import email.policy
from html.parser import HTMLParser


class _Links(HTMLParser):
    """(words, address) of each link."""

    def __init__(self):
        super().__init__()
        self.found = []
        self._address = None

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self._address = dict(attributes).get("href", "")
            self._words = ""

    def handle_data(self, data):
        if self._address is not None:
            self._words += data

    def handle_endtag(self, tag):
        if tag == "a" and self._address is not None:
            self.found.append((" ".join(self._words.split()), self._address))
            self._address = None


def html_links(html):
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found


def halves(data):
    """(plain text, HTML) of a message, decoded; "" for what it has not."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    found = [message.get_body((kind,)) for kind in ("plain", "html")]
    return tuple(part.get_content().replace("\r\n", "\n") if part else ""
                 for part in found)


def _links(html):
    """A line for each link; one whose words are its address stands for the
    button that goes there, too."""
    seen = []
    for words, address in html_links(html):
        line = address if words == address else f"[{words}] {address}"
        if line not in seen and not (words == address and any(
                address in other for other in seen)):
            seen.append(line)
    return seen or ["(no link)"]


def lines(data, reflow=False):
    """What a reader sees. REFLOW: a paragraph, unless it is the
    signature, is one line."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    text, html = halves(data)
    shown = text.strip().splitlines()
    if reflow:
        shown = "\n\n".join(block if block.startswith("-- ")
                            else " ".join(block.split("\n"))
                            for block in text.strip().split("\n\n")
                            ).splitlines()
    out = [f"Subject: {message['Subject']}", "", *shown]
    if html:
        out += ["", "in the HTML half:", *_links(html)]
    return out
