/* SPDX-License-Identifier: MIT */
#include "filter.h"

#include <string.h>

bool dump_filter_start(struct dump_filter *filter, const struct elf_file *elf,
                       const char *core_path)
{
    if (!dump_is_expected(elf)) {
        return false;
    }
    *filter = (struct dump_filter){.held = {0}};
    dump_start(&filter->dump, elf, core_path);
    rt_frame_reader_start(&filter->reader, filter->payload, sizeof(filter->payload));
    return true;
}

static void release(struct dump_filter *filter, struct buffer *out)
{
    buffer_add(out, filter->held.data, filter->held.length);
    buffer_clear(&filter->held);
}

/* Bytes are held from an ESC until it is known whether they are a piece of a dump. */
static void take_byte(struct dump_filter *filter, char byte, struct buffer *out)
{
    struct rt_frame_reader *reader = &filter->reader;
    const enum rt_frame_event event = rt_frame_read(reader, (unsigned char)byte);
    buffer_add(&filter->held, &byte, 1);
    if (event == RT_FRAME_WHOLE && reader->kind == RT_FRAME_PANIC) {
        buffer_clear(&filter->held);
        dump_take(&filter->dump, reader->payload, reader->size, out);
    } else if (event == RT_FRAME_WHOLE || event == RT_FRAME_DAMAGED || reader->text_size > 0) {
        release(filter, out);
    }
}

void dump_filter_take(struct dump_filter *filter, const char *data, size_t length,
                      struct buffer *out)
{
    for (size_t i = 0; i < length; i++) {
        take_byte(filter, data[i], out);
    }
}

void dump_filter_finish(struct dump_filter *filter, struct buffer *out)
{
    release(filter, out);
    dump_finish(&filter->dump, out);
}
