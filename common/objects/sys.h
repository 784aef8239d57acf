/**
 * @file
 * What Python's sys module tells about an object.
 */
#ifndef RECLAIM_COMMON_OBJECTS_SYS_H
#define RECLAIM_COMMON_OBJECTS_SYS_H

#include "common/base/pool.h"
#include "common/objects/object.h"

/** sys.getrefcount(): one more than refcount(), since in Python passing the argument makes a
 * reference too, and the numbers here are those that a Python user sees. */
intptr_t sys_getrefcount(const struct object *obj);

/** sys.getsizeof(): bytes of the object with its GC header and the buffers it owns, not of what it
 * refers to. The number is CPython 3.11's, but for
 *  - classes and built-in types, which say more of themselves there;
 *  - a WeakValueDictionary, which there is an instance with attributes: 56 bytes and its
 * `__dict__`;
 *  - the `__dict__` of an instance, which there may share its keys with those of others. */
size_t sys_getsizeof(struct object *obj);

/** sys._debugmallocstats(), whose numbers Python prints: the library's own pools and arenas as they
 * are now. CPython's numbers for the same objects differ where theirs have another size, and since
 * the interpreter itself lives in the same pools. */
void sys_debugmallocstats(struct pool_statistics *statistics);

#endif
