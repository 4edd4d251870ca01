#include "launch.h"

#include <fcntl.h>
#include <unistd.h>

#include "sys/log.h"

void
launch_ready(struct launch *l)
{
	if (l->pipe >= 0 && write(l->pipe, "r", 1) < 0)
		log_warn("the command that started us is gone");
	launch_close(l);
}

void
launch_close(struct launch *l)
{
	if (l->pipe >= 0)
		close(l->pipe);
	l->pipe = -1;
}

void
launch_leave_terminal(void)
{
	int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (int i = 0; fd >= 0 && i <= STDERR_FILENO; i++)
		dup2(fd, i);
	if (fd > STDERR_FILENO)
		close(fd);
}
