/* SPDX-License-Identifier: MIT */
/*
 * The frames in a firmware's output, and the test protocol over them. The firmware asks for an
 * order ("ready"); each question is answered. See rt/frame.h for the format.
 */
#ifndef RIVET_RUN_CHANNEL_H
#define RIVET_RUN_CHANNEL_H

#include <rt/frame.h>

#include "launch.h"

/** A frame as it was received. */
struct channel_frame {
    char kind;      /**< enum rt_frame_kind; 0 if it was damaged */
    char *payload;  /**< NUL-terminated */
    size_t length;  /**< of the payload */
    size_t text_at; /**< how much text came before it */
};

struct channel {
    struct channel_frame *frames;
    size_t count;
    size_t text_length;
    bool may_be_stale;     /**< a question may come from the image that a board had before */
    bool started;          /**< the case has begun, so further input is for the case */
    const char *complaint; /**< why the firmware gets no order, or NULL */
    unsigned orders;
    struct rt_frame_reader reader;
    unsigned char payload[RT_FRAME_PAYLOAD_MAX];
};

/** Whether the firmware uses frames: it has test cases, and no semihosting. */
bool channel_is_used(const struct elf_file *elf, const struct run_spec *spec);

/** Whether the firmware waits for an order with the case's name. */
bool channel_gives_order(const struct launch_request *request);

/** Call first. */
void channel_start(struct channel *channel);

/** Separates frames from text. Appends the text to @p text, and answers to questions to @p input.
 */
void channel_take(struct channel *channel, const struct launch_request *request, const char *data,
                  size_t length, struct buffer *text, struct buffer *input);

/** Call at the end of the output: an unfinished frame counts as damaged, but not right behind the
 * exit status. */
void channel_finish(struct channel *channel, struct buffer *text);

/** The first frame of @p kind from @p index on; NULL if there is none. */
const struct channel_frame *channel_find(const struct channel *channel, size_t index, char kind);

#endif
