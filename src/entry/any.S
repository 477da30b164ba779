/* SPDX-License-Identifier: MIT */
/*
 * Only with CONTEXTS any: contexts (rt/context.h) have a tp of their own.
 */
    .globl rti_contexts_need_CONTEXTS_any
    .set rti_contexts_need_CONTEXTS_any, 1
