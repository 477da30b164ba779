/* SPDX-License-Identifier: MIT */
/* What `rivet-run --help` prints. */
#ifndef RIVET_RUN_USAGE_H
#define RIVET_RUN_USAGE_H

extern const char usage[];

#endif
