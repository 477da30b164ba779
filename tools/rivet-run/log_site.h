/* SPDX-License-Identifier: MIT */
/* The log calls of a firmware: what its ELF file says of them. See src/include/rt/detail/log.h. */
#ifndef RIVET_RUN_LOG_SITE_H
#define RIVET_RUN_LOG_SITE_H

#include "elf/common.h"
#include "elf/elf_file.h"

/** A call in the source. */
struct log_site {
    unsigned line;
    unsigned level;     /**< RT_LOG_LEVEL_... */
    const char *kinds;  /**< Of the arguments; see RTI_LOG_KIND. */
    const char *file;   /**< As the compiler was given it. */
    const char *format; /**< Of printf. */
};

/** All of them. */
struct log_sites {
    const struct elf_file *elf;
    struct elf_section sites;
    struct elf_section places; /**< Where their code is. */
    char **functions;          /**< By number of the place; NULL until they are needed. */
    double frequency;          /**< Of the time of records, in Hz; 0 if it is not known. */
    unsigned harts;
    uint32_t build; /**< The first bytes of the build id. */
};

/** Returns false if the firmware does not log. */
bool log_sites_open(struct log_sites *sites, const struct elf_file *elf);

/** Finds a site; returns false if there is none at @p address. */
bool log_sites_find(const struct log_sites *sites, uint32_t address, struct log_site *site);

/** The name of the function that has the site's call, or NULL. The first call starts a tool. */
const char *log_sites_function(struct log_sites *sites, uint32_t address);

#endif
