/* SPDX-License-Identifier: MIT */
#include "base/thread.h"
#include "pmp/lower.h"

#include <rt/csr.h>
#include <rt/program_image.h>

#include <string.h>

enum {
    STACK_ALIGNMENT = 16,
};

/* The first time, keeps what the program begins with; later, brings it back. */
static void fill(const struct rt_program_image *image)
{
    const size_t size = (size_t)(image->data_end - image->data);

    if (*image->is_new) {
        memcpy(image->saved, image->data, size);
        *image->is_new = false;
    } else {
        memcpy(image->data, image->saved, size);
    }
    memset(image->low, 0, (size_t)(image->data - image->low));
    memset(image->data_end, 0, (size_t)(image->end - image->data_end));
    thread_init_tls(image->tls);
}

void rt_program_image_regions(const struct rt_program_image *image, struct rt_region list[2])
{
    list[0] = (struct rt_region){(uintptr_t)image->code, (size_t)(image->code_end - image->code),
                                 RT_REGION_READ | RT_REGION_EXECUTE};
    list[1] = (struct rt_region){(uintptr_t)image->low, (size_t)(image->end - image->low),
                                 RT_REGION_READ | RT_REGION_WRITE};
}

int rt_program_load(struct rt_program *program, enum rt_mode mode, struct rt_regions *regions,
                    const struct rt_program_image *image)
{
    struct rt_region list[2];

    rt_program_image_regions(image, list);
    const int made = rt_regions_init(regions, list, 2);
    if (made < 0) {
        return made;
    }
    const int begun = rt_program_init(program, mode, (uintptr_t)image->main,
                                      (uintptr_t)image->data / STACK_ALIGNMENT * STACK_ALIGNMENT);
    if (begun < 0) {
        return begun;
    }
    program->regions = regions;
    *image->loaded = program;
    /* With Smepmp, machine mode can't write where the running program's regions are. */
    const struct rt_program *const current = rt_program_current();
    const unsigned long status = csr_read_clear(mstatus, MSTATUS_MIE);
    rti_regions_enter(NULL);
    fill(image);
    rti_regions_enter(current != NULL ? current->regions : NULL);
    csr_set(mstatus, status & MSTATUS_MIE);
    program->frame.gp = thread_gp();
    program->frame.tp = (uintptr_t)image->tls;
    return HAL_OK;
}
