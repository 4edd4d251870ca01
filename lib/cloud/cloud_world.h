#ifndef LS_CLOUD_CLOUD_WORLD_H
#define LS_CLOUD_CLOUD_WORLD_H

/* The world as it is: libcurl, the clock, libsodium's chance. */

#include "cloud/cloud.h"
#include "cloud/http.h"

/* Keep it where it is until cloud_world_deinit. TELL gets what is told. */
struct cloud_world_real {
	struct cloud_world world;
	struct http_settings settings;
	struct http *http;
	void (*tell)(const char *text);
};

/* C is borrowed. */
void cloud_world_init(struct cloud_world_real *w, const struct config_cloud *c,
	void (*tell)(const char *text));
void cloud_world_deinit(struct cloud_world_real *w);

#endif
