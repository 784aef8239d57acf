/* See sys.h. */
#include "common/objects/sys.h"

#include "common/base/pool_internal.h"

intptr_t sys_getrefcount(const struct object *obj)
{
    return refcount(obj) + 1;
}

size_t sys_getsizeof(struct object *obj)
{
    size_t header = object_is_gc(obj) ? sizeof(struct gc_head) : 0;
    size_t extra = obj->type->extra_size == NULL ? 0 : obj->type->extra_size(obj);

    return header + obj->type->basic_size + extra;
}

void sys_debugmallocstats(struct pool_statistics *statistics)
{
    pool_statistics(&library_pools, statistics);
}
