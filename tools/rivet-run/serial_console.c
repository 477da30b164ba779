/* SPDX-License-Identifier: MIT */
/*
 * The board's end of a run is a frame with the exit status, which test firmware without semihosting
 * sends. That of other firmware is a panic after which nothing comes.
 */
#include "serial_console.h"

#include "panic.h"

#include <stdlib.h>
#include <string.h>

/* Output that follows the last frame within this time is part of the verdict. */
#define LINGER_MS 50

/* After a panic, the firmware may restart, and then goes on within this time. */
#define SILENCE_MS 1000

/* "version number build-id" */
static bool is_own_build(const struct serial_console *console)
{
    char own[65];
    const char *payload = (const char *)console->payload;
    size_t length;
    elf_build_id(console->elf, own);
    length = strlen(own);
    return console->reader.size > length && payload[console->reader.size - length - 1] == ' ' &&
           memcmp(payload + console->reader.size - length, own, length) == 0;
}

static int status_of(const struct serial_console *console)
{
    char digits[4] = "";
    size_t size = console->reader.size;
    memcpy(digits, console->payload, size < sizeof(digits) ? size : sizeof(digits) - 1);
    return (int)strtoul(digits, NULL, 10);
}

/* A panic's dump is frames, a report is text and ends with a line of its own. */
static void look_for_panic(struct serial_console *console, char byte)
{
    static const char last_line[] = "\n" PANIC_END;
    const size_t length = sizeof(last_line) - 1;
    if (console->has_panicked && (byte == '\r' || byte == '\n')) {
        return;
    }
    if (console->matched < length && byte == last_line[console->matched]) {
        console->matched++;
    } else {
        console->matched = byte == last_line[0];
    }
    console->has_panicked = console->matched == length;
}

/* What the image before has sent may still come. Test firmware asks before it exits, so an exit
 * status without this image's question is another one's. */
static void look_at_frame(struct serial_console *console)
{
    if (console->reader.kind == RT_FRAME_READY) {
        console->is_known = true;
        console->has_image = is_own_build(console);
    } else if (console->reader.kind == RT_FRAME_PANIC) {
        console->has_panicked = true;
    } else if (console->reader.kind == RT_FRAME_EXIT && console->has_image && !console->has_ended) {
        console->has_ended = true;
        console->ended = clock_ms();
        console->status = status_of(console);
    }
}

void serial_console_start(struct serial_console *console, const struct elf_file *elf, bool is_test)
{
    *console = (struct serial_console){.elf = elf, .is_test = is_test};
    rt_frame_reader_start(&console->reader, console->payload, sizeof(console->payload));
}

void serial_console_take(struct serial_console *console, const unsigned char *data, size_t length)
{
    struct rt_frame_reader *const reader = &console->reader;
    for (size_t i = 0; i < length; i++) {
        if (rt_frame_read(reader, data[i]) == RT_FRAME_WHOLE) {
            look_at_frame(console);
        }
        for (unsigned char k = 0; k < reader->text_size; k++) {
            look_for_panic(console, reader->text[k]);
        }
    }
}

int serial_console_wait(const struct serial_console *console)
{
    if (console->has_ended) {
        const int64_t left = console->ended + LINGER_MS - clock_ms();
        return left > 0 ? (int)left : 0;
    }
    return console->has_panicked && !console->is_test ? SILENCE_MS : -1;
}

int serial_console_status(const struct serial_console *console)
{
    return console->has_ended ? console->status : PANIC_STATUS;
}
