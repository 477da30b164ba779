/* SPDX-License-Identifier: MIT */
/*
 * Buffers, argument vectors and other small tools. Running out of memory ends the program.
 */
#include "elf/common.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void die(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fflush(stdout);
    fprintf(stderr, "%s: ", program_name);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(RUN_CANNOT);
}

static void *grow(void *memory, size_t size)
{
    void *grown = realloc(memory, size);
    if (grown == NULL) {
        die("out of memory");
    }
    return grown;
}

void buffer_add(struct buffer *buffer, const void *data, size_t length)
{
    if (buffer->length + length + 1 > buffer->capacity) {
        buffer->capacity = (buffer->length + length + 1) * 2;
        buffer->data = grow(buffer->data, buffer->capacity);
    }
    if (length > 0) {
        memcpy(buffer->data + buffer->length, data, length);
    }
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

bool buffer_add_new(struct buffer *buffer, uint64_t number)
{
    for (size_t at = 0; at < buffer->length; at += sizeof(number)) {
        if (memcmp(buffer->data + at, &number, sizeof(number)) == 0) {
            return false;
        }
    }
    buffer_add(buffer, &number, sizeof(number));
    return true;
}

static char *format_list(const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) {
        die("cannot format '%s'", format);
    }
    char *text = grow(NULL, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, list);
    return text;
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *text = format_list(format, list);
    va_end(list);
    buffer_add(buffer, text, strlen(text));
    free(text);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}

static void arguments_take(struct arguments *arguments, char *text)
{
    if (arguments->count + 2 > arguments->capacity) {
        arguments->capacity = arguments->capacity * 2 + 32;
        arguments->items = grow(arguments->items, arguments->capacity * sizeof(char *));
    }
    arguments->items[arguments->count++] = text;
    arguments->items[arguments->count] = NULL;
}

void arguments_add(struct arguments *arguments, const char *text)
{
    arguments_take(arguments, format_text("%s", text));
}

void arguments_add_option(struct arguments *arguments, const char *option, const char *value)
{
    if (value != NULL) {
        arguments_add(arguments, option);
        arguments_add(arguments, value);
    }
}

void arguments_format(struct arguments *arguments, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    arguments_take(arguments, format_list(format, list));
    va_end(list);
}

char *format_text(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    char *text = format_list(format, list);
    va_end(list);
    return text;
}

const void *find_bytes(const void *bytes, size_t length, const char *text)
{
    const size_t wanted = strlen(text);
    const char *at = bytes;
    const char *end = at + length;
    while ((size_t)(end - at) >= wanted) {
        at = memchr(at, text[0], (size_t)(end - at) - wanted + 1);
        if (at == NULL || memcmp(at, text, wanted) == 0) {
            return at;
        }
        at++;
    }
    return NULL;
}

bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

int out_of_the_way(int descriptor)
{
    const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, FIRST_OWN_DESCRIPTOR);
    if (moved < 0) {
        die("cannot duplicate a descriptor: %s", strerror(errno));
    }
    close(descriptor);
    return moved;
}

bool write_all(int descriptor, const void *data, size_t length)
{
    const char *bytes = data;
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd room = {.fd = descriptor, .events = POLLOUT};
            poll(&room, 1, -1);
        } else if (written < 0 && errno != EINTR) {
            return false;
        }
    }
    return true;
}

__attribute__((noreturn)) static void end_without_output(void)
{
    if (errno == EPIPE) {
        exit(RUN_UNHEARD);
    }
    die("cannot write the output: %s", strerror(errno));
}

void write_output(int descriptor, const void *data, size_t length)
{
    if (!write_all(descriptor, data, length)) {
        end_without_output();
    }
}

void flush_output(void)
{
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        end_without_output();
    }
}

int64_t to_ms(double seconds)
{
    int64_t whole = (int64_t)(seconds * 1000);
    return whole > 0 ? whole : 1;
}

int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool begins_with(const char *text, size_t length, const char *prefix)
{
    size_t wanted = strlen(prefix);
    return length >= wanted && memcmp(text, prefix, wanted) == 0;
}

void buffer_add_quoted(struct buffer *buffer, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=./:,@%";
    if (text[0] != '\0' && text[strspn(text, plain)] == '\0') {
        buffer_add(buffer, text, strlen(text));
        return;
    }
    buffer_add(buffer, "'", 1);
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buffer_add(buffer, "'\\''", 4);
        } else {
            buffer_add(buffer, text, 1);
        }
    }
    buffer_add(buffer, "'", 1);
}
