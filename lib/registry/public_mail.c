#include "registry/public_mail.h"

#include <stddef.h>
#include <string.h>

/* Sorted by nothing; short enough to look through. */
static const char *const domains[] = {
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

bool
public_mail_has(const char *domain)
{
	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
		if (strcmp(domain, domains[i]) == 0)
			return true;
	return false;
}
