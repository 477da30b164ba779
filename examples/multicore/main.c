/* SPDX-License-Identifier: MIT */
/*
 * All harts draw a Mandelbrot set as text. Each takes the next line from an atomic counter, so no
 * hart waits for one with slow lines. It uses fixed-point arithmetic because not every hart has an
 * FPU.
 *
 * At the end it prints the number of iterations of each hart, and the speed-up over a single hart.
 */
#include <rt/hart.h>

#include <stdatomic.h>
#include <stdio.h>

enum {
    MAX_HARTS = 8,
    STACK = 2048,
    WIDTH = 72,
    HEIGHT = 28,
    ITERATIONS = 100000,
    ONE = 1 << 12, /* fixed point: 12 bits of fraction */
};

static char stacks[MAX_HARTS][STACK] __attribute__((aligned(16)));
static char picture[HEIGHT][WIDTH + 1];
static unsigned long work[MAX_HARTS];
static atomic_uint next_line;

/* Iterations until the point is known to be outside; ITERATIONS if it is not. */
static unsigned escape(int x, int y)
{
    int re = 0;
    int im = 0;
    unsigned n = 0;

    while (n < ITERATIONS && re * re + im * im < 4 * ONE * ONE) {
        const int next = (re * re - im * im) / ONE + x;
        im = 2 * re * im / ONE + y;
        re = next;
        n++;
    }
    return n;
}

static unsigned long draw(unsigned line)
{
    static const char shades[] = " .:-=+*#%@";
    const int y = (int)line * 5 * ONE / 2 / (HEIGHT - 1) - 5 * ONE / 4;
    unsigned long total = 0;

    for (unsigned column = 0; column < WIDTH; column++) {
        const unsigned n = escape((int)column * 3 * ONE / (WIDTH - 1) - 2 * ONE, y);
        picture[line][column] = n == ITERATIONS ? shades[9] : shades[n / 3 % 9];
        total += n;
    }
    return total;
}

static void draw_lines(void *argument)
{
    unsigned long *const done = argument;
    unsigned line;

    while ((line = atomic_fetch_add(&next_line, 1)) < HEIGHT) {
        *done += draw(line);
    }
}

static void report(unsigned harts)
{
    unsigned long total = 0;
    unsigned long most = 1;

    for (unsigned hart = 0; hart < harts; hart++) {
        printf("hart %u: %lu iterations\n", hart, work[hart]);
        total += work[hart];
        most = work[hart] > most ? work[hart] : most;
    }
    printf("%u harts: %lu.%02lu times the speed of one\n", harts, total / most,
           total % most * 100 / most);
}

int main(void)
{
    const unsigned harts = rt_hart_count() < MAX_HARTS ? rt_hart_count() : MAX_HARTS;

    for (unsigned hart = 1; hart < harts; hart++) {
        const struct rt_hart_stack stack = {stacks[hart], STACK};
        const int status = rt_hart_start(hart, draw_lines, &work[hart], stack);
        if (status != HAL_OK) {
            printf("hart %u doesn't start: %d\n", hart, status);
        }
    }
    draw_lines(&work[0]);
    for (unsigned hart = 1; hart < harts; hart++) {
        if (rt_hart_wait(hart, HAL_FOREVER) != HAL_OK) {
            return 1;
        }
    }
    for (unsigned line = 0; line < HEIGHT; line++) {
        puts(picture[line]);
    }
    report(harts);
    return 0;
}
