/* SPDX-License-Identifier: MIT */
/*
 * The runner's side of the test protocol without semihosting. The other side is
 * src/test/request_console.c. Nothing that the firmware sends is believed without its check.
 */
#include "channel.h"

#include <stdlib.h>
#include <string.h>

#include "cases.h"

/* The version of the protocol that this runner knows. */
#define VERSION "1"

/* The firmware asks no more often. More questions are a case's own. */
#define MOST_ORDERS 9

bool channel_is_used(const struct elf_file *elf, const struct run_spec *spec)
{
    struct test_cases cases;
    if (spec->native || spec->semihosting) {
        return false;
    }
    cases_read(&cases, elf);
    return cases.count > 0;
}

bool channel_gives_order(const struct launch_request *request)
{
    return request->test_case != NULL && !request->spec->semihosting && !request->spec->native;
}

void channel_start(struct channel *channel)
{
    *channel = (struct channel){0};
    rt_frame_reader_start(&channel->reader, channel->payload, sizeof(channel->payload));
}

static void keep(struct channel *channel, char kind, size_t text_at)
{
    size_t size = (channel->count + 1) * sizeof(channel->frames[0]);
    struct buffer payload = {0};
    buffer_add(&payload, channel->payload, kind != 0 ? channel->reader.size : 0);
    channel->frames = realloc(channel->frames, size);
    if (channel->frames == NULL) {
        die("out of memory");
    }
    channel->frames[channel->count++] =
        (struct channel_frame){kind, payload.data, payload.length, text_at};
}

/* Whether @p question is of this firmware and in this protocol; sets the complaint if not. */
static bool is_understood(struct channel *channel, const struct elf_file *elf, const char *question)
{
    char own[65];
    const char *number = strchr(question, ' ');
    const char *build = number != NULL ? strchr(number + 1, ' ') : NULL;
    elf_build_id(elf, own);
    if (channel->may_be_stale) {
        channel->complaint = NULL;
    }
    if (build == NULL || !begins_with(question, strlen(question), VERSION " ")) {
        channel->complaint = format_text("it speaks version %.*s of the test protocol, this "
                                         "rivet-run version " VERSION,
                                         (int)strcspn(question, " "), question);
    } else if (strcmp(build + 1, own) != 0) {
        channel->complaint =
            format_text("the firmware that runs is build %s, not the file's %s", build + 1, own);
    }
    return channel->complaint == NULL;
}

static void put_in_buffer(void *context, const char *text, size_t size)
{
    buffer_add(context, text, size);
}

/* Answers "version number build-id" with "number case token". */
static void answer(struct channel *channel, const struct launch_request *request,
                   const char *question, struct buffer *input)
{
    if (channel->started || channel->orders == MOST_ORDERS ||
        !is_understood(channel, request->elf, question)) {
        return;
    }
    char number = question[strlen(VERSION " ")];
    char *order = format_text("%c %s %s", number, request->test_case, request->nonce);
    if (!rt_frame_write(put_in_buffer, input, RT_FRAME_ORDER, order, strlen(order))) {
        die("the case's name '%s' is too long", request->test_case);
    }
    channel->orders++;
    free(order);
}

/* Whether this frame says that the case begins. */
static bool is_start(const struct channel_frame *frame, const char *nonce)
{
    return frame->kind == RT_FRAME_START && begins_with(frame->payload, frame->length, nonce);
}

static void take_frame(struct channel *channel, const struct launch_request *request,
                       struct buffer *input)
{
    keep(channel, channel->reader.kind, channel->text_length);
    const struct channel_frame *frame = &channel->frames[channel->count - 1];
    if (!channel_gives_order(request)) {
        return;
    }
    if (frame->kind == RT_FRAME_READY) {
        answer(channel, request, frame->payload, input);
    }
    if (frame->kind == RT_FRAME_AGAIN) {
        channel->started = false;
        channel->orders = 0;
    }
    channel->started = channel->started || is_start(frame, request->nonce);
}

void channel_take(struct channel *channel, const struct launch_request *request, const char *data,
                  size_t length, struct buffer *text, struct buffer *input)
{
    struct rt_frame_reader *reader = &channel->reader;
    for (size_t i = 0; i < length; i++) {
        enum rt_frame_event event = rt_frame_read(reader, (unsigned char)data[i]);
        if (event == RT_FRAME_WHOLE) {
            take_frame(channel, request, input);
        } else if (event == RT_FRAME_DAMAGED) {
            keep(channel, 0, channel->text_length);
        }
        buffer_add(text, reader->text, reader->text_size);
        channel->text_length += reader->text_size;
    }
}

/* Whether the exit status came last. QEMU ends some time after it was told to. Until then the
 * firmware starts over and begins a question, which the end cuts. */
static bool may_begin_a_question(const struct channel *channel)
{
    const struct channel_frame *last =
        channel->count > 0 ? &channel->frames[channel->count - 1] : NULL;
    return last != NULL && last->kind == RT_FRAME_EXIT && last->text_at == channel->text_length;
}

void channel_finish(struct channel *channel, struct buffer *text)
{
    const enum rt_frame_event event = rt_frame_reader_finish(&channel->reader);
    if (may_begin_a_question(channel)) {
        return;
    }
    if (event == RT_FRAME_DAMAGED) {
        keep(channel, 0, channel->text_length);
    }
    buffer_add(text, channel->reader.text, channel->reader.text_size);
    channel->text_length += channel->reader.text_size;
}

const struct channel_frame *channel_find(const struct channel *channel, size_t index, char kind)
{
    for (size_t i = index; i < channel->count; i++) {
        if (channel->frames[i].kind == kind) {
            return &channel->frames[i];
        }
    }
    return NULL;
}
