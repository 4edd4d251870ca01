#include "core/mime.h"
