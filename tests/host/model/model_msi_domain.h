/* SPDX-License-Identifier: MIT */
/*
 * An APLIC's domain in MSI delivery mode, as the AIA specification describes it (section 4.9), and
 * the pages of the interrupt files. All sources must send to the file of MODEL_HART, which is that
 * of model_imsic. A level sends a message at its edge, and then none before the next edge or a
 * store to setipnum.
 */
#ifndef MODEL_MSI_DOMAIN_H
#define MODEL_MSI_DOMAIN_H

#include <model.h>

enum {
    MODEL_DOMAIN = 0xc000000,
    MODEL_FILES = 0x24000000,
    MODEL_SOURCES = 70,
    MODEL_HART = 3,
    MODEL_HARTS = 8,
};

struct model_msi_domain {
    struct model_device device, files;
    uint32_t mode[MODEL_SOURCES + 1], target[MODEL_SOURCES + 1];
    bool line[MODEL_SOURCES + 1], pending[MODEL_SOURCES + 1], enabled[MODEL_SOURCES + 1];
    uint32_t domaincfg, mmsiaddrcfg, mmsiaddrcfgh;
    bool keeps_levels; /* pending after the line is low again, as in QEMU */
    unsigned inactive; /* this source can't be used */
    unsigned messages;
    uint32_t ipi_to; /* hart index of the last store to a file */
};

extern struct model_msi_domain model_msi_domain;

/** Attaches the domain and the files, as after a reset: every source is enabled, none is used. */
void model_msi_domain_attach(void);

void model_msi_domain_set_line(uint32_t source, bool high);

#endif
