/* SPDX-License-Identifier: MIT */
/*
 * The POSIX functions for the descriptors 0 to 2 in firmware without FILES: they are the console.
 * Their output follows what stdout has buffered.
 */
#include "descriptors.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

/* An application may define some of them itself. */
#pragma weak write
#pragma weak read
#pragma weak close
#pragma weak lseek
#pragma weak isatty
#pragma weak fstat

static int check(int descriptor)
{
    if (rti_is_console(descriptor)) {
        return 0;
    }
    errno = EBADF;
    return -1;
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    return check(descriptor) < 0 ? -1 : rti_console_write_all(bytes, size);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    return check(descriptor) < 0 ? -1 : rti_console_read_line(bytes, size);
}

int close(int descriptor)
{
    return check(descriptor);
}

off_t lseek(int descriptor, off_t offset, int whence)
{
    (void)offset;
    (void)whence;
    if (check(descriptor) == 0) {
        errno = ESPIPE;
    }
    return -1;
}

int isatty(int descriptor)
{
    return check(descriptor) == 0;
}

int fstat(int descriptor, struct stat *status)
{
    if (check(descriptor) < 0) {
        return -1;
    }
    *status = (struct stat){.st_mode = S_IFCHR};
    return 0;
}
