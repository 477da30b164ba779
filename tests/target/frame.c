/* SPDX-License-Identifier: MIT */
/*
 * Frames of the target's build, at both XLENs. tests/host/test_frame.c damages them at every place.
 */
#include <rt/frame.h>
#include <rt/test.h>

#include <string.h>

static char frame[RT_FRAME_SIZE(RT_FRAME_PAYLOAD_MAX)];
static size_t frame_size;
static unsigned char payload[RT_FRAME_PAYLOAD_MAX];
static unsigned char arrived[RT_FRAME_PAYLOAD_MAX];
static struct rt_frame_reader reader;

static void add(void *context, const char *text, size_t size)
{
    (void)context;
    RT_REQUIRE_LE(frame_size + size, sizeof(frame));
    memcpy(frame + frame_size, text, size);
    frame_size += size;
}

static void write_frame(char kind, size_t size)
{
    frame_size = 0;
    for (size_t i = 0; i < size; i++) {
        payload[i] = (unsigned char)(i * i + size);
    }
    RT_REQUIRE(rt_frame_write(add, NULL, kind, payload, size));
}

/* Returns what ends with the last byte; nothing may end before. */
static enum rt_frame_event read_frame(size_t capacity)
{
    enum rt_frame_event event = RT_FRAME_NOTHING;

    rt_frame_reader_start(&reader, arrived, capacity);
    for (size_t i = 0; i < frame_size; i++) {
        RT_REQUIRE_EQ(event, RT_FRAME_NOTHING);
        event = rt_frame_read(&reader, (unsigned char)frame[i]);
    }
    return event;
}

RT_TEST(a_frame_has_the_same_bytes_on_each_machine)
{
    static const char known[] = "\x1b_V!&5GFW:81',A\x1b\\";

    frame_size = 0;
    RT_REQUIRE(rt_frame_write(add, NULL, RT_FRAME_VERDICT, "Rivet", 5));
    RT_EXPECT_EQ(frame_size, strlen(known));
    RT_EXPECT_MEM_EQ(frame, known, strlen(known));
}

RT_TEST(payloads_of_all_sizes_arrive)
{
    for (size_t size = 0; size <= sizeof(payload); size++) {
        write_frame('9', size);
        RT_REQUIRE_EQ(frame_size, RT_FRAME_SIZE(size));
        RT_REQUIRE_EQ(read_frame(size), RT_FRAME_WHOLE);
        RT_REQUIRE_EQ(reader.kind, '9');
        RT_REQUIRE_EQ(reader.size, size);
        RT_REQUIRE_MEM_EQ(arrived, payload, size);
    }
}

RT_TEST(a_flipped_bit_is_detected)
{
    for (size_t at = 0; at < RT_FRAME_SIZE(32); at++) {
        write_frame(RT_FRAME_PANIC, 32);
        frame[at] ^= 0x04;
        rt_frame_reader_start(&reader, arrived, sizeof(arrived));
        for (size_t i = 0; i < frame_size; i++) {
            RT_REQUIRE_NE(rt_frame_read(&reader, (unsigned char)frame[i]), RT_FRAME_WHOLE);
        }
    }
}

RT_TEST(a_payload_larger_than_the_buffer_is_dropped)
{
    write_frame(RT_FRAME_PANIC, 32);
    rt_frame_reader_start(&reader, arrived, 31);
    for (size_t i = 0; i < frame_size; i++) {
        RT_EXPECT_NE(rt_frame_read(&reader, (unsigned char)frame[i]), RT_FRAME_WHOLE);
    }
    RT_EXPECT_EQ(reader.damaged, 1);
}
