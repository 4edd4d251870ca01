#include "core/edits.h"
