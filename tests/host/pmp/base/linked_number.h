/* SPDX-License-Identifier: MIT */
/* The linker's flag of src/pmp/pmp.c: the modelled firmware needs entries 8 to 13. */
#ifndef LINKED_NUMBER_H
#define LINKED_NUMBER_H

#define LINKED_NUMBER(name) 1UL

#endif
