/* SPDX-License-Identifier: MIT */
/* What differs between firmwares of the same application. */
extern const char version[];

const char version[] = "version 3";
