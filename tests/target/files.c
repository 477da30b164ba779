/* SPDX-License-Identifier: MIT */
/* Files of the host by semihosting. FOLDER is one of the build. */
#include <rt/test.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *path_of(const char *name)
{
    static char path[200];

    (void)snprintf(path, sizeof(path), "%s/files_%s.txt", FOLDER, name);
    return path;
}

RT_TEST(a_file_is_written_and_read)
{
    const char *const path = path_of("written");
    char line[20] = "";
    int number = 0;
    FILE *file = fopen(path, "w");

    RT_REQUIRE(file != NULL);
    RT_EXPECT(fprintf(file, "%d lines\n", 2) > 0);
    RT_EXPECT(fputs("second\n", file) >= 0);
    RT_EXPECT_EQ(fclose(file), 0);
    file = fopen(path, "r");
    RT_REQUIRE(file != NULL);
    RT_EXPECT_EQ(fscanf(file, "%d lines ", &number), 1);
    RT_EXPECT_EQ(number, 2);
    RT_EXPECT(fgets(line, sizeof(line), file) != NULL);
    RT_EXPECT_STR_EQ(line, "second\n");
    RT_EXPECT(fgets(line, sizeof(line), file) == NULL && feof(file));
    RT_EXPECT_EQ(fclose(file), 0);
    RT_EXPECT_EQ(remove(path), 0);
    RT_EXPECT(fopen(path, "r") == NULL && errno == ENOENT);
}

RT_TEST(positions_and_sizes)
{
    const char *const path = path_of("positions");
    struct stat status;
    char bytes[10];
    const int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);

    RT_REQUIRE(file >= 3);
    RT_EXPECT_EQ(write(file, "0123456789", 10), 10);
    RT_EXPECT_EQ(lseek(file, 0, SEEK_CUR), 10);
    RT_EXPECT_EQ(lseek(file, -4, SEEK_END), 6);
    RT_EXPECT_EQ(read(file, bytes, sizeof(bytes)), 4);
    RT_EXPECT_EQ(memcmp(bytes, "6789", 4), 0);
    RT_EXPECT_EQ(read(file, bytes, sizeof(bytes)), 0);
    RT_EXPECT_EQ(lseek(file, 2, SEEK_SET), 2);
    RT_EXPECT_EQ(lseek(file, 3, SEEK_CUR), 5);
    RT_EXPECT_EQ(read(file, bytes, 1), 1);
    RT_EXPECT_EQ(bytes[0], '5');
    RT_EXPECT(lseek(file, -1, SEEK_SET) == -1 && errno == EINVAL);
    RT_EXPECT_EQ(fstat(file, &status), 0);
    RT_EXPECT(S_ISREG(status.st_mode) && status.st_size == 10);
    RT_EXPECT_EQ(isatty(file), 0);
    RT_EXPECT_EQ(close(file), 0);
    RT_EXPECT(close(file) == -1 && errno == EBADF);
    RT_EXPECT_EQ(stat(path, &status), 0);
    RT_EXPECT_EQ(status.st_size, 10);
    RT_EXPECT_EQ(unlink(path), 0);
    RT_EXPECT(stat(path, &status) == -1);
}

RT_TEST(appending_and_renaming)
{
    char other[220];
    char text[20] = "";
    FILE *file = fopen(path_of("appended"), "w");

    RT_REQUIRE(file != NULL);
    RT_EXPECT(fputs("one", file) >= 0);
    RT_EXPECT_EQ(fclose(file), 0);
    file = fopen(path_of("appended"), "a");
    RT_REQUIRE(file != NULL);
    RT_EXPECT(fputs(" two", file) >= 0);
    RT_EXPECT_EQ(fclose(file), 0);
    (void)snprintf(other, sizeof(other), "%s.renamed", path_of("appended"));
    RT_EXPECT_EQ(rename(path_of("appended"), other), 0);
    file = fopen(other, "r");
    RT_REQUIRE(file != NULL);
    RT_EXPECT_EQ(fread(text, 1, sizeof(text), file), 7);
    RT_EXPECT_STR_EQ(text, "one two");
    RT_EXPECT_EQ(fclose(file), 0);
    RT_EXPECT_EQ(remove(other), 0);
}

RT_TEST(the_position_after_a_write_is_its_end)
{
    int file = open(path_of("end"), O_RDWR | O_CREAT | O_TRUNC, 0666);

    RT_REQUIRE(file >= 3);
    RT_EXPECT_EQ(write(file, "0123456789", 10), 10);
    RT_EXPECT_EQ(lseek(file, 2, SEEK_SET), 2);
    RT_EXPECT_EQ(write(file, "ab", 2), 2);
    RT_EXPECT_EQ(lseek(file, 0, SEEK_CUR), 4);
    RT_EXPECT_EQ(close(file), 0);
    file = open(path_of("end"), O_WRONLY | O_APPEND);
    RT_REQUIRE(file >= 3);
    RT_EXPECT_EQ(lseek(file, 0, SEEK_CUR), 0);
    RT_EXPECT_EQ(write(file, "c", 1), 1);
    RT_EXPECT_EQ(lseek(file, 0, SEEK_CUR), 11);
    RT_EXPECT_EQ(close(file), 0);
    RT_EXPECT_EQ(unlink(path_of("end")), 0);
}

RT_TEST(a_file_to_be_written_is_not_read)
{
    struct stat status;
    char byte;
    const int file = open(path_of("write_only"), O_WRONLY | O_CREAT | O_TRUNC, 0666);

    RT_REQUIRE(file >= 3);
    RT_EXPECT_EQ(fstat(file, &status), 0);
    RT_EXPECT_EQ(status.st_size, 0);
    RT_EXPECT_EQ(write(file, "1", 1), 1);
    RT_EXPECT_EQ(lseek(file, 0, SEEK_SET), 0);
    RT_EXPECT_LE(read(file, &byte, 1), 0);
    RT_EXPECT_EQ(close(file), 0);
    RT_EXPECT_EQ(unlink(path_of("write_only")), 0);
}

RT_TEST(an_exclusive_file_must_be_new)
{
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_EXCL;
    const int file = open(path_of("exclusive"), flags, 0666);

    RT_REQUIRE(file >= 3);
    RT_EXPECT_EQ(close(file), 0);
    RT_EXPECT(open(path_of("exclusive"), flags, 0666) == -1 && errno == EEXIST);
    RT_EXPECT_EQ(remove(path_of("exclusive")), 0);
}

RT_TEST(there_is_an_end_of_descriptors)
{
    int last = 0;
    int count = 0;

    while (count < 100 && (last = open(path_of("many"), O_WRONLY | O_CREAT | O_TRUNC, 0666)) >= 0) {
        count++;
    }
    RT_EXPECT_EQ(count, 8);
    RT_EXPECT_EQ(errno, EMFILE);
    RT_EXPECT_EQ(close(3), 0);
    RT_EXPECT_EQ(open(path_of("many"), O_RDONLY), 3);
    RT_EXPECT_EQ(remove(path_of("many")), 0);
}

RT_TEST(the_console_is_still_there)
{
    RT_EXPECT_EQ(write(1, "hello\n", 6), 6);
    RT_EXPECT_EQ(isatty(1), 1);
    RT_EXPECT_EQ(close(1), 0);
    RT_EXPECT(write(3, "x", 1) == -1 && errno == EBADF);
}
