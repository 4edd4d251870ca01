#include "sys/provider_file.h"
