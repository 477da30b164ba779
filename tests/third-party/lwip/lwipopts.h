/* SPDX-License-Identifier: MIT */
/*
 * lwIP's options that differ from its defaults in lwip/opt.h.
 */
#ifndef LWIPOPTS_H
#define LWIPOPTS_H

#define NO_SYS                  1
#define LWIP_NETCONN            0
#define LWIP_SOCKET             0
#define SYS_LIGHTWEIGHT_PROT    1
#define LWIP_NETIF_LOOPBACK     1
#define LWIP_HAVE_LOOPIF        1
#define LWIP_LOOPBACK_MAX_PBUFS 16
#define MEM_ALIGNMENT           __SIZEOF_POINTER__
#define MEM_SIZE                32768
#define TCP_MSS                 1460
#define TCP_WND                 (4 * TCP_MSS)
#define TCP_SND_BUF             (4 * TCP_MSS)
#define MEMP_NUM_TCP_SEG        32

#endif
