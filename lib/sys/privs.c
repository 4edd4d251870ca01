#include "sys/privs.h"
