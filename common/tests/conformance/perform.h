/**
 * @file
 * The functions that perform operations; operations.c has the table of them, which says what their
 * operands are.
 *
 * Whatever an operation works on is held while it works, as any caller in C must own what it
 * passes: a finalizer that runs inside may drop every variable. The exception is tuple_set, which
 * wants a sole owner.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_PERFORM_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_PERFORM_H

#include "common/tests/conformance/operations.h"

/** A new reference to what variable @p v holds; NULL: it is empty, or of another type. */
struct thing *take(struct world *world, int v, const char *type_name);
struct thing *take_any(struct world *world, int v);
struct thing *take_instance(struct world *world, int v);
/** Only what can be hashed without looking at an empty slot. */
struct thing *take_key(struct world *world, int v);
/** Gives such a reference back. */
void leave(struct world *world, struct thing *obj);
/** A result becomes a variable, unless it is NULL; a borrowed one gets a reference first. */
void keep_borrowed(struct world *world, int v, struct thing *obj);
void keep_new(struct world *world, int v, struct thing *obj);

/** @name The operations */
///@{
void op_new_none(struct world *world, struct operation op);
void op_new_bool(struct world *world, struct operation op);
void op_new_int(struct world *world, struct operation op);
void op_new_str(struct world *world, struct operation op);
void op_new_list(struct world *world, struct operation op);
void op_new_tuple(struct world *world, struct operation op);
void op_new_pair(struct world *world, struct operation op);
void op_new_dict(struct world *world, struct operation op);
void op_new_instance(struct world *world, struct operation op);
void op_copy(struct world *world, struct operation op);
void op_drop(struct world *world, struct operation op);
void op_list_get(struct world *world, struct operation op);
void op_list_set(struct world *world, struct operation op);
void op_list_append(struct world *world, struct operation op);
void op_list_insert(struct world *world, struct operation op);
void op_list_delete(struct world *world, struct operation op);
void op_list_pop(struct world *world, struct operation op);
void op_list_clear(struct world *world, struct operation op);
void op_tuple_get(struct world *world, struct operation op);
void op_tuple_set(struct world *world, struct operation op);
void op_dict_set(struct world *world, struct operation op);
void op_dict_get(struct world *world, struct operation op);
void op_dict_delete(struct world *world, struct operation op);
void op_dict_delete_at(struct world *world, struct operation op);
void op_dict_key(struct world *world, struct operation op);
void op_dict_clear(struct world *world, struct operation op);
void op_get_attribute(struct world *world, struct operation op);
void op_set_attribute(struct world *world, struct operation op);
void op_del_attribute(struct world *world, struct operation op);
void op_get_dict(struct world *world, struct operation op);
void op_nest(struct world *world, struct operation op);
void op_collect(struct world *world, struct operation op);
void op_enable(struct world *world, struct operation op);
void op_set_threshold(struct world *world, struct operation op);
void op_freeze(struct world *world, struct operation op);
void op_unfreeze(struct world *world, struct operation op);
void op_set_debug(struct world *world, struct operation op);
void op_get_objects(struct world *world, struct operation op);
void op_get_referrers(struct world *world, struct operation op);
void op_get_referents(struct world *world, struct operation op);
void op_take_garbage(struct world *world, struct operation op);
void op_clear_garbage(struct world *world, struct operation op);
void op_add_callback(struct world *world, struct operation op);
void op_clear_callbacks(struct world *world, struct operation op);
void op_spend(struct world *world, struct operation op);
void op_make_with_error(struct world *world, struct operation op);
void op_make_ring(struct world *world, struct operation op);
void op_weakref(struct world *world, struct operation op);
void op_weakref_callback(struct world *world, struct operation op);
void op_weakref_act(struct world *world, struct operation op);
void op_weakref_get(struct world *world, struct operation op);
void op_weakref_of_callback(struct world *world, struct operation op);
void op_getweakrefs(struct world *world, struct operation op);
void op_compare(struct world *world, struct operation op);
void op_function(struct world *world, struct operation op);
void op_closure(struct world *world, struct operation op);
void op_method(struct world *world, struct operation op);
void op_call(struct world *world, struct operation op);
///@}

#endif
