/* SPDX-License-Identifier: MIT */
/* Claims by noreturn that nothing comes after a call, which is false. */
void stop_working(void);

static volatile int done;

__attribute__((noinline)) static void work(void)
{
    done = 1;
}

__attribute__((noinline)) static void run(void)
{
    work();
    __builtin_unreachable();
}

int main(void)
{
    if (done) {
        stop_working();
    }
    run();
    return 0;
}
