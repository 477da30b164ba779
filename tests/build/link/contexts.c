/* SPDX-License-Identifier: MIT */
/*
 * Contexts, whose tp is not the runtime's.
 */
#include <rt/context.h>

#ifdef CALLS
#include <rt/hart.h>
#endif

static struct rt_context only;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    return interrupted;
}

int main(void)
{
    rt_context_begin(&only);
#ifdef CALLS
    rt_hart_calls_enable();
#endif
    return 0;
}
