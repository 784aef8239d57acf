/* Finalizers on the counting path. See finalize.h. */
#include "common/objects/finalize.h"

#include "common/objects/tracking.h"

bool finalize_is_due(const struct object *obj)
{
    return obj->type->finalize != NULL && !gc_is_finalized(obj);
}

void finalize_call(struct object *obj, void (*finalizer)(struct object *self))
{
    struct error pending;

    error_fetch(&pending);
    finalizer(obj);
    error_unraisable();
    error_restore(&pending);
}

bool finalize_revived(struct object *obj, void (*finalizer)(struct object *self))
{
    obj->refcount = 1;
    finalize_call(obj, finalizer);
    return --obj->refcount > 0;
}

/* The flag is set after the call, so that is_finalized() is false inside: 3.11 does it so on this
 * path. */
bool finalize_dying(struct object *obj)
{
    if (obj->type->finalize == NULL)
        return false;
    gc_track(obj);
    if (finalize_is_due(obj)) {
        bool resurrected = finalize_revived(obj, obj->type->finalize);
        gc_head_of(obj)->prev |= GC_FINALIZED;
        if (resurrected)
            return true;
    }
    gc_untrack(obj);
    return false;
}
