/* SPDX-License-Identifier: MIT */
/*
 * Computes with floating point: each message is the next approximation of pi, in millionths.
 */
#include "os.h"

enum {
    MESSAGES = 40,
    TERMS = 2000,
};

void program_main(unsigned long life)
{
    (void)life;
    double sum = 0;
    double sign = 4;
    unsigned divisor = 1;

    for (unsigned message = 0; message < MESSAGES; message++) {
        for (unsigned term = 0; term < TERMS; term++) {
            sum += sign / divisor;
            sign = -sign;
            divisor += 2;
        }
        os_send((long)(sum * 1000000));
    }
    os_send(0);
    os_exit();
}
