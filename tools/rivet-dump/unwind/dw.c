/* SPDX-License-Identifier: MIT */
/* libdw reads .debug_frame and does the steps. Registers and memory come from the dump. */
#include "rivet-dump/unwind.h"

#include <elfutils/libdwfl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    THREAD = 1,
    REGISTERS = 32, /* x0 to x31 are the first registers in DWARF. */
};

struct walk {
    const struct memory *memory;
    const struct rt_trap_frame *frame;
    uint64_t pc; /* Where it begins: the frame's, or its ra if no table has the pc. */
    uint64_t *callers;
    unsigned count;
    bool begun;
};

static pid_t next_thread(Dwfl *dwfl, void *context, void **thread)
{
    struct walk *walk = context;
    (void)dwfl;
    if (walk->begun) {
        return 0;
    }
    walk->begun = true;
    *thread = walk;
    return THREAD;
}

static bool read_memory(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *result, void *context)
{
    const struct memory *memory = ((struct walk *)context)->memory;
    (void)dwfl;
    if (!memory_has(memory, address, memory->word)) {
        return false;
    }
    *result = memory_word(memory, address, 0);
    return true;
}

static bool set_registers(Dwfl_Thread *thread, void *context)
{
    const struct walk *walk = context;
    const unsigned long *from = &walk->frame->ra;
    Dwarf_Word registers[REGISTERS] = {0};
    for (unsigned i = 1; i < REGISTERS; i++) {
        registers[i] = from[i - 1];
    }
    dwfl_thread_state_register_pc(thread, walk->pc);
    return dwfl_thread_state_registers(thread, 0, REGISTERS, registers);
}

static int take_frame(Dwfl_Frame *frame, void *context)
{
    struct walk *walk = context;
    Dwarf_Addr pc;
    bool is_exact;
    if (!dwfl_frame_pc(frame, &pc, &is_exact) || pc == 0 || walk->count == MOST_CALLERS) {
        return DWARF_CB_ABORT;
    }
    walk->callers[walk->count++] = pc;
    return DWARF_CB_OK;
}

static Dwfl *open_firmware(const char *path)
{
    static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_build_id_find_elf,
                                             .find_debuginfo = dwfl_standard_find_debuginfo,
                                             .section_address = dwfl_offline_section_address};
    Dwfl *dwfl = dwfl_begin(&callbacks);
    if (dwfl != NULL) {
        dwfl_report_begin(dwfl);
        if (dwfl_report_elf(dwfl, "firmware", path, -1, 0, false) != NULL &&
            dwfl_report_end(dwfl, NULL, NULL) == 0) {
            return dwfl;
        }
        dwfl_end(dwfl);
    }
    return NULL;
}

static bool has_table(Dwfl *dwfl, uint64_t pc)
{
    Dwfl_Module *module = dwfl_addrmodule(dwfl, pc);
    Dwarf_Addr bias;
    Dwarf_Frame *rules = NULL;
    Dwarf_CFI *table = module != NULL ? dwfl_module_dwarf_cfi(module, &bias) : NULL;
    const bool found = table != NULL && dwarf_cfi_addrframe(table, pc - bias, &rules) == 0;
    free(rules);
    return found;
}

/* A jump to what is no code has no rules. Its caller is in ra, as for a debugger. */
static void begin(Dwfl *dwfl, struct walk *walk)
{
    walk->pc = walk->frame->pc;
    if (!has_table(dwfl, walk->pc)) {
        walk->callers[walk->count++] = walk->pc;
        walk->pc = walk->frame->ra;
    }
}

unsigned unwind_callers(const struct memory *memory, const struct rt_trap_frame *frame,
                        uint64_t callers[MOST_CALLERS])
{
    static const Dwfl_Thread_Callbacks callbacks = {.next_thread = next_thread,
                                                    .memory_read = read_memory,
                                                    .set_initial_registers = set_registers};
    struct walk walk = {.memory = memory, .frame = frame, .callers = callers};
    Dwfl *dwfl = open_firmware(memory->elf->path);
    if (dwfl == NULL) {
        return 0;
    }
    begin(dwfl, &walk);
    if (has_table(dwfl, walk.pc) && dwfl_attach_state(dwfl, NULL, THREAD, &callbacks, &walk)) {
        (void)dwfl_getthread_frames(dwfl, THREAD, take_frame, &walk);
    }
    dwfl_end(dwfl);
    return walk.count;
}
