/* SPDX-License-Identifier: MIT */
/*
 * POSIX.1-2008 for the port, and the ioctls of SVR4 for its lines, which Linux, the BSDs and macOS
 * have.
 */
#include "serial_port.h"

#include "elf/common.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* How long a line is pulled. The circuits between it and a reset pin have microseconds to some ten
 * milliseconds. */
#define PULSE_NS 100000000L

/* POSIX has the first ones; a system need not have the others. */
static const struct {
    unsigned baud;
    speed_t speed;
} speeds[] = {
    {1200, B1200},       {2400, B2400},   {4800, B4800},
    {9600, B9600},       {19200, B19200}, {38400, B38400},
#ifdef B57600
    {57600, B57600},
#endif
#ifdef B115200
    {115200, B115200},
#endif
#ifdef B230400
    {230400, B230400},
#endif
#ifdef B460800
    {460800, B460800},
#endif
#ifdef B921600
    {921600, B921600},
#endif
#ifdef B1000000
    {1000000, B1000000},
#endif
#ifdef B2000000
    {2000000, B2000000},
#endif
};

static speed_t speed_of(unsigned baud)
{
    struct buffer known = {0};
    for (size_t i = 0; i < sizeof(speeds) / sizeof(speeds[0]); i++) {
        if (speeds[i].baud == baud) {
            return speeds[i].speed;
        }
        buffer_format(&known, " %u", speeds[i].baud);
    }
    die("this system has no speed of %u baud; it has%s", baud, known.data);
}

static int open_device(const char *path)
{
    int port = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (port < 0) {
        const char *hint = errno == ENOENT   ? " (is the board connected?)"
                           : errno == EACCES ? " (on Debian, its users are the group dialout)"
                                             : "";
        die("cannot open the serial port '%s': %s%s", path, strerror(errno), hint);
    }
    if (!isatty(port)) {
        die("'%s' is not a serial port", path);
    }
    return out_of_the_way(port);
}

/* The lines stay as they are when the port is closed, so that a board which they reset runs on. */
static void make_raw(struct termios *settings, speed_t speed)
{
    settings->c_iflag = IGNBRK;
    settings->c_oflag = 0;
    settings->c_lflag = 0;
    settings->c_cflag = CS8 | CREAD | CLOCAL;
    settings->c_cc[VMIN] = 1;
    settings->c_cc[VTIME] = 0;
    cfsetispeed(settings, speed);
    cfsetospeed(settings, speed);
}

int serial_port_open(const char *path, unsigned baud)
{
    struct termios settings;
    speed_t speed = speed_of(baud);
    int port = open_device(path);
    if (tcgetattr(port, &settings) != 0) {
        die("cannot read the settings of '%s': %s", path, strerror(errno));
    }
    make_raw(&settings, speed);
    if (tcsetattr(port, TCSANOW, &settings) != 0 || tcgetattr(port, &settings) != 0 ||
        cfgetospeed(&settings) != speed) {
        die("the serial port '%s' can't be set to %u baud", path, baud);
    }
    return port;
}

pid_t serial_port_get_owner(int port)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(port, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

/* The lock is the process's, and ends with it. */
bool serial_port_lock(int port, bool waits)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    while (fcntl(port, waits ? F_SETLKW : F_SETLK, &lock) != 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool serial_port_has_line(const char *line)
{
    return strcmp(line, "dtr") == 0 || strcmp(line, "rts") == 0;
}

bool serial_port_pull(int port, const char *line)
{
    int bits = strcmp(line, "dtr") == 0 ? TIOCM_DTR : TIOCM_RTS;
    struct timespec pulse = {.tv_nsec = PULSE_NS};
    if (ioctl(port, TIOCMBIC, &bits) != 0) {
        return false;
    }
    while (nanosleep(&pulse, &pulse) != 0 && errno == EINTR) {
    }
    tcflush(port, TCIFLUSH);
    return ioctl(port, TIOCMBIS, &bits) == 0;
}
