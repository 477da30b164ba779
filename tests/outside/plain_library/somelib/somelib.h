/* SPDX-License-Identifier: MIT */
/* The interface of a library that knows nothing of Rivet. */
#ifndef SOMELIB_H
#define SOMELIB_H

#ifdef __cplusplus
extern "C" {
#endif

/* Writes a text about value into memory of its own, or returns NULL. The caller frees it. */
char *somelib_describe(double value);

/* Twice the value. */
double somelib_twice(double value);

#ifdef __cplusplus
}
#endif

#endif
