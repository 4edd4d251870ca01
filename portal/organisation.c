#include "organisation.h"

#include <libpsl.h>
#include <string.h>

#include "core/span.h"
#include "registry/sender.h"

/* Sorted by nothing; short enough to look through. */
static const char *const public_mail[] = {
	"126.com", "139.com", "163.com", "189.cn", "aim.com", "aol.com",
	"att.net", "bluewin.ch", "bol.com.br", "btinternet.com", "comcast.net",
	"daum.net", "duck.com", "fastmail.com", "foxmail.com", "free.fr",
	"freenet.de", "gmail.com", "gmx.at", "gmx.ch", "gmx.com", "gmx.de",
	"gmx.net", "googlemail.com", "hanmail.net", "hey.com", "hotmail.co.uk",
	"hotmail.com", "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it",
	"icloud.com", "ig.com.br", "inbox.ru", "kakao.com", "laposte.net",
	"libero.it", "list.ru", "live.cn", "live.com", "live.fr", "mac.com",
	"mail.com", "mail.ru", "mailbox.org", "me.com", "msn.com", "naver.com",
	"nate.com", "orange.fr", "outlook.com", "outlook.com.br", "outlook.de",
	"outlook.es", "outlook.fr", "outlook.jp", "pm.me", "posteo.de",
	"proton.me", "protonmail.ch", "protonmail.com", "qq.com",
	"rediffmail.com", "rocketmail.com", "sbcglobal.net", "seznam.cz",
	"sfr.fr", "sina.cn", "sina.com", "sohu.com", "t-online.de", "terra.es",
	"tutanota.com", "uol.com.br", "verizon.net",
	"vip.qq.com", "virgilio.it", "wanadoo.fr",
	"web.de", "wp.pl", "yahoo.ca", "yahoo.co.in",
	"yahoo.co.jp", "yahoo.co.kr", "yahoo.co.uk", "yahoo.com",
	"yahoo.com.ar", "yahoo.com.br", "yahoo.com.cn", "yahoo.com.mx",
	"yahoo.com.tw", "yahoo.de", "yahoo.es", "yahoo.fr", "yahoo.it",
	"yandex.com", "yandex.ru", "yeah.net", "ymail.com", "zoho.com",
};

char *
organisation_address(const char *text)
{
	struct span s = span_trim(span_str(text));

	return sender_fold_address(s);
}

const char *
organisation_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : address;
}

bool
organisation_own(const char *domain)
{
	for (size_t i = 0; i < sizeof public_mail / sizeof *public_mail; i++)
		if (strcmp(domain, public_mail[i]) == 0)
			return false;
	return strchr(domain, '.') &&
		!psl_is_public_suffix(psl_builtin(), domain);
}
