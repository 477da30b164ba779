/* SPDX-License-Identifier: MIT */
/* A function that ends without its value, which is undefined only in C++. */
#pragma GCC diagnostic ignored "-Wreturn-type"

extern "C" int length_of_month(int month);

extern "C" int length_of_month(int month)
{
    switch (month) {
    case 1:
        return 31;
    case 2:
        return 28;
    }
}
