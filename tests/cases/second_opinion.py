"""What a parser that is not ours says of a message before and after."""

import email
import email.policy
import html
import html.parser
import re

POLICY = email.policy.compat32


class Hrefs(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.hrefs, self.words = [], []

    def handle_starttag(self, tag, attributes):
        self.hrefs += [v for k, v in attributes if k == "href" and v]

    def handle_data(self, data):
        self.words.append(data)


def leaves(message):
    """(number, part, ancestors) of every leaf; nested messages are one."""
    stack, found = [(message, "", ())], []
    while stack:
        part, number, above = stack.pop()
        if part.get_content_maintype() == "multipart" and \
                part.is_multipart():
            children = [(p, f"{number}{i}.", above + (part,))
                        for i, p in enumerate(part.get_payload(), 1)]
            stack += reversed(children)
        else:
            found.append((number.rstrip(".") or "1", part, above))
    return found


def text_of(part):
    """The decoded text; None when it has no charset that Python knows."""
    data = part.get_payload(decode=True)
    if data is None:
        return None
    try:
        return data.decode(part.get_content_charset() or "us-ascii",
                           "replace")
    except LookupError:
        return None


def is_shown(part):
    return (part.get_content_type() in ("text/plain", "text/html",
                                        "text/x-amp-html",
                                        "text/watch-html") and
            part.get_content_disposition() != "attachment" and
            not part.get_filename())


def exact_in(part, link):
    """The link, byte for byte, where a reader would follow it."""
    text = text_of(part) or ""
    if part.get_content_type() != "text/plain":
        page = Hrefs()
        page.feed(text)
        page.close()
        if link in [h.strip() for h in page.hrefs]:
            return True
        text = "".join(page.words)
    return re.search(r"(?<![A-Za-z0-9/%&=])" + re.escape(link) +
                     r"(?![A-Za-z0-9/%&=#?_~+-])", text) is not None


def headers(part):
    return [(k, v) for k, v in part._headers]


ENCODING = ("content-type", "content-transfer-encoding", "mime-version")


def recoded(a, b):
    """The leaf was written anew, as UTF-8 for letters that it could not hold
    or in shorter lines alone, and nothing else of its header changed."""
    def rest(part):
        return [(k, v) for k, v in part._headers
                if k.lower() not in ENCODING]

    def parameters(part):
        return [(k, v) for k, v in part.get_params([])
                if k.lower() != "charset"] or [("text/plain", "")]
    return (not a.is_multipart() and is_shown(b) and
            b.get_content_charset() in ("utf-8", a.get_content_charset()) and
            b["Content-Transfer-Encoding"] in ("quoted-printable", "base64")
            and rest(a) == rest(b) and parameters(a) == parameters(b))


def raw(part):
    """A leaf's content as it stands in the message."""
    return part.as_bytes(policy=POLICY.clone(max_line_length=None))


def compare(before, after, link):
    """Nothing but readable texts changed, and those hold the link."""
    old = email.message_from_bytes(before, policy=POLICY)
    new = email.message_from_bytes(after, policy=POLICY)
    old_parts, new_parts = list(old.walk()), list(new.walk())
    assert len(old_parts) == len(new_parts), (
        f"{len(old_parts)} parts became {len(new_parts)}")
    for a, b in zip(old_parts, new_parts):
        assert headers(a) == headers(b) or recoded(a, b), (
            f"headers changed: {headers(a)} became {headers(b)}")
        if a.is_multipart():
            assert (a.preamble, a.epilogue) == (b.preamble, b.epilogue), (
                "preamble or epilogue changed")
    for (number, a, _), (_, b, _) in zip(leaves(old), leaves(new)):
        if raw(a) == raw(b):
            continue
        assert is_shown(a), f"part {number} is no letter and changed"
        assert exact_in(b, link), (
            f"part {number} was edited and does not hold the link:\n"
            f"{text_of(b)}")


def holds(data, link):
    """Every text that a reader may be shown as the letter holds the link."""
    shown = [(number, part, above) for number, part, above
             in leaves(email.message_from_bytes(data, policy=POLICY))
             if is_shown(part)]
    firsts = [entry for i, entry in enumerate(shown)
              if all(alternative(entry, earlier) for earlier in shown[:i])]
    for entry in firsts:
        together = [other for other in shown
                    if other is entry or not alternative(other, entry)]
        assert any(exact_in(part, link) for _, part, _ in together), (
            f"part {entry[0]} does not hold the link:\n{text_of(entry[1])}")


def says_the_same(before, after):
    """To the octet, however it was encoded."""
    for (number, a, _), (_, b, _) in zip(
            leaves(email.message_from_bytes(before, policy=POLICY)),
            leaves(email.message_from_bytes(after, policy=POLICY))):
        assert a.get_payload(decode=True) == b.get_payload(decode=True), (
            f"part {number} says something else:\n{text_of(b)}")


LONGEST = 990       # octets of a line, which Sendmail leaves whole


def is_not_cut(data, link):
    """No mail server cuts a link that is shown, but for a quoted one."""
    for number, part, _ in leaves(
            email.message_from_bytes(data, policy=POLICY)):
        escaped = html.escape(link, quote=False)
        for line in raw(part).splitlines() if is_shown(part) else []:
            assert len(line) <= LONGEST or line.startswith(b">") or (
                link.encode() not in line and escaped.encode() not in line), (
                f"part {number}: the link is on a line of {len(line)} octets")


def squeezed(text):
    return re.sub(r"\s+", "", text)


def holds_block(data, blocks):
    """Every text that holds the link holds one of the locked blocks (lists of
    paragraphs) too, in its order, whatever white space and tags are there."""
    for number, part, _ in leaves(
            email.message_from_bytes(data, policy=POLICY)):
        text = text_of(part) or ""
        if part.get_content_type() == "text/html":
            page = Hrefs()
            page.feed(text)
            page.close()
            text = "".join(page.words)
        elif part.get_content_type() != "text/plain":
            continue
        text = squeezed(text)
        assert any(re.search(".*?".join(re.escape(squeezed(p))
                                        for p in block), text)
                   for block in blocks), (
            f"part {number} does not hold the locked block:\n{text}")


def alternative(a, b):
    common = [x for x, y in zip(a[2], b[2]) if x is y]
    return bool(common) and \
        common[-1].get_content_type() == "multipart/alternative"
