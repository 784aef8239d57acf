/* What objects remember between calls; apart, since an exercise replaces dealloc.c. */
#include "common/objects/births.h"
#include "common/objects/dealloc.h"
#include "common/objects/freelist.h"

struct dealloc_state deallocation;
struct freelists freelists;
const struct births *births;
