/* SPDX-License-Identifier: MIT */
/*
 * A client sends numbers to lwIP's echo server over the loopback interface and compares what comes
 * back.
 */
#include <lwip/init.h>
#include <lwip/netif.h>
#include <lwip/tcp.h>
#include <lwip/timeouts.h>
#include <rt/panic.h>
#include <rt/time.h>
#include <stdio.h>
#include <tcpecho_raw.h>

enum {
    ECHO_PORT = 7,
    BYTES = 262144,
    CHUNK = 700,
    TIMEOUT_MS = 60000,
};

static u32_t sent;
static u32_t received;

static u8_t content(u32_t at)
{
    return (u8_t)(at * 2654435761U >> 24);
}

static void send_more(struct tcp_pcb *connection)
{
    u8_t chunk[CHUNK];
    while (sent < BYTES && tcp_sndbuf(connection) >= CHUNK) {
        const u16_t size = BYTES - sent < CHUNK ? (u16_t)(BYTES - sent) : CHUNK;
        for (u32_t i = 0; i < size; i++) {
            chunk[i] = content(sent + i);
        }
        if (tcp_write(connection, chunk, size, TCP_WRITE_FLAG_COPY) != ERR_OK) {
            break;
        }
        sent += size;
    }
    tcp_output(connection);
}

static void compare(const struct pbuf *data)
{
    for (const struct pbuf *part = data; part != NULL; part = part->next) {
        const u8_t *bytes = part->payload;
        for (u16_t i = 0; i < part->len; i++, received++) {
            if (bytes[i] != content(received)) {
                rt_panic("byte %u is %u", (unsigned)received, bytes[i]);
            }
        }
    }
}

static err_t on_received(void *argument, struct tcp_pcb *connection, struct pbuf *data, err_t error)
{
    (void)argument;
    (void)error;
    if (data == NULL) {
        rt_panic("the server closed the connection");
    }
    compare(data);
    tcp_recved(connection, data->tot_len);
    pbuf_free(data);
    send_more(connection);
    return ERR_OK;
}

static err_t on_sent(void *argument, struct tcp_pcb *connection, u16_t size)
{
    (void)argument;
    (void)size;
    send_more(connection);
    return ERR_OK;
}

static err_t on_connected(void *argument, struct tcp_pcb *connection, err_t error)
{
    (void)argument;
    tcp_recv(connection, on_received);
    tcp_sent(connection, on_sent);
    send_more(connection);
    return error;
}

static void on_error(void *argument, err_t error)
{
    (void)argument;
    rt_panic("the connection ended with %d", error);
}

int main(void)
{
    const ip_addr_t loopback = IPADDR4_INIT_BYTES(127, 0, 0, 1);
    lwip_init();
    tcpecho_raw_init();
    struct tcp_pcb *connection = tcp_new();
    tcp_err(connection, on_error);
    if (tcp_connect(connection, &loopback, ECHO_PORT, on_connected) != ERR_OK) {
        rt_panic("no connection");
    }
    while (received < BYTES) {
        netif_poll_all();
        sys_check_timeouts();
        if (rt_uptime_ms() > TIMEOUT_MS) {
            rt_panic("%u of %u bytes came back", (unsigned)received, (unsigned)sent);
        }
    }
    printf("%u bytes came back from 127.0.0.1\n", (unsigned)received);
    return 0;
}
