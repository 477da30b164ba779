/* SPDX-License-Identifier: MIT */
/* Without a C file CMake would report that it can't determine the library's language. */
extern const char adder_version[];
const char adder_version[] = "1";
