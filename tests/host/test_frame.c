/* SPDX-License-Identifier: MIT */
/*
 * Frames: known ones, all sizes, and every kind of damage at every place. A reader must neither
 * deliver a damaged frame, nor miss the next one, nor write outside its buffer.
 */
#include <host_test.h>
#include <rt/frame.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST = RT_FRAME_SIZE(RT_FRAME_PAYLOAD_MAX),
    SMALL = 40 /* the payload of the frames that are damaged at every place */
};

struct text {
    char bytes[2 * LARGEST];
    size_t size;
    unsigned pieces;
};

static void add(void *context, const char *bytes, size_t size)
{
    struct text *const text = (struct text *)context;
    assert_true(text->size + size <= sizeof(text->bytes));
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    text->pieces++;
}

static void add_string(struct text *text, const char *string)
{
    add(text, string, strlen(string));
}

static void add_frame(struct text *text, char kind, const void *payload, size_t size)
{
    assert_true(rt_frame_write(add, text, kind, payload, size));
}

/* What a reader made of its input. The buffer is allocated, so ASan sees its end. */
struct result {
    struct rt_frame_reader reader;
    struct text text;
    unsigned whole;
    bool has_other; /* a whole frame that is not the expected one */
};

static const unsigned char next_payload[] = {0, 1, 254, 255};

static bool is_next(const struct rt_frame_reader *reader)
{
    return reader->kind == RT_FRAME_PANIC && reader->size == sizeof(next_payload) &&
           memcmp(reader->payload, next_payload, sizeof(next_payload)) == 0;
}

static void read_all(struct result *result, const char *bytes, size_t size, size_t capacity)
{
    unsigned char *const buffer = (unsigned char *)malloc(capacity);
    *result = (struct result){0};
    rt_frame_reader_start(&result->reader, buffer, capacity);
    for (size_t i = 0; i <= size; i++) {
        const enum rt_frame_event event =
            i < size ? rt_frame_read(&result->reader, (unsigned char)bytes[i])
                     : rt_frame_reader_finish(&result->reader);
        if (event == RT_FRAME_WHOLE) {
            assert_true(result->reader.size <= capacity);
            result->whole++;
            result->has_other |= !is_next(&result->reader);
        }
        assert_true(result->reader.text_size <= sizeof(result->reader.text));
        add(&result->text, result->reader.text, result->reader.text_size);
    }
    result->reader.payload = NULL;
    free(buffer);
}

static void expect_text(const struct result *result, const char *text)
{
    assert_int_equal(result->text.size, strlen(text));
    assert_memory_equal(result->text.bytes, text, strlen(text));
}

static void frames_have_the_documented_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *frame;
        char kind;
        unsigned char size;
        unsigned char payload[8];
    } known[] = {
        {"\x1b_L!!+21\x1b\\", 'L', 0, {0}},
        {"\x1b_X!\"-!(&;\x1b\\", 'X', 1, {48}},
        {"\x1b_V!&5GFW:81',A\x1b\\", 'V', 5, {82, 105, 118, 101, 116}},
        {"\x1b_9!(_PP]`@\\`!!-FG\x1b\\", '9', 7, {250, 251, 252, 253, 254, 255, 0}},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        struct text text = {0};
        add_frame(&text, known[i].kind, known[i].payload, known[i].size);
        assert_int_equal(text.size, strlen(known[i].frame));
        assert_memory_equal(text.bytes, known[i].frame, text.size);
    }
}

static void payloads_of_all_sizes_arrive(void **state)
{
    (void)state;
    unsigned char payload[RT_FRAME_PAYLOAD_MAX];
    for (size_t size = 0; size <= sizeof(payload); size++) {
        struct text text = {0};
        struct rt_frame_reader reader;
        unsigned char *const buffer = (unsigned char *)malloc(size);
        for (size_t i = 0; i < size; i++) {
            payload[i] = (unsigned char)(size * 7 + i * i);
        }
        add_frame(&text, 'P', payload, size);
        assert_int_equal(text.size, RT_FRAME_SIZE(size));
        assert_int_equal(text.pieces, (RT_FRAME_SIZE(size) + 63) / 64);
        rt_frame_reader_start(&reader, buffer, size);
        for (size_t i = 0; i + 1 < text.size; i++) {
            assert_int_equal(rt_frame_read(&reader, (unsigned char)text.bytes[i]),
                             RT_FRAME_NOTHING);
            assert_int_equal(reader.text_size, 0);
        }
        assert_int_equal(rt_frame_read(&reader, (unsigned char)text.bytes[text.size - 1]),
                         RT_FRAME_WHOLE);
        assert_int_equal(reader.kind, 'P');
        assert_int_equal(reader.size, size);
        assert_memory_equal(reader.payload, payload, size);
        free(buffer);
    }
}

static void wrong_arguments_write_nothing(void **state)
{
    (void)state;
    static const unsigned char payload[RT_FRAME_PAYLOAD_MAX + 1];
    struct text text = {0};
    assert_false(rt_frame_write(add, &text, 'L', payload, sizeof(payload)));
    assert_false(rt_frame_write(add, &text, 'l', payload, 1));
    assert_false(rt_frame_write(add, &text, '_', payload, 1));
    assert_false(rt_frame_write(add, &text, '\0', payload, 1));
    assert_int_equal(text.pieces, 0);
}

static void frames_larger_than_the_buffer_are_dropped(void **state)
{
    (void)state;
    struct text text = {0};
    struct result result;
    add_frame(&text, 'P', "12345", 5);
    add_frame(&text, RT_FRAME_PANIC, next_payload, sizeof(next_payload));
    read_all(&result, text.bytes, text.size, sizeof(next_payload));
    assert_int_equal(result.whole, 1);
    assert_false(result.has_other);
    assert_int_equal(result.reader.damaged, 1);
    expect_text(&result, "");
}

/* Damages a frame between texts, with another frame after it; only that one may arrive. */
struct damage {
    const char *name;
    void (*apply)(struct text *text, size_t at, unsigned variant);
    unsigned variants;
    bool ends_are_harmless; /* at the first and last byte it only adds text */
};

static void flip(struct text *text, size_t at, unsigned bit)
{
    text->bytes[at] = (char)(text->bytes[at] ^ 1 << bit);
}

static void lose(struct text *text, size_t at, unsigned count)
{
    const size_t rest = at + count + 1 < text->size ? text->size - at - count - 1 : 0;
    memmove(text->bytes + at, text->bytes + text->size - rest, rest);
    text->size = at + rest;
}

static void repeat(struct text *text, size_t at, unsigned variant)
{
    (void)variant;
    memmove(text->bytes + at + 1, text->bytes + at, text->size - at);
    text->size++;
}

static void swap(struct text *text, size_t at, unsigned variant)
{
    (void)variant;
    const char byte = text->bytes[at];
    if (at + 1 == text->size || byte == text->bytes[at + 1]) {
        flip(text, at, 0);
        return;
    }
    text->bytes[at] = text->bytes[at + 1];
    text->bytes[at + 1] = byte;
}

static void cut(struct text *text, size_t at, unsigned variant)
{
    (void)variant;
    text->size = at;
}

static const struct damage damages[] = {
    {"flip", flip, 8, false}, {"lose", lose, 3, false}, {"repeat", repeat, 1, true},
    {"swap", swap, 1, false}, {"cut", cut, 1, false},
};

/* Whether all that is left of the frame is known to be a frame's: its begin is whole, and so are
 * its end and the characters that it may have. Then nothing of it may come out as text. */
static bool leaves_no_text(const struct text *damaged, size_t at, size_t size)
{
    const unsigned char byte = (unsigned char)damaged->bytes[at];

    return at >= 2 && at + 3 < size && (at >= damaged->size || (byte >= '!' && byte <= '`'));
}

static void expect_only_the_next(const struct damage *damage, size_t size, size_t at,
                                 unsigned variant)
{
    static const unsigned char payload[SMALL] = "The quick brown fox \0 \xff\xfe\x80 \x1b_ jumps";
    const size_t capacity = size > sizeof(next_payload) ? size : sizeof(next_payload);
    struct text frame = {0};
    struct text text = {0};
    struct result result;
    add_frame(&frame, RT_FRAME_VERDICT, payload, size);
    const bool harmless = damage->ends_are_harmless && (at == 0 || at + 1 == frame.size);
    damage->apply(&frame, at, variant);
    const bool silent = leaves_no_text(&frame, at, RT_FRAME_SIZE(size));
    add_string(&text, "before\n");
    add(&text, frame.bytes, frame.size);
    add_frame(&text, RT_FRAME_PANIC, next_payload, sizeof(next_payload));
    add_string(&text, "\nafter");
    read_all(&result, text.bytes, text.size, capacity);
    if (result.whole != 1U + harmless || result.has_other != harmless ||
        memcmp(result.text.bytes, "before\n", 7) != 0 ||
        memcmp(result.text.bytes + result.text.size - 6, "\nafter", 6) != 0 ||
        (silent && result.text.size != 13)) {
        fail_msg("%s %zu of a frame of %zu bytes, variant %u", damage->name, at, size, variant);
    }
}

static void damage_at_any_place_is_detected(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
        for (size_t size = 0; size <= SMALL; size++) {
            for (size_t at = 0; at < RT_FRAME_SIZE(size); at++) {
                for (unsigned variant = 0; variant < damages[i].variants; variant++) {
                    expect_only_the_next(&damages[i], size, at, variant);
                }
            }
        }
    }
}

static void damage_between_the_marks_is_counted(void **state)
{
    (void)state;
    for (size_t at = 2; at < RT_FRAME_SIZE(5); at++) {
        struct text text = {0};
        struct result result;
        add_frame(&text, 'P', "12345", 5);
        flip(&text, at, 2);
        read_all(&result, text.bytes, text.size, RT_FRAME_PAYLOAD_MAX);
        assert_int_equal(result.reader.damaged, 1);
        assert_int_equal(result.whole, 0);
    }
}

/* Text with an ESC, or that begins with a newline, survives whole at any place in a frame. */
static void text_in_a_frame_survives(void **state)
{
    (void)state;
    static const char *const texts[] = {"\n*** PANIC: fire\n", "\x1b[31mred", "lower case"};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        for (size_t at = 2; at < RT_FRAME_SIZE(9) - 1; at++) {
            struct text frame = {0};
            struct text text = {0};
            struct result result;
            add_frame(&frame, 'P', "a payload", 9);
            add(&text, frame.bytes, at);
            add_string(&text, texts[i]);
            read_all(&result, text.bytes, text.size, RT_FRAME_PAYLOAD_MAX);
            expect_text(&result, texts[i]);
            assert_int_equal(result.reader.damaged, 1);
            assert_int_equal(result.whole, 0);
        }
    }
}

/* The end of a damaged frame is noise, but its ESC \ is not. */
static void the_end_mark_of_a_damaged_frame_is_dropped(void **state)
{
    (void)state;
    struct text text = {0};
    struct result result;
    add_string(&text, "a\x1b_V!\x1b\\b\x1b\\");
    read_all(&result, text.bytes, text.size, RT_FRAME_PAYLOAD_MAX);
    expect_text(&result, "ab\x1b\\");
    assert_int_equal(result.reader.damaged, 1);
}

static void text_with_escape_sequences_passes(void **state)
{
    (void)state;
    static const char shown[] =
        "\x1b[1;31mred\x1b[0m \x1b]0;title\x1b\\ \x1b\x1bM \xc3\xa4_\\ \x1b";
    struct result result;
    read_all(&result, shown, strlen(shown), RT_FRAME_PAYLOAD_MAX);
    expect_text(&result, shown);
    assert_int_equal(result.reader.damaged, 0);
}

static void unfinished_frames_are_counted_at_the_end(void **state)
{
    (void)state;
    struct text text = {0};
    add_frame(&text, 'P', "12345", 5);
    for (size_t at = 0; at <= text.size; at++) {
        struct result result;
        read_all(&result, text.bytes, at, RT_FRAME_PAYLOAD_MAX);
        assert_int_equal(result.reader.damaged, at >= 2 && at < text.size);
        assert_int_equal(result.whole, at == text.size);
        expect_text(&result, at == 1 ? "\x1b" : "");
    }
}

/* Random bytes with many marks: a frame may come of them, but nothing outside the buffer. */
static void random_bytes_do_no_harm(void **state)
{
    (void)state;
    static const char likely[] = "\x1b\x1b\x1b___\\\\\\LV09!!!!!``";
    static const size_t capacities[] = {0, 1, 2, 7, RT_FRAME_PAYLOAD_MAX};
    uint32_t seed = 1;
    for (unsigned round = 0; round < 20000; round++) {
        char bytes[300];
        struct text text = {0};
        struct result result;
        for (size_t i = 0; i < sizeof(bytes); i++) {
            seed = seed * 1664525U + 1013904223U;
            const uint32_t value = seed >> 16;
            bytes[i] = round % 2 == 0 || value % 4 == 0 ? likely[value / 4 % (sizeof(likely) - 1)]
                                                        : (char)(value / 4);
        }
        add(&text, bytes, seed % sizeof(bytes));
        add_string(&text, "\n");
        add_frame(&text, RT_FRAME_PANIC, next_payload, sizeof(next_payload));
        read_all(&result, text.bytes, text.size, capacities[round % 5]);
        assert_true(result.text.size <= text.size);
        assert_true(round % 5 < 3 || result.whole > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_have_the_documented_bytes),
        cmocka_unit_test(payloads_of_all_sizes_arrive),
        cmocka_unit_test(wrong_arguments_write_nothing),
        cmocka_unit_test(frames_larger_than_the_buffer_are_dropped),
        cmocka_unit_test(damage_at_any_place_is_detected),
        cmocka_unit_test(damage_between_the_marks_is_counted),
        cmocka_unit_test(text_in_a_frame_survives),
        cmocka_unit_test(the_end_mark_of_a_damaged_frame_is_dropped),
        cmocka_unit_test(text_with_escape_sequences_passes),
        cmocka_unit_test(unfinished_frames_are_counted_at_the_end),
        cmocka_unit_test(random_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
