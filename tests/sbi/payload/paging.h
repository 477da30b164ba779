/* SPDX-License-Identifier: MIT */
/*
 * Page tables: every address is itself, and there is a window of pages that lead anywhere.
 */
#ifndef PAYLOAD_PAGING_H
#define PAYLOAD_PAGING_H

enum {
    PAGE = 4096,
    WINDOW_PAGES = 128,
};

void paging_prepare(void);

/* Makes a page of the window lead to a physical address. Fences nothing. */
void paging_set(unsigned page, const void *memory);

/* Makes a physical address the table of the window's pages, until paging_prepare. */
void paging_set_table(unsigned long memory);

/* The virtual address of a page of the window. */
unsigned long paging_window(unsigned page);

/* On this hart, with this ASID. */
void paging_on(unsigned long asid);
void paging_off(void);

#endif
