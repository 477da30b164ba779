/* SPDX-License-Identifier: MIT */
/** @file
 * Links a driver's functions only into firmware that calls them.
 *
 * An ops table would link every function it names. So a driver that is in most firmware, such as a
 * console's, names some functions by weak references and defines them in other files. Their callers
 * in hal/ headers refer to a symbol hal_links_*. The linker finds it in hal/linked, in a file that
 * names those functions of all drivers, and so takes the files that define them. It then drops
 * those of drivers without a device. A table that names a function by an ordinary reference, such
 * as that of your own driver, always links it.
 *
 * The host tests put another folder first on the include path. Its file of the same name does
 * nothing because their sources are listed one by one.
 */
#ifndef HAL_LINK_H
#define HAL_LINK_H

/** Makes the linker take the file that defines the object @p symbol. Takes no instruction. */
#define HAL_LINK(symbol) __asm__ volatile(".reloc ., R_RISCV_NONE, %0" : : "i"(&(symbol)))

#endif
