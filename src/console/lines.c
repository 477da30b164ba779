/* SPDX-License-Identifier: MIT */
/*
 * Lines that are edited while they are typed, for a person at a serial port. Firmware that never
 * calls rt_console_set_mode links nothing of this: stdin's get function is replaced only here.
 */
#include <rt/console.h>

#include <stdbool.h>
#include <stdio.h>

enum {
    END_OF_INPUT = 0x04, /* Ctrl-D */
    BACKSPACE = 0x08,
    DELETE = 0x7f, /* what the Backspace key of most terminals sends */
    FIRST_PRINTABLE = 0x20
};

static struct {
    char text[RT_CONSOLE_LINE_MAX + 1]; /* and its newline */
    unsigned short size;
    unsigned short next;    /* to be read */
    bool had_return;        /* the last byte was CR, so an LF is the rest of the same newline */
    bool is_at_end;         /* Ctrl-D ended the line, so the input ends after it */
    int (*get_raw)(FILE *); /* NULL until the first use */
} input;

static void echo(const char *text, size_t size)
{
    rt_console_write(text, size);
}

/* Erases a character, which in UTF-8 may have several bytes. Continuation bytes are 10xxxxxx. */
static void erase_last(void)
{
    if (input.size == 0) {
        return;
    }
    do {
        input.size--;
    } while (input.size > 0 && ((unsigned char)input.text[input.size] & 0xc0) == 0x80);
    echo("\b \b", 3);
}

static void add(char c)
{
    if (input.size < RT_CONSOLE_LINE_MAX) {
        input.text[input.size++] = c;
        echo(&c, 1);
    } else {
        echo("\a", 1);
    }
}

/* Takes a byte of the line. Returns false if the line is complete. */
static bool take(int byte)
{
    const bool follows_return = input.had_return;

    input.had_return = byte == '\r';
    if (byte == BACKSPACE || byte == DELETE) {
        erase_last();
    } else if (byte == '\r' || (byte == '\n' && !follows_return)) {
        return false;
    } else if (byte < 0 || byte == END_OF_INPUT) {
        input.is_at_end = true;
        return false;
    } else if (byte == '\t' || byte >= FIRST_PRINTABLE) {
        add((char)byte);
    }
    return true;
}

/* Reads a line. An empty one that Ctrl-D ended has no newline. */
static void read_line(void)
{
    input.size = 0;
    input.next = 0;
    while (take(rt_console_read())) {
    }
    if (input.size > 0 || !input.is_at_end) {
        input.text[input.size++] = '\n';
        echo("\n", 1);
    }
}

static int get(FILE *stream)
{
    (void)stream;
    rt_console_flush();
    if (input.next == input.size && !input.is_at_end) {
        read_line();
    }
    if (input.next == input.size) {
        input.is_at_end = false;
        return _FDEV_EOF;
    }
    return (unsigned char)input.text[input.next++];
}

void rt_console_set_mode(enum rt_console_mode mode)
{
    if (input.get_raw == NULL) {
        input.get_raw = stdin->get;
    }
    stdin->get = mode == RT_CONSOLE_LINES ? get : input.get_raw;
    input.size = 0;
    input.next = 0;
    input.is_at_end = false;
}
