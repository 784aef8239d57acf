/* Lesson 03: who makes what. A Node is an instance of an empty class. */
#ifndef RECLAIM_LESSONS_03_WORKLOAD_H
#define RECLAIM_LESSONS_03_WORKLOAD_H

#include "common/objects/object.h"

extern struct object *node_class, *node, *kept; /* kept: a list */

/* For list_of(). New references. */
struct object *new_node(int unused);
struct object *new_list(int unused);
struct object *square(int i);

/* [make() for i in range(n)]. New reference. */
struct object *list_of(struct object *make(int), int n);

void load(int n);  /* makes n Nodes and keeps them */
void serve(int n); /* makes n that hold themselves and have lost their names */
void drop(int n);  /* makes n, each of which goes at once */

#endif
