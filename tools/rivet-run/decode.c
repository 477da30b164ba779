/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --decode fw.elf < log`: a saved log, or what a serial port receives, as text.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "json_lines.h"
#include "log_ring.h"
#include "options.h"
#include "panic.h"
#include "rivet-dump/filter.h"

enum log_style log_style(const struct options *options)
{
    if (options->json) {
        return LOG_JSON;
    }
    return isatty(STDOUT_FILENO) ? LOG_COLOURED : LOG_PLAIN;
}

static void read_input(struct buffer *input, int descriptor)
{
    char chunk[16384];
    ssize_t length;
    while ((length = read(descriptor, chunk, sizeof(chunk))) > 0) {
        buffer_add(input, chunk, (size_t)length);
    }
}

int show_rings(const struct options *options, const struct elf_file *elf)
{
    struct buffer memory = {0};
    int file = open(options->rings, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        die("cannot open '%s': %s", options->rings, strerror(errno));
    }
    read_input(&memory, file);
    close(file);
    log_ring_show(elf, log_style(options), memory.length > 0 ? memory.data : "", memory.length);
    buffer_free(&memory);
    return RUN_PASS;
}

/* Where the text of the log goes. */
struct decoder {
    struct panic_filter panics;
    struct dump_filter dumps;
    bool has_dumps;
};

static void take_text(void *context, const char *data, size_t length)
{
    struct decoder *decoder = context;
    struct buffer text = {0};
    if (!decoder->has_dumps) {
        panic_filter_feed(&decoder->panics, data, length);
        return;
    }
    dump_filter_take(&decoder->dumps, data, length, &text);
    if (text.length > 0) {
        panic_filter_feed(&decoder->panics, text.data, text.length);
    }
    buffer_free(&text);
}

static void finish(struct decoder *decoder)
{
    struct buffer text = {0};
    if (decoder->has_dumps) {
        dump_filter_finish(&decoder->dumps, &text);
        if (text.length > 0) {
            panic_filter_feed(&decoder->panics, text.data, text.length);
        }
    }
    panic_filter_flush(&decoder->panics);
    buffer_free(&text);
}

/* A core file that was asked for, but not written, is no success. */
static bool core_is_there(const struct options *options)
{
    if (options->core == NULL || access(options->core, F_OK) == 0) {
        return true;
    }
    fprintf(stderr,
            "rivet-run: no core file: the log has no dump of this firmware with registers\n");
    return false;
}

int decode(const struct options *options, const struct elf_file *elf)
{
    struct decoder decoder = {
        .panics = {.elf = elf, .output = STDOUT_FILENO, .is_saved = true},
    };
    struct log_filter log;
    struct json_lines json = {.output = STDOUT_FILENO};
    char chunk[16384];
    ssize_t length;
    decoder.panics.json = options->json ? &json : NULL;
    if (options->core != NULL) {
        (void)unlink(options->core);
    }
    decoder.has_dumps = dump_filter_start(&decoder.dumps, elf, options->core);
    decoder.dumps.dump.shows_locals = true;
    log_filter_start(&log, elf, log_style(options), take_text, &decoder);
    while ((length = read(STDIN_FILENO, chunk, sizeof(chunk))) > 0) {
        log_filter_feed(&log, chunk, (size_t)length);
    }
    log_filter_finish(&log);
    finish(&decoder);
    json_lines_finish(&json);
    return core_is_there(options) ? RUN_PASS : RUN_CANNOT;
}
