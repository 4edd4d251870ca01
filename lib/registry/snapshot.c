#include "registry/snapshot.h"
