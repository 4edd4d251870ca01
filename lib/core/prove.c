#include "core/prove.h"
