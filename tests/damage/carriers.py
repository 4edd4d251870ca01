"""Mails around a link: a body, its charset, its transfer encoding, its parts.

A carrier is a function from (shown, raw) to the bytes of a message, where SHOWN
is what a reader sees in place of the link and RAW says that it is HTML already;
None when it can't hold that.
"""

import base64
import html
import quopri

HEAD = ("From: Alice <alice@contoso.example>\n"
        "To: Dana <dana@customer.example>\n"
        "Subject: Our request\n"
        "Date: Sat, 21 Nov 2026 09:00:00 +0000\n"
        "Message-ID: <{n}@contoso.example>\n"
        "MIME-Version: 1.0\n")
GREETING = {"utf-8": "Grüße aus Köln", "gb18030": "您好,我们是您的合作伙伴",
            "gbk": "您好,我们是您的合作伙伴", "gb2312": "您好",
            "big5": "您好,許功蓋", "iso-2022-jp": "こんにちは、お世話になります",
            "shift_jis": "こんにちは、ソ能表", "euc-jp": "こんにちは",
            "euc-kr": "안녕하세요", "iso-2022-kr": "안녕하세요",
            "koi8-r": "Здравствуйте", "koi8-u": "Вітаємо",
            "windows-1250": "Dobrý den, těší nás", "windows-1251": "Привет",
            "windows-1252": "Olá, tudo bem?", "windows-1253": "Καλημέρα",
            "windows-1254": "Günaydın, şimdi", "windows-1255": "שלום",
            "windows-1256": "مرحبا", "windows-1257": "Labdien, ģimene",
            "windows-1258": "Chào bạn".replace("ạ", "a\u0323"),
            "iso-8859-1": "Grüße", "iso-8859-15": "Grüße für 5 €",
            "tis-620": "สวัสดี", "utf-7": "Grüße + Küsse",
            "utf-16": "Привет", "utf-16le": "您好", "utf-16be": "مرحبا",
            "utf-32": "Привет", "us-ascii": "Hello"}
WORDS = ("{greeting}\n\nContoso would like to look after your cloud "
         "services.\n\nPlease accept our request here:\n\n{link}\n\n"
         "Only a Global admin can accept.\n\nAlice\n")


def encode(text, charset, transfer):
    """The lines of a leaf and its fields, or None."""
    try:
        data = text.encode(charset)
    except UnicodeEncodeError:
        return None
    if transfer == "base64":
        data = base64.encodebytes(data)
    elif transfer == "quoted-printable" and charset.startswith("utf-16"):
        # octets of line ends are none here
        data = b"=\n".join(
            b"".join(b"=%02X" % c for c in data[i:i + 25])
            for i in range(0, len(data), 25)) + b"\n"
    elif transfer == "quoted-printable":
        data = quopri.encodestring(data)
    elif transfer == "7bit" and max(data) > 127:
        return None
    return data


def leaf(kind, text, charset, transfer, more=""):
    data = encode(text, charset, transfer)
    if data is None:
        return None
    return (f"Content-Type: text/{kind}; charset={charset}{more}\n"
            f"Content-Transfer-Encoding: {transfer}\n\n").encode() + data


def plain_text(shown, charset):
    return WORDS.format(greeting=GREETING[charset], link=shown)


def page(middle, charset, head=""):
    paragraphs = [GREETING[charset], "Contoso would like to look after your "
                  "cloud services.", "Please accept our request here:"]
    return ("<html><head><title>Our request</title>" + head +
            "</head><body>\n" +
            "".join(f"<p>{p}</p>\n" for p in paragraphs) + middle +
            "\n<p>Only a Global admin can accept.</p>\n<p>Alice</p>\n"
            "</body></html>\n")


def escape(shown, raw):
    return shown if raw else html.escape(shown)


ANCHORS = {
    "href": '<p><a href="{}">Accept the request</a></p>',
    "href in single quotes": "<p><a href='{}'>Accept</a></p>",
    "href of a button": '<table><tr><td bgcolor="#0067b8"><a class="b" '
                        'target="_blank" href="{}"><span>Accept</span></a>'
                        "</td></tr></table>",
    "area": '<map name="m"><area shape="rect" coords="0,0,9,9" href="{}" '
            'alt="Accept"></map><p><img src="cid:a" usemap="#m" alt=""></p>',
    "href drawn twice": '<!--[if mso]><v:roundrect xmlns:v="urn:schemas-'
                        'microsoft-com:vml" href="{0}"><center>Accept'
                        "</center></v:roundrect><![endif]--><p>"
                        '<a href="{0}">Accept</a></p>',
    "drawn in words for Outlook": "<!--[if mso]><p>{0}</p><![endif]-->"
                                  '<p><a href="{0}">Accept</a></p>',
    "text": "<p>{}</p>",
    "text in a span": "<div><span style=\"color:#333\">{}</span></div>",
    "href and text": '<p><a href="{0}">{0}</a></p>',
}


def plain(charset, transfer, more=""):
    def make(shown, raw):
        return None if raw else leaf("plain", plain_text(shown, charset),
                                     charset, transfer, more)
    return make


def flowed(charset, transfer, delsp):
    """A link of one line with soft breaks in it, as RFC 3676 has them."""
    def make(shown, raw):
        if raw or "\n" in shown or len(shown) < 80:
            return None
        lines = [shown[i:i + 70] for i in range(0, len(shown), 70)]
        if any(a.endswith(" ") or b.startswith((" ", ">"))
               for a, b in zip(lines, lines[1:])):
            return None
        more = "; format=flowed" + ("; delsp=yes" if delsp else "")
        return leaf("plain", plain_text(" \n".join(lines), charset), charset,
                    transfer, more)
    return make


def web(anchor, charset, transfer):
    def make(shown, raw):
        return leaf("html", page(ANCHORS[anchor].format(escape(shown, raw)),
                                 charset), charset, transfer)
    return make


def both(charset, transfer):
    def make(shown, raw):
        a = None if raw else plain(charset, transfer)(shown, raw)
        b = web("href", charset, transfer)(shown, raw)
        if a is None or b is None:
            return None
        return (b"Content-Type: multipart/alternative; boundary=b\n\n--b\n" +
                a + b"\n--b\n" + b + b"\n--b--\n")
    return make


def message(content, n):
    """The bytes as an MTA hands them over."""
    data = HEAD.format(n=n).encode() + content
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


CODINGS = [("us-ascii", "7bit"), ("utf-8", "8bit"),
           ("utf-8", "quoted-printable"), ("utf-8", "base64"),
           ("gb18030", "base64"), ("gb18030", "8bit"),
           ("iso-2022-jp", "7bit"), ("utf-16", "base64"),
           ("windows-1252", "quoted-printable")]
CARRIERS = {f"plain {c} {t}": plain(c, t) for c, t in CODINGS} | {
    f"html {c} {t}": web("href", c, t) for c, t in CODINGS} | {
    f"html {a}": web(a, "utf-8", "quoted-printable") for a in ANCHORS} | {
    f"both {t}": both("utf-8", t) for t in ("quoted-printable", "base64",
                                            "8bit")} | {
    "flowed": flowed("utf-8", "8bit", False),
    "flowed, delsp": flowed("utf-8", "8bit", True),
    "flowed, base64": flowed("utf-8", "base64", True),
}

# What other charsets travel in. Some have trail bytes that are ASCII's, some
# have states, some have more octets than letters.
CHARSETS = {
    "big5": ("8bit", "quoted-printable", "base64"),
    "shift_jis": ("8bit", "quoted-printable", "base64"),
    "gbk": ("8bit", "quoted-printable", "base64"),
    "gb2312": ("8bit", "base64"),
    "gb18030": ("8bit", "quoted-printable", "base64"),
    "iso-2022-jp": ("7bit", "quoted-printable", "base64"),
    "iso-2022-kr": ("7bit", "base64"),
    "euc-jp": ("8bit", "base64"),
    "euc-kr": ("8bit", "quoted-printable", "base64"),
    "koi8-r": ("8bit", "quoted-printable", "base64"),
    "koi8-u": ("8bit", "base64"),
    "windows-1250": ("8bit", "quoted-printable"),
    "windows-1251": ("8bit", "quoted-printable", "base64"),
    "windows-1252": ("8bit", "quoted-printable", "base64"),
    "windows-1253": ("8bit", "base64"),
    "windows-1254": ("8bit", "quoted-printable"),
    "windows-1255": ("8bit", "base64"),
    "windows-1256": ("8bit", "quoted-printable", "base64"),
    "windows-1257": ("8bit", "quoted-printable"),
    "windows-1258": ("8bit", "quoted-printable", "base64"),
    "iso-8859-1": ("8bit", "quoted-printable"),
    "iso-8859-15": ("8bit", "quoted-printable"),
    "tis-620": ("8bit", "base64"),
    "utf-7": ("7bit", "quoted-printable", "base64"),
    "utf-16": ("quoted-printable", "base64"),
    "utf-16le": ("quoted-printable", "base64"),
    "utf-16be": ("quoted-printable", "base64"),
    "utf-32": ("base64",),
}
KINDS = {"plain": plain, "html": lambda c, t: web("href and text", c, t)}


def in_charset(charset, kinds):
    """Every carrier that CHARSET has, of these KINDS."""
    return {f"{kind} {charset} {transfer}": KINDS[kind](charset, transfer)
            for transfer in CHARSETS[charset] for kind in kinds}
