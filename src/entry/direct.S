/* SPDX-License-Identifier: MIT */
/*
 * Only with CONTEXTS own: a direct handler runs on the interrupted sp.
 */
    .globl rti_RT_INTERRUPT_DIRECT_needs_CONTEXTS_own
    .set rti_RT_INTERRUPT_DIRECT_needs_CONTEXTS_own, 1
