/* SPDX-License-Identifier: MIT */
/*
 * A death below known callers. The stack has words that look like return addresses, and nothing
 * left over, so the backtrace must be exactly these callers.
 */
#include "../out_of_line.h"

#include <rt/image.h>
#include <rt/panic.h>

#include <stdint.h>
#include <stdio.h>

static volatile unsigned depth;

/* Addresses that no call returns to: behind a jump, behind another instruction, behind a link
 * through another register than ra. */
extern const char behind_a_jump[], behind_an_ebreak[], behind_a_link[];

/* What earlier calls left where the callers' frames will be. */
static OUT_OF_LINE void clear_stack(void)
{
    volatile uintptr_t words[128];

    for (unsigned i = 0; i < 128; i++) {
        words[i] = 0;
    }
}

/* Dies below known callers. */
_Noreturn void innermost(void);
/* Calls innermost by its last instruction, so the return address is another function's. */
void calls_at_its_end(void);

OUT_OF_LINE _Noreturn void innermost(void)
{
    depth++;
#ifdef PANICS
    rt_panic("below known callers");
#else
    *(volatile int *)(uintptr_t)(depth * 4) = 1;
    for (;;) {
    }
#endif
}

static OUT_OF_LINE void middle(void)
{
    volatile uintptr_t decoys[] = {
        (uintptr_t)behind_a_jump, (uintptr_t)behind_an_ebreak, (uintptr_t)behind_a_link,
        (uintptr_t)innermost,     (uintptr_t)rt_text_start,    (uintptr_t)rt_text_end,
        (uintptr_t)&depth,        (uintptr_t)innermost + 1,
    };

    calls_at_its_end();
    depth += (unsigned)decoys[0];
}

static OUT_OF_LINE void recurse(unsigned times)
{
    if (times == 0) {
        middle();
    } else {
        recurse(times - 1);
    }
    depth++;
}

int main(void)
{
    (void)fputs("not flushed yet", stdout);
    clear_stack();
    recurse(3);
    return (int)depth;
}
