#!/bin/sh
# SPDX-License-Identifier: MIT
#
# A QEMU to try cores on. It does not know Zfa, and its cores can't be without A or H if Zawrs is
# not turned off.
case "$*" in
*[Zz]fa=*) exit 1 ;;
*zawrs=off*) exit 0 ;;
*h=false*) exit 1 ;;
esac
