/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --decode fw.elf < log`: a saved log, or what a serial port receives, as text.
 */
#include <unistd.h>

#include "options.h"
#include "panic.h"

enum log_style log_style(const struct options *options)
{
    if (options->json) {
        return LOG_JSON;
    }
    return isatty(STDOUT_FILENO) ? LOG_COLOURED : LOG_PLAIN;
}

int decode(const struct options *options, const struct elf_file *elf)
{
    struct panic_filter panics = {.elf = elf, .output = STDOUT_FILENO, .is_saved = true};
    struct log_filter log;
    char chunk[16384];
    ssize_t length;
    log_filter_start(&log, elf, log_style(options), panic_filter_feed, &panics);
    while ((length = read(STDIN_FILENO, chunk, sizeof(chunk))) > 0) {
        log_filter_feed(&log, chunk, (size_t)length);
    }
    log_filter_finish(&log);
    panic_filter_flush(&panics);
    return RUN_PASS;
}
