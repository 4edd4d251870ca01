#include "core/provider.h"
