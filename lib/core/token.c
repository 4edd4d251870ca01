#include "core/token.h"
