/* See state.h. */
#include "common/base/state.h"

struct runtime runtime;
