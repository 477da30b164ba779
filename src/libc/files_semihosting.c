/* SPDX-License-Identifier: MIT */
/*
 * The POSIX functions for files, by the semihosting specification: files of the debugger's or
 * emulator's host, by paths in its current folder. The descriptors 0 to 2 are the console.
 */
#include "descriptors.h"

#include <rt/semihosting.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FIRST = 3, /* descriptor */
    FILES = 8,
    /* Modes of SYS_OPEN: those of fopen(), in this order: r, rb, r+, rb+, w, ... */
    MODE_RB = 1,
    MODE_RB_PLUS = 3,
    MODE_WB = 5,
    MODE_WB_PLUS = 7,
    MODE_AB = 9,
    MODE_AB_PLUS = 11,
};

struct file {
    bool is_open;
    bool appends;
    long handle;
    off_t position;
};

static struct file files[FILES];

int rename(const char *from, const char *to);

static int fail(int error)
{
    errno = error;
    return -1;
}

static struct file *find(int descriptor)
{
    if (descriptor < FIRST || descriptor >= FIRST + FILES || !files[descriptor - FIRST].is_open) {
        return NULL;
    }
    return &files[descriptor - FIRST];
}

static unsigned long mode_of(int flags)
{
    const bool reads = (flags & O_ACCMODE) == O_RDWR;

    if ((flags & O_ACCMODE) == O_RDONLY) {
        return MODE_RB;
    }
    if ((flags & O_APPEND) != 0) {
        return reads ? MODE_AB_PLUS : MODE_AB;
    }
    if ((flags & O_TRUNC) != 0) {
        return reads ? MODE_WB_PLUS : MODE_WB;
    }
    return MODE_RB_PLUS;
}

static long open_host(const char *path, unsigned long mode)
{
    const struct {
        const char *path;
        unsigned long mode;
        size_t length;
    } block = {path, mode, strlen(path)};

    return rt_semihosting_call(SEMIHOSTING_SYS_OPEN, &block);
}

/* A file that exists is opened as it is; the host's mode for that does not create one. */
static long open_or_create(const char *path, int flags)
{
    const unsigned long mode = mode_of(flags);
    const long handle = open_host(path, mode);

    return handle < 0 && mode == MODE_RB_PLUS && (flags & O_CREAT) != 0
               ? open_host(path, MODE_WB_PLUS)
               : handle;
}

static bool exists(const char *path)
{
    const long handle = open_host(path, MODE_RB);

    if (handle >= 0) {
        (void)rt_semihosting_call(SEMIHOSTING_SYS_CLOSE, &handle);
    }
    return handle >= 0;
}

int open(const char *path, int flags, ...)
{
    for (int i = 0; i < FILES; i++) {
        if (files[i].is_open) {
            continue;
        }
        if ((flags & O_CREAT) != 0 && (flags & O_EXCL) != 0 && exists(path)) {
            return fail(EEXIST);
        }
        const long handle = open_or_create(path, flags);
        if (handle < 0) {
            return fail(ENOENT);
        }
        files[i] = (struct file){
            .is_open = true,
            .appends = (flags & O_APPEND) != 0,
            .handle = handle,
        };
        return FIRST + i;
    }
    return fail(EMFILE);
}

int close(int descriptor)
{
    struct file *const file = find(descriptor);

    if (file == NULL) {
        return rti_is_console(descriptor) ? 0 : fail(EBADF);
    }
    file->is_open = false;
    return rt_semihosting_call(SEMIHOSTING_SYS_CLOSE, &file->handle) == 0 ? 0 : fail(EIO);
}

/* Returns the number of bytes transferred. The host returns the number that is left. */
static ssize_t transfer(struct file *file, long operation, const void *bytes, size_t size)
{
    const struct {
        long handle;
        const void *bytes;
        size_t size;
    } block = {file->handle, bytes, size};
    const long left = rt_semihosting_call(operation, &block);

    if (left < 0 || (size_t)left > size) {
        return fail(EIO);
    }
    file->position += (off_t)(size - (size_t)left);
    return (ssize_t)(size - (size_t)left);
}

/* Returns 0 if the host can't tell. */
static off_t size_of(const struct file *file)
{
    const long size = rt_semihosting_call(SEMIHOSTING_SYS_FLEN, &file->handle);

    return size > 0 ? (off_t)size : 0;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    struct file *const file = find(descriptor);

    if (file == NULL) {
        return rti_is_console(descriptor) ? rti_console_write_all(bytes, size) : fail(EBADF);
    }
    if (file->appends) {
        file->position = size_of(file);
    }
    return transfer(file, SEMIHOSTING_SYS_WRITE, bytes, size);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    struct file *const file = find(descriptor);

    if (file == NULL) {
        return rti_is_console(descriptor) ? rti_console_read_line(bytes, size) : fail(EBADF);
    }
    return transfer(file, SEMIHOSTING_SYS_READ, bytes, size);
}

off_t lseek(int descriptor, off_t offset, int whence)
{
    struct file *const file = find(descriptor);

    if (file == NULL) {
        return fail(rti_is_console(descriptor) ? ESPIPE : EBADF);
    }
    if (whence == SEEK_CUR) {
        offset += file->position;
    } else if (whence == SEEK_END) {
        offset += size_of(file);
    }
    if (offset < 0) {
        return fail(EINVAL);
    }
    const struct {
        long handle;
        unsigned long position;
    } block = {file->handle, (unsigned long)offset};
    if (rt_semihosting_call(SEMIHOSTING_SYS_SEEK, &block) != 0) {
        return fail(EIO);
    }
    file->position = offset;
    return offset;
}

int isatty(int descriptor)
{
    return rti_is_console(descriptor);
}

int fstat(int descriptor, struct stat *status)
{
    const struct file *const file = find(descriptor);

    if (file == NULL && !rti_is_console(descriptor)) {
        return fail(EBADF);
    }
    *status = (struct stat){.st_mode = S_IFCHR};
    if (file != NULL) {
        *status = (struct stat){.st_mode = S_IFREG, .st_size = size_of(file)};
    }
    return 0;
}

int stat(const char *path, struct stat *status)
{
    const int descriptor = open(path, O_RDONLY);

    if (descriptor < 0) {
        return -1;
    }
    const int result = fstat(descriptor, status);
    return close(descriptor) == 0 ? result : -1;
}

int unlink(const char *path)
{
    const struct {
        const char *path;
        size_t length;
    } block = {path, strlen(path)};

    return rt_semihosting_call(SEMIHOSTING_SYS_REMOVE, &block) == 0 ? 0 : fail(ENOENT);
}

int rename(const char *from, const char *to)
{
    const struct {
        const char *from;
        size_t from_length;
        const char *to;
        size_t to_length;
    } block = {from, strlen(from), to, strlen(to)};

    return rt_semihosting_call(SEMIHOSTING_SYS_RENAME, &block) == 0 ? 0 : fail(ENOENT);
}
