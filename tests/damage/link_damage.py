"""What happens to a link, as functions of the text of a mail.

Each takes a link and gives what stands in the mail instead of it. Those of
ESCAPED are for HTML that is put in as it is, since the escaping is the damage.
"""

import base64
import re
import urllib.parse

quote = urllib.parse.quote


def parameter(name, value):
    return lambda s: re.sub(rf"\b{name}=[^&#]*", f"{name}={value}", s)


def before_fragment(text):
    return lambda s: s.replace("#", text + "#")


def wrap(width, indent="", mark=""):
    return lambda s: (mark + "\n" + indent).join(
        s[i:i + width] for i in range(0, len(s), width))


def inside(text, at=60):
    return lambda s: s[:at] + text + s[at:]


def percent(s):
    return quote(s, safe="")


def proofpoint_v2(s):
    coded = quote(s, safe="/:.").replace("-", "-2D").replace("_", "-5F")
    return ("https://urldefense.proofpoint.com/v2/url?u=" +
            coded.replace("%", "-").replace(":", "-3A").replace("/", "_") +
            "&d=DwMFaQ&c=Vxt5&r=Muj&m=QJG&s=ew-r&e=")


def proofpoint_v3(s):
    removed = base64.urlsafe_b64encode(b"#" * s.count("#"))
    return ("https://urldefense.com/v3/__" + s.replace("#", "*") + "__;" +
            removed.decode().rstrip("=") + "!!ABC!xyz$")


def safe_links(s):
    return ("https://nam06.safelinks.protection.outlook.com/?url=" +
            percent(s) + "&data=05%7C02%7Cdana%40customer.example%7C08dc&"
            "sdata=aB%2Fc%3D&reserved=0")


def sophos(s):
    return ("https://eu-central-1.protection.sophos.com/?d=microsoft.com&u=" +
            base64.b64encode(s.encode()).decode() + "&i=NWY&t=x&h=y&s=z")


def trend_micro(s):
    return ("https://ca-ctp.trendmicro.com:443/wis/clicktime/v1/query?url=" +
            percent(s).lower().replace("dap%3dtrue", "DAP%3dtrue") +
            "&umid=1&auth=2")


def portal(s):
    host, path = s.split("/", 3)[2:]
    folder, page = path.split("/", 1)
    return (f"https://vpn.contoso.example/{folder}/,DanaInfo={host},SSL+" +
            page)


def portal_in_hex(s):
    begin, path = re.match(r"(https?://[^/]*)(.*)", s).groups()
    return ("https://vpn.contoso.example/f5-w-" + begin.encode().hex() +
            "$$" + path)


GATEWAYS = {
    "safe links": safe_links,
    "proofpoint 1": lambda s:
        "https://urldefense.proofpoint.com/v1/url?u=" + percent(s) +
        "&k=oIvR&r=IKM5&m=Ww6i&s=d358",
    "proofpoint 2": proofpoint_v2,
    "proofpoint 3": proofpoint_v3,
    "barracuda": lambda s: "https://linkprotect.cudasvc.com/url?a=" +
        percent(s) + "&c=E,1,abc&typo=1",
    "cisco": lambda s: "https://secure-web.cisco.com/1AbC-dEf_9/" +
        percent(s),
    "sophos": sophos,
    "avanan": lambda s: "https://url.avanan.click/v2/r01/___" + s +
        "___.YXAzOmN1c3Q6YTpvOmI",
    "check point": lambda s: "https://protect.checkpoint.com/v2/r02/___" +
        s + "___.YXAzOmN1c3Q6YTpvOmI",
    "trustwave": lambda s: "https://scanmail.trustwave.com/?c=12&d=34&s=5&u="
        + percent(s).replace(".", "%2e"),
    "fireeye": lambda s: "https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u="
        + percent(s),
    "symantec": lambda s: "https://clicktime.symantec.com/3AbCd?u=" +
        percent(s),
    "trend micro": trend_micro,
    "google": lambda s: "https://www.google.com/url?q=" +
        quote(s, safe=":/?") + "&sa=D&source=editors&ust=1",
    "cloud app security": lambda s: s.replace(
        "admin.microsoft.com", "admin.microsoft.com.mcas.ms"),
    "check point, a slash lost": lambda s:
        "https://protect.checkpoint.com/v2/___" + s.replace("//", "/") +
        "___.YzJ1OmNvbnRvc28",
    "portal": portal,
    "portal, in hex": portal_in_hex,
}

REDIRECTS = {
    "tracker, escaped": lambda s: "https://click.contoso.example/?u=" +
        percent(s) + "&m=1",
    "tracker, bare": lambda s: "https://click.contoso.example/?u=" + s,
    "tracker, in the path": lambda s:
        "https://click.contoso.example/L0/" + percent(s) + "/1/0100-x",
    "tracker, base64": lambda s: "https://click.contoso.example/r/" +
        base64.urlsafe_b64encode(s.encode()).decode().rstrip("="),
    "archive": lambda s: "https://archive.example/web/2026/" + s,
    "tracker, no scheme": lambda s: "https://click.contoso.example/?u=" +
        percent(s.partition("//")[2]) + "&m=1",
    "tracker, no scheme, bare": lambda s:
        "https://click.contoso.example/?u=" + s.partition("//")[2],
    "tracker, no scheme in the path": lambda s:
        "https://click.contoso.example/https/" + s.partition("//")[2],
}

NESTED = {
    f"{a} in {b}": lambda s, a=a, b=b: GATEWAYS[b](GATEWAYS[a](s))
    for a, b in (("proofpoint 2", "safe links"), ("safe links", "barracuda"),
                 ("cisco", "safe links"), ("safe links", "proofpoint 3"),
                 ("proofpoint 3", "safe links"), ("sophos", "trustwave"))
} | {
    "tracker in safe links":
        lambda s: safe_links(REDIRECTS["tracker, escaped"](s)),
    "safe links in a tracker":
        lambda s: REDIRECTS["tracker, escaped"](safe_links(s)),
    "three layers": lambda s: safe_links(proofpoint_v2(safe_links(s))),
}

# Nothing that tells the account is left: any link of the provider's may have
# been meant, so these say nothing about another account's.
ANONYMOUS = {
    "cut off behind the kind": lambda s: s[:s.index("&")],
    "cut off in a name": lambda s: s[:s.index("&") + 3],
    "id dropped": lambda s: re.sub(r"&partnerId=[^&#]*", "", s),
    "id emptied": parameter("partnerId", ""),
}

CLASSES = {
    "escaped": {
        "amp": lambda s: s.replace("&", "&amp;"),
        "amp twice": lambda s: s.replace("&", "&amp;amp;"),
        "number": lambda s: s.replace("&", "&#38;"),
        "hexadecimal number": lambda s: s.replace("&", "&#x26;"),
        "percent, all": lambda s: s[:8] + quote(s[8:], safe="/"),
        "percent, ampersands": lambda s: s.replace("&", "%26"),
        "percent, equals": lambda s: s.replace("=", "%3D"),
        "percent, fragment": lambda s: s.replace("#", "%23"),
        "percent, question mark": lambda s: s.replace("?", "%3F"),
        "percent, twice": lambda s: s[:8] + quote(quote(s[8:], safe="/"),
                                                  safe="/"),
        "backslashes": lambda s: re.sub(r"([&=#?])", r"\\\1", s),
    },
    "re-encoded": {
        "equals as =3D": lambda s: s.replace("=", "=3D"),
        "some equals as =3D": lambda s: s.replace("partnerId=",
                                                  "partnerId=3D"),
        "soft breaks shown": wrap(70, mark="="),
        "soft breaks and =3D": lambda s: wrap(75, mark="=")(
            s.replace("=", "=3D")),
    },
    "gateway": GATEWAYS,
    "redirect": REDIRECTS,
    "nested": NESTED,
    "rewritten": {
        "http": lambda s: s.replace("https:", "http:"),
        "no scheme": lambda s: s.replace("https://", ""),
        "scheme in capitals": lambda s: s.replace("https", "HTTPS"),
        "host in capitals": lambda s: s.replace("admin.microsoft.com",
                                                "Admin.Microsoft.COM"),
        "all in small letters": str.lower,
        "all in capitals": str.upper,
        "path in small letters": lambda s: s.replace("Adminportal/Home",
                                                     "adminportal/home"),
        "final dot": lambda s: s.replace(".com/", ".com./"),
        "port": lambda s: s.replace(".com/", ".com:443/"),
        "user name": lambda s: s.replace("://", "://me@"),
        "slash doubled": lambda s: s.replace(".com/", ".com//"),
        "slash lost": lambda s: s.replace("://", ":/"),
        "parameters turned": lambda s: re.sub(
            r"\?(.*?)&(partnerId=[^&]*)", r"?\2&\1", s),
        "value in capitals": lambda s: s.replace("DAP=true", "DAP=True"),
        "value changed": parameter("DAP", "false"),
        "number changed": parameter("msppId", "601089"),
        "newer page": lambda s: s.replace("/BillingAccounts/partner-",
                                          "/partners/"),
        "id in capitals": lambda s: re.sub(
            r"(?<=partnerId=)[^&]*", lambda m: m[0].upper(), s),
        "id in braces": lambda s: re.sub(
            r"(?<=partnerId=)([^&]*)", r"{\1}", s),
        "semicolons": lambda s: s.replace("&", ";"),
    },
    "added": {
        "at the end of the query": before_fragment("&utm_source=mail"),
        "several": before_fragment("&utm_source=mail&utm_medium=email&"
                                   "email=dana%40customer.example"),
        "at its beginning": lambda s: s.replace("?", "?utm_campaign=x&"),
        "behind the fragment": lambda s: s + "?utm_source=mail",
        "behind the fragment, and": lambda s: s + "&utm_source=mail",
        "a parameter doubled": before_fragment("&DAP=true"),
        "an empty one": before_fragment("&"),
        "a second fragment": lambda s: s + "#top",
        "a second question mark": lambda s: s.replace("?", "??"),
        "customer's tenant": before_fragment(
            "&tenantId=736ee76b-2635-4b33-a942-25ed0673f31e"),
        "click identifier": before_fragment("&fbclid=IwAR0x-_y"),
        "slash": lambda s: s + "/",
    },
    "dropped": {
        "fragment": lambda s: s[:s.index("#")],
        "fragment, # left": lambda s: s[:s.index("#") + 1],
        "fragment cut": lambda s: s[:-12],
        "a parameter": lambda s: s.replace("&DAP=true", ""),
        "two parameters": lambda s: s.replace("&msppId=0&DAP=true", ""),
        "cut behind the id": lambda s: s[:s.index("&msppId")],
        "cut in the id": lambda s: s[:s.index("partnerId=") + 24],
        "ampersands": lambda s: s.replace("&", ""),
        "equals": lambda s: s.replace("=", ""),
        "number sign": lambda s: s.replace("#", ""),
        "question mark": lambda s: s.replace("?", ""),
        "one letter": lambda s: s.replace("BillingAccounts",
                                          "BilingAccounts"),
        "a letter of a name": lambda s: s.replace("partnerId=",
                                                  "parterId="),
    },
    "split": {f"at {w}": wrap(w) for w in (20, 33, 50, 60, 64, 70, 72, 76,
                                           78, 80, 100, 132)} | {
        "indented": wrap(72, "    "),
        "by hyphens": wrap(66, mark="-"),
        "at blanks": lambda s: re.sub(r"(&)", r"\1 ", s),
        "before ampersands": lambda s: s.replace("&", "\n&"),
        "behind the question mark": lambda s: s.replace("?", "?\n"),
        "before the fragment": lambda s: s.replace("#", "\n#"),
        "by tabs": wrap(76, "\t"),
        "in brackets": lambda s: "<" + wrap(72)(s) + ">",
    },
    "doubled": {
        "at once": lambda s: s + s,
        "as Markdown": lambda s: f"[{s}]({s})",
        "on two lines": lambda s: before_fragment("&x=1")(s) + "\n" +
            before_fragment("&x=2")(s),
        "scheme": lambda s: "https://" + s,
    },
    "invisible": {
        "zero width space": inside("\u200b"),
        "zero width joiner": inside("\u200d"),
        "word joiner": inside("\u2060"),
        "soft hyphen": inside("\u00ad"),
        "byte order mark": inside("\ufeff"),
        "no-break space": inside("\u00a0"),
        "ideographic space": inside("\u3000"),
        "direction mark": inside("\u200f"),
        "blank": inside(" "),
        "tab": inside("\t"),
        "in the host": inside("\u200b", 12),
        "in the scheme": inside("\u200b", 3),
        "in the id": inside("\u200b", 100),
        "in the fragment": inside("\u00ad", 160),
        "everywhere": lambda s: "\u200b".join(s),
        "before it": lambda s: "\u200b" + s,
        "behind it": lambda s: s + "\u200b",
        "isolated": lambda s: "\u2068" + s + "\u2069",
        "full width letters": lambda s: s.replace("?", "\uff1f").replace(
            "&", "\uff06").replace("=", "\uff1d"),
        "full width slashes": lambda s: s.replace("/", "\uff0f").replace(
            ":", "\uff1a"),
        "full width digits": lambda s: re.sub(
            r"\d", lambda m: chr(ord(m[0]) + 0xfee0), s),
        "full width id": lambda s: re.sub(
            r"(?<=partnerId=)[^&]*", lambda m: "".join(
                chr(ord(c) + 0xfee0) for c in m[0]), s),
        "full width all over": lambda s: "".join(
            chr(ord(c) + 0xfee0) for c in s),
        "long hyphens": lambda s: s.replace("-", "\u2011"),
        "dashes": lambda s: s.replace("-", "\u2013"),
        "minus signs": lambda s: s.replace("-", "\u2212"),
    },
    "punctuation": {
        "underscores touch it": lambda s: f"_{s}_",
        "asterisks touch it": lambda s: f"*{s}*",
        "letters before": lambda s: "here:x" + s,
        "Chinese letters behind": lambda s: s + "\u8acb\u63a5\u53d7",
        "letters behind": lambda s: s + "please",
    },
}

# How the link may stand as it is.
INTACT = {
    "alone": lambda s: s,
    "in angle brackets": lambda s: f"<{s}>",
    "in brackets": lambda s: f"({s})",
    "in quotes": lambda s: f"\"{s}\"",
    "before a full stop": lambda s: f"Open {s}.",
    "once more in brackets": lambda s: f"{s}<{s}>",
    "in a sentence": lambda s: f"Open {s}, please, and accept.",
}

IMITATIONS = {
    "sub-domain": lambda s: s.replace(".com/", ".com.evil.example/"),
    "before an @": lambda s: s.replace(".com/", ".com@evil.example/"),
    "before an @, escaped": lambda s: s.replace(
        ".com/", ".com%2F@evil.example/"),
    "dashes for dots": lambda s: s.replace(
        "admin.microsoft.com", "admin-microsoft-com.evil.example"),
    "another letter": lambda s: s.replace("microsoft", "rnicrosoft"),
    "one letter off": lambda s: s.replace("microsoft", "micros0ft"),
    "one letter more": lambda s: s.replace("microsoft", "microssoft"),
    "another ending": lambda s: s.replace(".com/", ".co/"),
    "copied": lambda s: s.replace("admin.microsoft.com", "evil.example"),
    "an address of numbers": lambda s: s.replace("admin.microsoft.com",
                                                 "192.0.2.7"),
    "backslash": lambda s: s.replace("admin.microsoft.com/",
                                     "evil.example\\admin.microsoft.com/"),
    "in safe links": lambda s: safe_links(s.replace(
        ".com/", ".com.evil.example/")),
    "in proofpoint": lambda s: proofpoint_v2(s.replace(
        ".com/", ".com.evil.example/")),
    "gateway's name imitated": lambda s: safe_links(s.replace(
        ".com/", ".com.evil.example/")).replace(
        "outlook.com", "outlook.com.evil.example"),
}
IMITATIONS_IN_UNICODE = {
    "Cyrillic": lambda s: s.replace("admin.", "\u0430dmin."),
    "Greek": lambda s: s.replace("microsoft", "micr\u03bfsoft"),
    "IDN": lambda s: s.replace("admin.", "xn--dmin-5cd."),
}
