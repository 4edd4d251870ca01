#include "core/template.h"
