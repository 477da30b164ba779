/* SPDX-License-Identifier: MIT */
/* Functions that are correctly declared noreturn. They link. */
#include <rt/test.h>

#include <setjmp.h>

struct context {
    void *sp;
    void (*pc)(void);
};

__attribute__((noreturn)) void enter_context(const struct context *context);
__attribute__((noreturn)) void stop_by_a_subroutine(void);
__attribute__((noreturn)) void stop_in_another(void);
__attribute__((noreturn)) void stop_in_rom(void);
__attribute__((noreturn)) void stop_unaware(void);
void stop_by_it(void);
void stop_for_nobody(void);

static jmp_buf way_back;
static _Alignas(16) char stack[1024];
static const volatile char *frame;
static volatile int wanted;

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

RT_TEST(a_function_that_stops_may_be_noreturn)
{
    if (wanted == 1) {
        stop_by_a_subroutine();
    }
    if (wanted == 2) {
        stop_in_another();
    }
    if (wanted == 3) {
        stop_in_rom();
    }
#ifdef UNAWARE
    if (wanted == 4) {
        stop_by_it();
    }
#endif
    RT_EXPECT_EQ(wanted, 0);
}

/* Not linked, but its declarations are in the debug information. */
void stop_for_nobody(void)
{
    stop_unaware();
}
