/* SPDX-License-Identifier: MIT */
/** @file
 * Core files: the state of a panicked firmware, readable with `gdb-multiarch fw.elf core`.
 *
 * With CORE_FILE PATH in rivet_add_firmware, every panic writes one to that path on the host,
 * through semihosting. A firmware with its own rt_panic_end calls rt_core_file_write itself.
 */
#ifndef RT_CORE_FILE_H
#define RT_CORE_FILE_H

#include <hal/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes an ELF core file of the current panic to @p path on the host. It holds RAM from the first
 * stack to the end of the heap. It also holds the registers of the panicked hart and of every hart
 * that it could stop. GDB shows a hart as thread 1 + mhartid. Callable from rt_panic_end only.
 *
 * @return 0; HAL_ERR_ABSENT if there is no host or it cannot open the file; HAL_ERR_IO if the file
 * could not be written completely.
 */
HAL_NODISCARD int rt_core_file_write(const char *path);

#ifdef __cplusplus
}
#endif

#endif
