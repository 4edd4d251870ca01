#include "sys/config.h"
