/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --ctest-file`: one add_test() for each case, for CTest's TEST_INCLUDE_FILES.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"
#include "host.h"
#include "options.h"
#include "spec.h"

/*
 * CTest's own limit, in seconds after rivet-run's. rivet-run's limit comes first, because it
 * reports more and does not count the time that a busy host takes.
 */
#define CTEST_GRACE 110

char *own_path(void)
{
    char *path = host_own_path();
    return path != NULL ? path : format_text("rivet-run");
}

static void quote(FILE *file, const char *text)
{
    fprintf(file, " [==[%s]==]", text);
}

static void write_case(FILE *file, const struct options *options, const struct run_spec *spec,
                       const char *elf_path, const struct test_case *test)
{
    double timeout = options->timeout > 0 ? options->timeout : 10;
    char *program = own_path();
    fprintf(file, "add_test([==[%s.%s]==]", options->prefix, test->name);
    quote(file, program);
    fprintf(file, " --timeout %g --test", timeout);
    quote(file, test->name);
    quote(file, elf_path);
    struct arguments next = {0};
    next_stage_repeat(&options->next, &next);
    for (size_t i = 0; i < next.count; i++) {
        quote(file, next.items[i]);
    }
    for (char **extra = options->extra; extra != NULL && *extra != NULL; extra++) {
        fputs(extra == options->extra ? " --" : "", file);
        quote(file, *extra);
    }
    fprintf(file, ")\nset_tests_properties([==[%s.%s]==] PROPERTIES", options->prefix, test->name);
    fprintf(file, " SKIP_RETURN_CODE %d TIMEOUT %g", RUN_SKIP, timeout + CTEST_GRACE);
    if (spec->harts != NULL) {
        fprintf(file, " PROCESSORS %lu", strtoul(spec->harts, NULL, 10));
    }
    if (options->labels != NULL) {
        fputs(" LABELS", file);
        quote(file, options->labels);
    }
    fputs(")\n", file);
    free(program);
}

/* Only Rivet's main calls rti_test_run. With another main the linker leaves it out. */
static void require_cases(const struct test_cases *cases, const struct elf_file *elf)
{
    uint64_t address;
    if (elf_find_symbol(elf, "main", &address) && !elf_find_symbol(elf, "rti_test_run", &address)) {
        die("'%s' would run no test case, because its main is not Rivet's: leave the source that "
            "defines main out of rivet_add_test",
            elf->path);
    }
    if (cases->count == 0) {
        die("'%s' has no test case, so nothing would be tested: define one by RT_TEST", elf->path);
    }
}

int write_ctest_file(const struct options *options, const struct elf_file *elf)
{
    struct test_cases cases;
    struct run_spec spec;
    cases_read(&cases, elf);
    spec_read(&spec, elf, options->qemu);
    require_cases(&cases, elf);
    char *elf_path = realpath(elf->path, NULL);
    char *temporary = format_text("%s.new", options->ctest_file);
    FILE *file = fopen(temporary, "w");
    if (file == NULL || elf_path == NULL) {
        die("cannot write '%s': %s", temporary, strerror(errno));
    }
    fputs("# Written by rivet-run --ctest-file after each link.\n", file);
    for (size_t i = 0; i < cases.count; i++) {
        write_case(file, options, &spec, elf_path, &cases.items[i]);
    }
    if (fclose(file) != 0 || rename(temporary, options->ctest_file) != 0) {
        die("cannot write '%s': %s", options->ctest_file, strerror(errno));
    }
    free(temporary);
    free(elf_path);
    return RUN_PASS;
}
