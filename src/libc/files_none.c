/* SPDX-License-Identifier: MIT */
/*
 * Placeholders of what only some firmware has. ld/sections.ld rejects a firmware that calls one,
 * with a message that says what to do. The linker drops the others.
 */

/* With FILES semihosting. */
#define FILES(name)                                                            \
    __attribute__((section(".text.rt_files_missing." #name))) void name(void); \
    void name(void)                                                            \
    {                                                                          \
    }

FILES(open)
FILES(unlink)
FILES(rename)
FILES(stat)
FILES(mkdir)
FILES(rmdir)
FILES(link)
FILES(access)
