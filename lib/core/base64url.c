#include "core/base64url.h"

#include "core/buf.h"

int
base64url_value(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '-' || c == '+')
		return 62;
	return c == '_' || c == '/' ? 63 : -1;
}

char *
base64url_decode(struct span s)
{
	unsigned bits = 0, held = 0;
	struct buf out;
	int value;

	buf_init(&out, s.n);
	for (size_t i = 0; i < s.n; i++) {
		value = base64url_value(s.p[i]);
		if (value < 0)
			break;
		bits = (bits << 6 | (unsigned)value) & 0xfff;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		if ((bits >> held & 0xff) == 0)
			break;
		buf_add_byte(&out, (unsigned char)(bits >> held & 0xff));
	}
	return buf_take(&out);
}
