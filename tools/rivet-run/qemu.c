/* SPDX-License-Identifier: MIT */
/*
 * QEMU as the machine. Images are passed as memory files, so no temporary file is left behind.
 * Descriptor numbers in the child are fixed, which keeps the command line readable.
 */
#include "machine.h"

#include "drain.h"
#include "host.h"
#include "qemu_extensions.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void add_image(struct arguments *command, const struct launch_request *request)
{
    if (request->spec->pflash) {
        arguments_add(command, "-drive");
        arguments_format(command, "if=pflash,unit=0,format=raw,readonly=on,file=%s/%d",
                         host_descriptor_folder(), CHILD_IMAGE);
    } else if (!request->spec->bios) {
        arguments_add(command, "-kernel");
        arguments_add(command, request->elf->path);
    }
    next_stage_add(&request->next, command);
}

/* Doubles each comma, as QEMU requires inside an option's value. */
static char *option_value(const char *text)
{
    struct buffer value = {0};
    for (; *text != '\0'; text++) {
        buffer_add(&value, ",,", *text == ',' ? 2 : 0);
        buffer_add(&value, text, *text == ',' ? 0 : 1);
    }
    return value.data;
}

static void add_semihosting(struct arguments *command, const struct launch_request *request)
{
    if (!request->spec->semihosting) {
        return;
    }
    const char *slash = strrchr(request->elf->path, '/');
    char *name = option_value(slash != NULL ? slash + 1 : request->elf->path);
    struct buffer value = {0};
    buffer_format(&value, "enable=on,target=native,%sarg=%s",
                  request->spec->console_semihosting ? "" : "chardev=other,", name);
    if (request->test_case != NULL) {
        buffer_format(&value, ",arg=%s,arg=%s", request->test_case, request->nonce);
    }
    arguments_add(command, "-semihosting-config");
    arguments_add(command, value.data);
    buffer_free(&value);
    free(name);
}

/*
 * "console" receives standard input, "other" only prints. Both print to the same pipe, so the
 * output is in the order in which the firmware wrote it. If the console is semihosting, it uses
 * QEMU's own standard input and output. With a character device, QEMU 7.2 reports the end of the
 * input when no input has arrived yet.
 */
static void add_consoles(struct arguments *command, const struct launch_request *request)
{
    bool semihosting = request->spec->semihosting;
    bool uart_has_console = !request->spec->console_semihosting;
    bool terminal = request->input == INPUT_TERMINAL;
    if (uart_has_console) {
        arguments_add(command, "-chardev");
        arguments_format(command, "stdio,id=console,signal=off%s", terminal ? ",mux=on" : "");
    }
    if (semihosting || !uart_has_console) {
        arguments_add(command, "-chardev");
        arguments_format(command, "file,id=other,path=%s/1", host_descriptor_folder());
    }
    arguments_add(command, "-serial");
    arguments_add(command, uart_has_console ? "chardev:console" : "chardev:other");
    if (terminal && uart_has_console) {
        arguments_add(command, "-mon");
        arguments_add(command, "chardev=console,mode=readline");
    }
}

static void add_control(struct arguments *command, const struct launch_request *request)
{
    uint64_t ignored;
    arguments_add(command, "-chardev");
    arguments_format(command, "socket,id=control,fd=%d", CHILD_CONTROL);
    arguments_add(command, "-mon");
    arguments_add(command, "chardev=control,mode=control");
    arguments_add(command, "-S");
    if (request->gdb_listener >= 0) {
        arguments_add(command, "-chardev");
        arguments_format(command, "socket,id=gdb,fd=%d,server=on,wait=off", CHILD_GDB);
        arguments_add(command, "-gdb");
        arguments_add(command, "chardev:gdb");
    } else if (drain_needed(request, &ignored)) {
        arguments_add(command, "-chardev");
        arguments_format(command, "socket,id=drain,fd=%d", CHILD_GDB);
        arguments_add(command, "-gdb");
        arguments_add(command, "chardev:drain");
    }
}

static void add_machine(struct arguments *command, const struct run_spec *spec)
{
    const char *options[][2] = {
        {"-machine", spec->machine},
        {"-cpu", spec->cpu},
        {"-m", spec->memory},
        {"-smp", spec->harts},
    };
    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
        if (options[i][1] != NULL) {
            arguments_add(command, options[i][0]);
            arguments_add(command, options[i][1]);
        }
    }
}

static void add_command(struct arguments *command, const struct launch_request *request)
{
    const struct run_spec *spec = request->spec;
    arguments_add(command, spec->qemu);
    arguments_add(command, "-nodefaults");
    arguments_add(command, "-no-user-config");
    arguments_add(command, "-display");
    arguments_add(command, "none");
    arguments_add(command, "-bios");
    arguments_add(command, spec->bios ? request->elf->path : "none");
    add_machine(command, spec);
    add_consoles(command, request);
    add_semihosting(command, request);
    add_control(command, request);
    /*
     * Under GDB a reset does not end the run, and "rivet reset" makes one. An operating system may
     * reboot.
     */
    if (!spec->reset_allowed && request->gdb_listener < 0 && request->next.kernel == NULL) {
        arguments_add(command, "-no-reboot");
    }
    add_image(command, request);
    for (size_t i = 0; i < spec->extra.count; i++) {
        arguments_add(command, spec->extra.items[i]);
    }
    for (char **extra = request->extra; extra != NULL && *extra != NULL; extra++) {
        arguments_add(command, *extra);
    }
    qemu_extensions_turn_on(command, request);
}

static uint8_t *memory_file(size_t size, int *descriptor)
{
    *descriptor = host_memory_file(size);
    if (*descriptor < 0) {
        die("cannot make a memory file: %s", strerror(errno));
    }
    *descriptor = out_of_the_way(*descriptor);
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, *descriptor, 0);
    if (memory == MAP_FAILED) {
        die("cannot map a memory file: %s", strerror(errno));
    }
    return memory;
}

/* A raw flash image. Parts that the ELF does not fill stay holes and take no memory. */
static int flash_image(const struct launch_request *request)
{
    const struct run_spec *spec = request->spec;
    int descriptor;
    uint8_t *image = memory_file(spec->flash_size, &descriptor);
    struct elf_segment segment;
    for (unsigned i = 0; elf_load_segment(request->elf, i, &segment); i++) {
        if (segment.file_size == 0) {
            continue;
        }
        uint64_t offset = segment.physical_address - spec->flash_base;
        if (segment.physical_address < spec->flash_base || offset > spec->flash_size ||
            segment.file_size > spec->flash_size - offset) {
            die("'%s': a segment of %llu bytes is to be loaded at 0x%llx, outside the flash",
                request->elf->path, (unsigned long long)segment.file_size,
                (unsigned long long)segment.physical_address);
        }
        memcpy(image + offset, segment.data, segment.file_size);
    }
    munmap(image, spec->flash_size);
    return descriptor;
}

/*
 * QMP reports events only after its greeting was answered, and firmware can end before QEMU has
 * read our answer. So the machine starts stopped. The second command or a debugger starts it.
 */
static int make_qmp(struct machine *machine, bool start)
{
    static const char greeting[] = "{\"execute\":\"qmp_capabilities\"}\n";
    static const char go[] = "{\"execute\":\"cont\"}\n";
    int childs_end = make_control(machine);
    write_all(machine->control, greeting, sizeof(greeting) - 1);
    if (start) {
        write_all(machine->control, go, sizeof(go) - 1);
    }
    return childs_end;
}

/*
 * QEMU's start takes most of a short run, and page faults on its heap take much of the start. One
 * heap for all its threads, in huge pages, saves half of them. See mallopt(3) and glibc's manual,
 * "Memory Allocation Tunables". C libraries without these settings ignore them.
 */
static void ease_start_of_qemu(void)
{
    static const char tunables[] =
        "glibc.malloc.arena_max=1:glibc.malloc.hugetlb=1:glibc.malloc.top_pad=8388608";
    setenv("GLIBC_TUNABLES", tunables, 0);
}

static void prepare(struct handover *handover, struct machine *machine,
                    const struct launch_request *request)
{
    if (request->gdb_listener >= 0) {
        handover->child[CHILD_GDB] = out_of_the_way(dup(request->gdb_listener));
    } else if (drain_needed(request, &machine->drain_address)) {
        handover->child[CHILD_GDB] = make_socket(&machine->drain);
    }
    handover->child[CHILD_CONTROL] = make_qmp(machine, handover->child[CHILD_GDB] < 0);
    if (request->spec->pflash) {
        handover->child[CHILD_IMAGE] = flash_image(request);
    }
    ease_start_of_qemu();
}

static void check(const struct launch_request *request)
{
    spec_require_qemu(request->spec, request->elf);
    next_stage_check(&request->next, request->spec, request->elf);
}

const struct machine_kind qemu_machine = {
    .has_monitor = true,
    .start_ms = 20000,
    .check = check,
    .command = add_command,
    .prepare = prepare,
};
