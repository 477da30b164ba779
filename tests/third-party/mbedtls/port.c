/* SPDX-License-Identifier: MIT */
/*
 * What Mbed TLS asks for of a machine. These two let its self tests run where there is neither a
 * source of entropy nor a clock. Other firmware must read its chip's.
 */
#include <mbedtls/entropy_poll.h>
#include <rt/csr.h>
#include <sys/time.h>

int mbedtls_hardware_poll(void *data, unsigned char *output, size_t size, size_t *written)
{
    (void)data;
    for (size_t i = 0; i < size; i++) {
        output[i] = (unsigned char)(csr_read(minstret) * 2654435761U >> 16);
    }
    *written = size;
    return 0;
}

/* The certificates of the tests are valid on 1 January 2024. */
__attribute__((constructor)) static void set_clock(void)
{
    const struct timeval time = {.tv_sec = 1704067200};
    settimeofday(&time, NULL);
}
