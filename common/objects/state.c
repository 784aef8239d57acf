/* What objects remember between calls; apart, since an exercise replaces dealloc.c. */
#include "common/objects/dealloc.h"
#include "common/objects/freelist.h"

struct dealloc_state deallocation;
struct freelists freelists;
