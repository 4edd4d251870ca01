#include "smtp/nodelay.h"

#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>

static void
set_one(int fd)
{
	struct sockaddr_storage peer;
	socklen_t n = sizeof(peer);
	int one = 1;

	if (getpeername(fd, (struct sockaddr *)&peer, &n) == 0 &&
		(peer.ss_family == AF_INET || peer.ss_family == AF_INET6))
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
}

void
nodelay_set(void)
{
	DIR *dir = opendir("/proc/self/fd");
	struct dirent *e;

	if (dir == NULL)
		return;
	while ((e = readdir(dir)) != NULL)
		if (e->d_name[0] != '.')
			set_one((int)strtol(e->d_name, NULL, 10));
	closedir(dir);
}
