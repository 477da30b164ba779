/* SPDX-License-Identifier: MIT */
/*
 * The stacks that the application has registered. Linked in only with firmware that registers one,
 * so references are weak.
 */
#ifndef BASE_STACKS_H
#define BASE_STACKS_H

#include <rt/stack.h>

/** The one registered last, the head of a list. */
extern struct rt_stack *rti_stacks;

/** Finds a word of their guards that was written over, or returns NULL. */
const unsigned long *rti_stacks_damage(void);

#endif
