#include "core/find.h"
