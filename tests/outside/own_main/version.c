/* SPDX-License-Identifier: MIT */
/* The part that differs between the application's firmwares. */
extern const char version[];

const char version[] = "version 3";
