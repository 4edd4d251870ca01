"""Mails that are no invitations, by kind. Each must leave as it came.

TEXTS are what somebody writes, PAGES the middle of an HTML mail, and WHOLE the
content of a message with its own structure.
"""

ID = "3b33e682-00c3-41ee-9dd2-a548adf56438"
OTHER_ID = "7260758d-876b-4da1-b8aa-ae70122d886a"
HOME = "https://admin.microsoft.com/Adminportal/Home"
FOREIGN = (HOME + "?invType=ResellerRelationship&partnerId=" + OTHER_ID +
           "&msppId=0&DAP=true#/BillingAccounts/partner-invitation")

TEXTS = {
    "a note without links": "See you on Monday at ten.",
    "the admin center": "Sign in at https://admin.microsoft.com/ first.",
    "a page of the admin center": f"Open {HOME}#/users and add Dana.",
    "a page about one tenant": f"See {HOME}#/users/:/UserDetails/{OTHER_ID}",
    "a page with a search": f"{HOME}?source=applauncher#/homepage",
    "licences": f"The invoices are at {HOME}#/billoverview/invoice-list.",
    "the service health":
        f"{HOME}?#/servicehealth/:/alerts/MO123456 is resolved.",
    "the message center":
        f"{HOME}?ref=MessageCenter/:/messages/MC123456 explains it.",
    "partner relationships":
        f"Our partners are listed at {HOME}#/partners on one page.",
    "the companion page": f"First fill in {HOME}?#/BillingAccounts/"
                          "billing-accounts please.",
    "the agreement": "Accept https://admin.microsoft.com/AdminPortal/Home?"
                     "ref=/BillingAccounts/agreement once a year.",
    "an admin page through a session proxy":
        "https://admin.microsoft.com.mcas.ms/Adminportal/Home#/users",
    "an admin page in Safe Links":
        "https://nam06.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
        "admin.microsoft.com%2FAdminportal%2FHome%23%2Fusers&data=05%7C02"
        "%7Cdana%40customer.example&reserved=0",
    "the portal": "Sign in to https://portal.office.com/account/#home now.",
    "sign-in": "https://login.microsoftonline.com/common/oauth2/authorize?"
               "client_id=484e548c-f5f3-4528-93a9-c16c6373cb59&redirect_uri="
               "https%3A%2F%2Fadmin.microsoft.com%2Flanding&state=x",
    "documentation": "https://learn.microsoft.com/partner-center/customers/"
                     "request-a-relationship-with-a-customer tells how.",
    "documentation in Safe Links":
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2F"
        "learn.microsoft.com%2Fpartner-center%2Frequest-a-relationship&"
        "data=1",
    "Partner Center itself": "https://partner.microsoft.com/dashboard/v2/"
                             "customers/list has her already.",
    "Azure": "https://portal.azure.com/#view/Microsoft_AAD_IAM/Tenant/"
             f"tenantId/{OTHER_ID}",
    "a tenant's id": f"The tenant is {OTHER_ID}, ours is {ID}.",
    "the own id in a ticket": f"Ticket: partnerId={ID} msppId=0",
    "a link in pieces": "The link has invType, partnerId and DAP in it, and "
                        "ends in #/BillingAccounts/partner-invitation.",
    "a defanged link": "Beware of hxxps://admin[.]microsoft[.]com.evil["
                       ".]example/Adminportal/Home",
    "a phishing report that quotes":
        "This came in today:\n\n> Please accept\n> " + FOREIGN + "\n> Bye",
    "an answer to another partner":
        "Thank you, we are served already.\n\nOn Fri, 20 Nov 2026, Bob "
        "<bob@fabrikam.example> wrote:\n> Dear Dana,\n> " + FOREIGN +
        "\n> Bob",
    "a newsletter's links":
        "Read on: https://click.contoso.example/f/a/aBcD~~/AAQRxQA~/RgRn_x?"
        "u=https%3A%2F%2Fwww.contoso.example%2Fnews%3Futm_source%3Dmail\n"
        "Leave: https://click.contoso.example/u/9?e=dana%40customer.example",
    "a tracker with several addresses":
        "https://click.contoso.example/?a=https%3A%2F%2Fwww.contoso.example"
        "&b=https%3A%2F%2Fwww.fabrikam.example&c=aHR0cHM6Ly93d3cuZXhhbXBsZQ",
    "an archived page":
        "https://archive.example/web/2026/https://www.contoso.example/?a=b",
    "rewritten links of all kinds":
        "https://urldefense.com/v3/__https://www.contoso.example/*a__;Iw!!x$ "
        "https://protect-eu.mimecast.com/s/x?domain=contoso.example "
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwww.contoso"
        ".example&c=E,1",
    "an opaque link and the host's name":
        "https://protect-eu.mimecast.com/s/x?domain=admin.microsoft.com",
    "a signature":
        "Alice\n\n-- \nAlice Adams | Contoso Ltd\nhttps://www.contoso.example/"
        " | +44 1632 960000\nhttps://www.linkedin.com/in/alice-x",
    "a meeting":
        "Join: https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40"
        "thread.v2/0?context=%7b%22Tid%22%3a%22" + OTHER_ID + "%22%7d\n"
        "Meeting ID: 123 456 789 012",
    "a shared file":
        "https://contoso.sharepoint.com/:w:/s/x/EAbCdEf?e=4%3aAbCdEf&at=9",
    "code":
        "base = \"https://admin.microsoft.com\"\nurl = base + \"/Admin"
        "portal/Home\"\nif (a < b && c > d) { return x[[0]][1]; }",
    "a template of a link":
        "Set partnerId to {{providerResellerId}} and DAP to {{x}}.",
    "shell": "[[ -f x ]] && curl 'https://api.partnercenter.microsoft.com/v1/"
             "customers/relationshiprequests' -H 'Accept: application/json'",
    "JSON": "{\"url\": \"https://www.contoso.example/?a=1\\u0026b=2\"}",
    "a patch": "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-\ta = b;\n+\ta = c;",
    "a table": "a | b\n--|--\n1 | https://www.contoso.example/?q=a|b",
    "numbers": "100%25 of 3D0A=3D= \u2013 5\u201310 % \u2014 a\u2011b",
    "zero widths": "\u200b\u200c\u200d preheader \ufeff\u00ad\u2060 "
                   "https://www.contoso.example/\u200b",
    "Chinese": "请访问https://www.contoso.example/活动？谢谢。微软管理中心："
               "https://admin.microsoft.com，再见。",
    "Chinese, full width": "价格＝１００元＆税，详见 www.contoso.example／ａ",
    "Japanese": "詳細は「https://learn.microsoft.com/ja-jp/」をご覧ください。",
    "Korean": "https://www.contoso.example/안내 를 참고하세요.",
    "Russian": "Адрес: https://почта.example/ и https://admin.microsoft.com/",
    "Arabic": "\u200fانظر https://www.contoso.example/ar\u060c شكرا",
    "a mail address of the host": "Write to dana@admin.microsoft.com please.",
    "hosts in words": "admin.microsoft.com and portal.office.com are down.",
    "a host in another country": "https://admin.microsoft.com.br/ is theirs.",
    "long lines": "x" * 900 + " https://www.contoso.example/" + "y" * 900,
    "square brackets": "[[toc]] [[Contoso]] [1]: https://www.example/ [[x",
    "brackets and quotes": "<https://www.contoso.example/> (\"https://www."
                           "fabrikam.example/\"), 'www.contoso.example'",
    "an own host without a token": "https://partners.fabrikam.example/about",
    "an address of numbers": "http://192.0.2.1:8080/x?y=z http://[::1]/",
    "a mailto": "mailto:alice@contoso.example?subject=Hello%20there",
    "sieve": "if header :contains \"subject\" \"invitation\" { keep; }",
}

PAGES = {
    "words over an address":
        '<p><a href="https://admin.microsoft.com/">Admin center</a></p>',
    "one host's name over a tracker":
        '<p><a href="https://click.contoso.example/c/1?u=x">'
        "www.contoso.example</a></p>",
    "the admin center's name over a gateway":
        '<p><a href="https://nam06.safelinks.protection.outlook.com/?url='
        "https%3A%2F%2Fadmin.microsoft.com%2F&amp;data=05\" originalsrc="
        '"https://admin.microsoft.com/">https://admin.microsoft.com/</a></p>',
    "a page's address over an opaque gateway":
        '<p><a href="https://protect-eu.mimecast.com/s/x">'
        "https://admin.microsoft.com/Adminportal/Home#/users</a></p>",
    "a hidden preheader":
        '<div style="display:none">' + "&zwnj;&nbsp;" * 80 + "</div>",
    "an image map": '<map name="m"><area href="https://www.contoso.example/" '
                    'alt="x"></map><img usemap="#m" src="cid:1" alt="">',
    "a form": '<form action="https://www.contoso.example/s"><input name="q">'
              "</form>",
    "conditional comments":
        "<!--[if mso]><v:rect href=\"https://www.contoso.example/\"/>"
        "<![endif]--><p>Hello</p>",
    "broken tags": "<p><b>a<i>b</b>c</i><table><p>x</table></div></p>",
    "entities": "<p>a &amp; b &lt;c&gt; &copy &notanentity; &#x26; &amp;amp;"
                "</p>",
    "code in a page": "<pre>GET /Adminportal/Home?invType=x HTTP/1.1</pre>",
    "a quoted invitation":
        '<p>No, thank you.</p><blockquote type="cite"><p><a href="' +
        FOREIGN.replace("&", "&amp;") + '">Accept</a></p></blockquote>',
}

BOUNCE = (
    b"Content-Type: multipart/report; report-type=delivery-status; "
    b"boundary=r\n\n--r\nContent-Type: text/plain\n\nIt could not be "
    b"delivered.\n\n--r\nContent-Type: message/delivery-status\n\n"
    b"Reporting-MTA: dns; mail.contoso.example\n\nFinal-Recipient: rfc822; "
    b"dana@customer.example\nAction: failed\nStatus: 5.1.1\n\n--r\n"
    b"Content-Type: message/rfc822\n\nFrom: bob@fabrikam.example\nSubject: "
    b"Our request\n\n" + FOREIGN.encode() + b"\n\n--r--\n")

WHOLE = {
    "a bounce": BOUNCE,
    "a bounce's headers":
        BOUNCE.replace(b"message/rfc822", b"text/rfc822-headers"),
    "a meeting request":
        b"Content-Type: multipart/alternative; boundary=c\n\n--c\n"
        b"Content-Type: text/plain\n\nLet us meet.\n--c\nContent-Type: "
        b"text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
        b"DESCRIPTION:https://teams.microsoft.com/l/meetup-join/19%3ax\n"
        b"END:VEVENT\nEND:VCALENDAR\n--c--\n",
    "a forwarded invitation":
        b"Content-Type: multipart/mixed; boundary=f\n\n--f\nContent-Type: "
        b"text/plain\n\nSee what they sent.\n--f\nContent-Type: "
        b"message/rfc822\n\nFrom: bob@fabrikam.example\nSubject: x\n\n" +
        FOREIGN.encode() + b"\n--f--\n",
    "an attached text":
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
        b"text/plain\n\nAttached.\n--a\nContent-Type: text/plain; name=x.txt"
        b"\nContent-Disposition: attachment; filename=x.txt\n\n" +
        FOREIGN.encode() + b"\n--a--\n",
    "a picture": b"Content-Type: image/png\nContent-Transfer-Encoding: base64"
                 b"\n\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ\n",
    "nothing": b"\n",
}
