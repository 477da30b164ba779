/* SPDX-License-Identifier: MIT */
/*
 * Functions that are rightly declared noreturn though they end with a return: it leads elsewhere
 * than to the caller. They link.
 */
#include <rt/test.h>

#include <setjmp.h>

struct context {
    void *sp;
    void (*pc)(void);
};

/* Goes on at a context, as the start of a task does. */
__attribute__((noreturn)) void enter_context(const struct context *context);

static jmp_buf way_back;
static _Alignas(16) char stack[1024];
static volatile const char *frame;

static void run_in_context(void)
{
    const volatile char local = 0;
    frame = &local;
    longjmp(way_back, 1);
}

RT_TEST(a_function_that_goes_on_elsewhere_may_be_noreturn)
{
    const struct context context = {stack + sizeof(stack), run_in_context};
    if (setjmp(way_back) == 0) {
        enter_context(&context);
    }
    RT_EXPECT(frame >= stack && frame < stack + sizeof(stack));
}
