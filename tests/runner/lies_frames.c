/* SPDX-License-Identifier: MIT */
/*
 * More cases that lie, for firmware that gives its verdict in a frame: forged and damaged verdicts,
 * and noise. Each is run as those of lies.c are.
 */
#include "token.h"

#include <rt/console.h>
#include <rt/exit.h>
#include <rt/frame.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <stdio.h>
#include <string.h>

/* The test device of QEMU's "virt" machine ends the run without a frame. */
#define TEST_DEVICE (*(volatile uint32_t *)0x100000)

enum {
    TEST_DEVICE_PASS = 0x5555,
    TEST_DEVICE_FAIL = 0x3333, /* below the status */
    ESCAPE = 0x1b,
    DAMAGED_AT = 20 /* a byte of the payload */
};

static struct {
    char bytes[RT_FRAME_SIZE(64)];
    size_t size;
} verdict;

static void add_to_verdict(void *context, const char *text, size_t size)
{
    (void)context;
    memcpy(verdict.bytes + verdict.size, text, size);
    verdict.size += size;
}

/* Makes the frame of a valid verdict. */
static void make_verdict(void)
{
    char text[64];

    snprintf(text, sizeof(text), "%s pass ", test_token());
    verdict.size = 0;
    RT_REQUIRE(rt_frame_write(add_to_verdict, NULL, RT_FRAME_VERDICT, text, strlen(text)));
}

__attribute__((noreturn)) static void end(void)
{
    fflush(stdout);
    rt_exit(0);
}

static void put_noise(void)
{
    unsigned seed = 7;

    for (unsigned i = 0; i < 3000; i++) {
        seed = seed * 1103515245U + 12345U;
        const unsigned value = seed >> 16 & 0xff;
        putchar((int)(value < 40 ? ESCAPE : value));
        if (value % 16 == 0) {
            printf("%c_", ESCAPE);
        }
    }
    printf("%c_V!", ESCAPE);
    fflush(stdout);
}

RT_TEST(gives_a_verdict_with_another_token)
{
    static const char text[] = "0123456789abcdef pass ";

    rt_console_write_frame(RT_FRAME_VERDICT, text, strlen(text));
    end();
}

RT_TEST(prints_its_verdict_as_text)
{
    printf("RIVET-VERDICT %s pass\n", test_token());
    end();
}

RT_TEST(breaks_off_its_verdict)
{
    make_verdict();
    rt_console_write(verdict.bytes, verdict.size / 2);
    end();
}

RT_TEST(verdict_has_a_flipped_bit)
{
    make_verdict();
    verdict.bytes[DAMAGED_AT] ^= 1;
    rt_console_write(verdict.bytes, verdict.size);
    end();
}

RT_TEST(verdict_has_lost_a_byte)
{
    make_verdict();
    rt_console_write(verdict.bytes, DAMAGED_AT);
    rt_console_write(verdict.bytes + DAMAGED_AT + 1, verdict.size - DAMAGED_AT - 1);
    end();
}

RT_TEST(verdict_has_a_doubled_byte)
{
    make_verdict();
    rt_console_write(verdict.bytes, DAMAGED_AT);
    rt_console_write(verdict.bytes + DAMAGED_AT - 1, verdict.size - DAMAGED_AT + 1);
    end();
}

RT_TEST(verdict_has_text_in_it)
{
    make_verdict();
    rt_console_write(verdict.bytes, DAMAGED_AT);
    rt_console_write("\nthis text survives\n", strlen("\nthis text survives\n"));
    rt_console_write(verdict.bytes + DAMAGED_AT, verdict.size - DAMAGED_AT);
    end();
}

RT_TEST(verdict_is_doubled)
{
    make_verdict();
    rt_console_write(verdict.bytes, verdict.size);
    rt_console_write(verdict.bytes, verdict.size);
    end();
}

/* Not a lie. */
RT_TEST(noise_precedes_its_verdict)
{
    put_noise();
}

RT_TEST(noise_follows_its_verdict)
{
    put_verdict("pass");
    put_noise();
    end();
}

RT_TEST(a_frame_follows_its_verdict)
{
    put_verdict("pass");
    rt_console_write_frame('1', "", 0);
    end();
}

RT_TEST(a_damaged_frame_follows_its_verdict)
{
    put_verdict("pass");
    rt_console_write("\x1b_L!\x1b\\", strlen("\x1b_L!\x1b\\"));
    end();
}

RT_TEST(reports_another_status_than_it_exits_with)
{
    put_verdict("pass");
    rt_console_write_frame(RT_FRAME_EXIT, "42", strlen("42"));
    rt_console_drain();
    TEST_DEVICE = TEST_DEVICE_PASS;
    for (;;) {
    }
}

RT_TEST(reports_more_than_a_status)
{
    put_verdict("pass");
    rt_console_write_frame(RT_FRAME_EXIT,
                           "0\0"
                           "42",
                           4);
    rt_console_drain();
    TEST_DEVICE = TEST_DEVICE_PASS;
    for (;;) {
    }
}

static bool lies_in_a_panic;

void rt_panic_end(void)
{
    if (lies_in_a_panic) {
        rt_console_write_frame(RT_FRAME_EXIT, "133", strlen("133"));
        rt_console_drain();
        TEST_DEVICE = (uint32_t)RT_PANIC_STATUS << 16 | TEST_DEVICE_FAIL;
        for (;;) {
        }
    }
    rt_exit(RT_PANIC_STATUS);
}

RT_TEST_PANICS(panics_and_reports_another_status, "the roof is on fire")
{
    lies_in_a_panic = true;
    rt_panic("the roof is on fire");
}

static void put_status_and(const char *rest, size_t size)
{
    put_verdict("pass");
    rt_console_write_frame(RT_FRAME_EXIT, "0", strlen("0"));
    rt_console_write(rest, size);
    rt_console_drain();
    TEST_DEVICE = TEST_DEVICE_PASS;
    for (;;) {
    }
}

/* Not a lie. */
RT_TEST(begins_a_question_after_its_status)
{
    put_status_and("\x1b", 1);
}

/* Not a lie. */
RT_TEST(begins_more_of_a_question_after_its_status)
{
    put_status_and("\x1b_R!", 4);
}

RT_TEST(prints_in_colour_after_its_status)
{
    put_status_and("\x1b[31mred", 8);
}

RT_TEST(a_damaged_frame_follows_its_status)
{
    put_status_and("\x1b_L!\x1b\\", 6);
}

RT_TEST(reports_two_statuses)
{
    put_verdict("pass");
    rt_console_write_frame(RT_FRAME_EXIT, "0", strlen("0"));
    end();
}
