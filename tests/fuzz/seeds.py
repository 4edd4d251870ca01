"""What the fuzzers begin with: made of the cases and of files that are
shipped, so that a new case is a new seed.

Each function yields bytes; the name says for which fuzzer. LINKS are those of
the house: Contoso's, Fabrikam's and the own programme's.
"""

import email
import email.policy
import re

from authority import openssl

ID = "484e548c-f5f3-4528-93a9-c16c6373cb59"
CUSTOMER = (b'{"id":"%s","companyProfile":{"tenantId":"%s","domain":'
            b'"townhall.example","companyName":"Townhall"},'
            b'"relationshipToPartner":"reseller","allowDelegatedAccess":true,'
            b'"customDomains":["townhall.example"]}'
            % (ID.encode(), ID.encode()))
SENDERS = {"carol@contoso.example": 1, "dora@fabrikam.example": 2}
# as in fuzz_text.c
CHARSETS = ["", "utf-8", "iso-8859-1", "gbk", "windows-1252", "koi8-r",
            "gb18030", "big5", "shift_jis", "utf-16", "iso-2022-jp", "euc-kr",
            "utf-16be", "utf-16le", "utf-32", "utf-7"]
ENCODINGS = ["", "quoted-printable", "base64"]
ADDRESS = re.compile(rb"https?://[^\s\"'<>]+")


def multipart(subtype, boundary, parts):
    delimiter = b"--" + boundary
    return b"".join([
        b"Content-Type: multipart/%s; boundary=%s\n\n" % (subtype, boundary),
        *(b"%s\n%s\n" % (delimiter, part) for part in parts),
        b"%s--\n" % delimiter])


class Seeds:
    def __init__(self, source, links):
        self.source, self.links = source, [link.encode() for link in links]
        self.cases = sorted((source / "tests/cases").glob("*.eml"))

    def files(self, *patterns):
        for pattern in patterns:
            for path in sorted(self.source.glob(pattern)):
                yield path.read_bytes()

    def leaves(self):
        for path in self.cases:
            message = email.message_from_bytes(path.read_bytes())
            for part in message.walk():
                if part.get_content_maintype() == "text":
                    yield part

    def guard(self):
        for path in self.cases:
            sender = 0
            for line in path.with_suffix(".env").read_text().splitlines():
                if line.startswith("from:"):
                    sender = SENDERS.get(line[5:].strip(), 0)
            message = path.read_bytes()
            yield bytes([sender]) + message
            if self.links[0] in message:
                yield b"\2" + message.replace(self.links[0], self.links[2])

    def inbound(self):
        for path in self.cases:
            yield b"\0" + path.read_bytes()

    def mime(self):
        yield from self.files("tests/cases/*.eml")
        yield from self.skeletons()

    def skeletons(self):
        """Short messages, one multipart in another, most of them plainly
        built: what is changed in them is mostly their structure."""
        text = b"Content-Type: text/plain; charset=utf-8\n\none\n\ntwo\n"
        html = (b'Content-Type: text/html; charset="us-ascii"\n'
                b"Content-Transfer-Encoding: quoted-printable\n\n<p>=3D\n")
        file = (b"Content-Disposition: attachment; filename=a.p7m\nContent-"
                b"Type: application/octet-stream; name=b\n"
                b"Content-Transfer-Encoding: base64\n\nMIIA\n-- \n")
        late = b"Content-ID: <a>\n" + text
        unclear = [b'Content-Type: text/plain; charset="utf\\-8"\n\nthree\n',
                   b"Content-Type: text/html; charset=a; charset=b\n\n<p>\n",
                   b"Content-Type: message/rfc822\n\nA: b\n\nfour\n"]
        for outer in (b"mixed", b"related", b"signed", b"digest",
                      b'related; start="<a>"'):
            inner = multipart(b"alternative", b"c", [text, html])
            for parts in ([inner, file], [b"A: b\n\nC: d\n"], [html, late],
                          [inner], *([part] for part in unclear)):
                message = b"Subject: x\nMIME-Version: 1.0\n" + \
                    multipart(outer, b"b", parts)
                yield message
                message = message.replace(b"\n", b"\r\n")
                yield message
                yield message.replace(b"\r\n--b--", b"\n--b--")

    def text(self):
        for part in self.leaves():
            charset = (part.get_content_charset() or "").lower()
            encoding = part.get("Content-Transfer-Encoding", "").lower()
            if charset in CHARSETS:
                form = CHARSETS.index(charset)
                if encoding in ENCODINGS:
                    form += 16 * ENCODINGS.index(encoding)
                body = part.get_payload()
                yield bytes([form, 9, 12]) + body.encode(
                    "utf-8", "surrogateescape")

    def view(self):
        for part in self.leaves():
            body = part.get_payload(decode=True)
            try:
                body = body.decode(part.get_content_charset("utf-8"),
                                   "replace")
            except LookupError:
                continue
            form = (part.get_content_subtype() == "html") + \
                2 * (part.get_param("format") == "flowed") + \
                4 * (part.get_param("delsp") == "yes")
            yield bytes([form]) + body.encode("utf-8", "surrogateescape")

    def html(self):
        yield from (body[1:] for body in self.view() if body[0] == 1)
        for page in self.files("tests/pages/*.html"):
            yield page
            yield page.replace(b"\n", b"\r\n")
        yield from (b"".join(nest) for nest in self.nests())

    def nests(self):
        """Elements in one another, most of them plain."""
        names = [b"p", b"div", b"b", b"a", b"h1", b"ul", b"li", b"table",
                 b"tr", b"td"]
        for outer in names:
            for inner in names:
                yield [b"x<", outer, b"><", inner, b" id='q'>a &amp; b</",
                       inner, b"><br></", outer, b">\r\n"]

    def link(self):
        for address in self.wrapper():
            yield b"\3" + address

    def wrapper(self):
        yield from self.links
        for text in self.files("tests/cases/*.eml", "tests/unit/links.h"):
            yield from ADDRESS.findall(text)
        for text in self.files("tests/unit/test_wrapper.c"):
            macros = dict(re.findall(rb'#define (\w+) "(.*)"', text))
            for name, value in macros.items():
                text = text.replace(b'" ' + name, b'" "' + value + b'"')
                text = text.replace(name + b' "', b'"' + value + b'" "')
            yield from ADDRESS.findall(re.sub(rb'"\s*"', b"", text))

    def token(self):
        token = self.links[2].rpartition(b"/")[2]
        yield b"\0\0" + token
        yield b"\xff\0\1" + token

    def roster(self):
        yield from self.files("tests/roster/*.txt")

    def vouch(self):
        key = (b"v=LINKSEAL1; k=ed25519; kid=00000001; s=verify; "
               b"h=partners.fabrikam.example; p=" + b"A" * 43 + b"=\n")
        for address in self.wrapper():
            yield key + b"\0" + address

    def answer(self):
        head = b"HTTP/1.1 429 x\r\nRetry-After: 57\r\nMS-RequestId: 1\r\n" \
            b"Location: https://contoso.example/\r\n"
        bodies = [
            b'\xef\xbb\xbf{"url":"%s","attributes":{"objectType":"x"}}'
            % self.links[0],
            b'{"token_type":"Bearer","expires_in":"3600","access_token":"a",'
            b'"refresh_token":"b"}',
            b'{"error":"invalid_grant","error_description":"AADSTS70008: x"}',
            b'{"code":"2032","description":"Access denied","data":[]}',
            b'{ "statusCode": 429, "message": "Try again in 57 seconds." }',
            b'{"totalCount":1,"items":[%s],"links":{"next":{"uri":'
            b'"/customers?size=2&seekOperation=Next","headers":[{"key":'
            b'"MS-ContinuationToken","value":"AQ=="}]}}}' % CUSTOMER,
            CUSTOMER, b"<!DOCTYPE html>", b""]
        for status in range(10):
            for body in bodies:
                yield bytes([status, len(head)]) + head + body
        yield b"\0\0# a\nclient_secret = b\nrefresh_token = \"c\"\n"

    def webhook(self):
        head = b"Signature c2lnbmVk\n\nrsa-sha256\n" \
            b"https://certs.example/cert/a.cer\n"
        for name, uri in (("reseller-relationship-accepted-by-customer",
                           f'"https://api.example/v1/customers/{ID}"'),
                          ("dap-admin-relationship-terminated", "null")):
            yield bytes([len(head)]) + head + (
                f'{{"EventName":"{name}","ResourceUri":{uri},'
                '"ResourceChangeUtcDate":"2026-11-21T10:00:00.5+00:00"}'
            ).encode()
        pem = openssl(None, "req", "-x509", "-newkey", "rsa:2048", "-nodes",
                      "-keyout", "/dev/null", "-subj",
                      "/O=Contoso Authority/CN=x", "-addext",
                      "authorityInfoAccess=caIssuers;URI:"
                      "http://certs.example/cert/b.cer")
        for certificate in pem, openssl(None, "x509", "-outform", "DER",
                                        input=pem):
            yield bytes([len(head)]) + head + certificate

    def config(self):
        yield from self.files("dist/linkseal.conf")
        for path in sorted(self.source.glob("tests/cases/*.env")):
            lines = [line[5:] for line in path.read_text().splitlines()
                     if line.startswith("conf:")]
            if lines:
                yield ("milter {\n" + "\n".join(lines) + "\n}\n").encode()

    def profile(self):
        for text in self.files("providers/*.conf"):
            for link in self.links:
                yield text + b"\0" + link

    def template(self):
        for i, pattern in enumerate(("templates/invitation/*.md",
                                     "templates/invitation/locked/*.md",
                                     "templates/skeleton.html")):
            for text in self.files(pattern):
                yield bytes([i]) + text

    def lint(self):
        languages = ["en", "de", "ar", "ja", "ko", "zh-CN", "fr", "es"]
        for i, folder in enumerate(("invitation", "invitation/locked")):
            for n, language in enumerate(languages):
                for text in self.files(f"templates/{folder}/{language}.md"):
                    yield bytes([3 * n + i]) + text
        for text in self.files("templates/skeleton.html"):
            yield b"\2" + text

    def recipients(self):
        rows = [b"a@contoso.example,Ana,Contoso,pt-BR",
                b"b@contoso.example,\"Bob, \"\"B\"\"\",,en"]
        head = b"email,name,company,locale"
        for end in (b"\n", b"\r\n"):
            text = end.join([head, *rows, b""])
            yield text
            yield b"\xef\xbb\xbf" + text.replace(b",", b";")
            yield text.replace(b",", b"\t")
