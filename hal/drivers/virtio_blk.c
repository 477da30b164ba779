/* SPDX-License-Identifier: MIT */
/*
 * Virtio disks. Each request has a header, data, and a byte for the result, each in a buffer of its
 * own, as legacy devices demand (5.2.6.4).
 */
#include <assert.h>
#include <virtio_blk.h>

enum {
    SECTOR = 512,
    MAX_DATA = 64 * 1024,
    MAX_ZEROED = 1024 * 1024 * 1024,
    ZEROS = 4096,
    REQUEST_TIMEOUT_US = 30000000, /* a busy host may need seconds for a flush */
    REQUEST_READ = 0,
    REQUEST_WRITE = 1,
    REQUEST_FLUSH = 4,
    REQUEST_ZERO = 13,
    RESULT_OK = 0,
    RESULT_NONE = 0xff,
    FEATURE_SIZE_MAX = 1,
    FEATURE_READ_ONLY = 5,
    FEATURE_BLOCK_SIZE = 6,
    FEATURE_FLUSH = 9,
    FEATURE_ZERO = 14,
    CONFIG_CAPACITY = 0,
    CONFIG_SIZE_MAX = 8,
    CONFIG_BLOCK_SIZE = 20,
    CONFIG_MAX_ZEROED = 48,
};

static const uint8_t zeros[ZEROS];

static inline const struct virtio_blk *device(const struct hal_block *block)
{
    static_assert(offsetof(struct virtio_blk, block) == 0, "the interface comes first");
    return (const struct virtio_blk *)block;
}

/* Reads a word of the configuration that exists only with a feature, else leaves it alone. */
static int read_option(const struct virtio_blk *dev, unsigned feature, uint32_t offset,
                       uint32_t *word)
{
    return hal_virtio_has(&dev->device, feature)
               ? hal_virtio_read_config(&dev->device, offset, word, 1)
               : HAL_OK;
}

/* The whole blocks in @p bytes, and in @p limit, in bytes. */
static uint32_t whole_blocks(uint64_t bytes, uint32_t limit, uint32_t block)
{
    return (bytes < limit ? (uint32_t)bytes : limit) & ~(block - 1);
}

static int set_geometry(struct virtio_blk_state *state, uint64_t sectors, uint32_t block,
                        uint32_t size_max, uint32_t zeroed_max)
{
    if (block < SECTOR || (block & (block - 1)) != 0 || sectors > UINT64_MAX / SECTOR) {
        return HAL_ERR_UNSUPPORTED;
    }
    state->max_data = whole_blocks(size_max, MAX_DATA, block);
    state->max_zeroed = whole_blocks((uint64_t)zeroed_max * SECTOR, MAX_ZEROED, block);
    if (state->max_data == 0 || (state->max_zeroed == 0 && block > ZEROS)) {
        return HAL_ERR_UNSUPPORTED;
    }
    state->geometry = (struct hal_block_geometry){
        .size = sectors * SECTOR & ~(uint64_t)(block - 1),
        .program_unit = block,
        .erase_unit = block,
        .read_unit = block,
        .erased_value = 0,
    };
    return state->geometry.size != 0 ? HAL_OK : HAL_ERR_ABSENT;
}

static int read_geometry(const struct virtio_blk *dev)
{
    uint32_t capacity[2] = {0};
    uint32_t block = SECTOR;
    uint32_t size_max = MAX_DATA;
    uint32_t zeroed_max = 0;
    int status = hal_virtio_read_config(&dev->device, CONFIG_CAPACITY, capacity, 2);
    if (status == HAL_OK) {
        status = read_option(dev, FEATURE_BLOCK_SIZE, CONFIG_BLOCK_SIZE, &block);
    }
    if (status == HAL_OK) {
        status = read_option(dev, FEATURE_SIZE_MAX, CONFIG_SIZE_MAX, &size_max);
    }
    if (status == HAL_OK) {
        status = read_option(dev, FEATURE_ZERO, CONFIG_MAX_ZEROED, &zeroed_max);
    }
    if (status < 0) {
        return status;
    }
    return set_geometry(dev->state, (uint64_t)capacity[1] << 32 | capacity[0], block, size_max,
                        zeroed_max);
}

static int open(const struct hal_block *block)
{
    const struct virtio_blk *dev = device(block);
    dev->state->geometry = (struct hal_block_geometry){0};
    const uint64_t features = 1U << FEATURE_SIZE_MAX | 1U << FEATURE_READ_ONLY |
                              1U << FEATURE_BLOCK_SIZE | 1U << FEATURE_FLUSH | 1U << FEATURE_ZERO;
    int status = hal_virtio_open(&dev->device, HAL_VIRTIO_BLOCK, features);
    if (status < 0) {
        return status;
    }
    status = read_geometry(dev);
    if (status < 0) {
        hal_virtio_close(&dev->device);
    }
    return status;
}

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    return &device(block)->state->geometry;
}

/* Does the request, which is set up but for its type, with @p size bytes of data, or none. */
static int transfer(const struct virtio_blk *dev, uint32_t type, const void *data, uint32_t size)
{
    struct virtio_blk_state *state = dev->state;
    const struct hal_virtio_buffer header = {&state->request,
                                             offsetof(struct virtio_blk_request, zeroed), false};
    const struct hal_virtio_buffer body = {data, size, type == REQUEST_READ};
    const struct hal_virtio_buffer result = {&state->result, 1, true};
    const struct hal_virtio_buffer buffers[] = {header, size != 0 ? body : result, result};
    struct hal_deadline deadline = hal_deadline_start(dev->device.timer, REQUEST_TIMEOUT_US);
    uint32_t written = 0;
    state->request.type = type;
    state->request.reserved = 0;
    state->result = RESULT_NONE;
    hal_virtio_submit(&dev->device, buffers, size != 0 ? 3 : 2);
    const int status = hal_virtio_wait(&dev->device, &deadline, &written);
    if (status < 0) {
        hal_virtio_close(&dev->device);
        return status;
    }
    hal_dma_take(&state->result, sizeof(state->result));
    const uint32_t expected = type == REQUEST_READ ? size + 1 : 1;
    const bool is_whole = written == expected || hal_virtio_is_legacy(&dev->device);
    return state->result == RESULT_OK && is_whole ? HAL_OK : HAL_ERR_IO;
}

/* Returns 0 if the span is valid for a change or a read, and the disk is there. */
static int check(const struct virtio_blk *dev, uint64_t offset, uint64_t size, bool changes)
{
    const struct hal_block_geometry *g = &dev->state->geometry;
    const int status = hal_block_check(g, offset, size, g->erase_unit);
    if (status < 0) {
        return status;
    }
    if (!hal_virtio_is_open(&dev->device)) {
        return HAL_ERR_ABSENT;
    }
    return changes && hal_virtio_has(&dev->device, FEATURE_READ_ONLY) ? HAL_ERR_IO : HAL_OK;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    const struct virtio_blk *dev = device(block);
    struct virtio_blk_state *state = dev->state;
    int status = check(dev, offset, size, false);
    if (status == HAL_OK && size != 0 && !hal_dma_fits(data, size)) {
        status = HAL_ERR_INVALID;
    }
    for (size_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t part =
            size - done < state->max_data ? (uint32_t)(size - done) : state->max_data;
        state->request.sector = (offset + done) / SECTOR;
        status = transfer(dev, REQUEST_READ, (uint8_t *)data + done, part);
        hal_dma_take((uint8_t *)data + done, part);
        done += part;
    }
    return status;
}

/* Ends a change that had @p status. What was written before an error gets to the medium too. */
static int flush(const struct virtio_blk *dev, int status)
{
    if (!hal_virtio_is_open(&dev->device) || !hal_virtio_has(&dev->device, FEATURE_FLUSH)) {
        return status;
    }
    dev->state->request.sector = 0;
    const int flushed = transfer(dev, REQUEST_FLUSH, NULL, 0);
    return status < 0 ? status : flushed;
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    const struct virtio_blk *dev = device(block);
    struct virtio_blk_state *state = dev->state;
    int status = check(dev, offset, size, true);
    if (status < 0 || size == 0) {
        return status;
    }
    for (size_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t part =
            size - done < state->max_data ? (uint32_t)(size - done) : state->max_data;
        state->request.sector = (offset + done) / SECTOR;
        status = transfer(dev, REQUEST_WRITE, (const uint8_t *)data + done, part);
        done += part;
    }
    return flush(dev, status);
}

/* Fills @p size bytes with zeros by one request: of its own, or one to write. */
static int zero(const struct virtio_blk *dev, uint64_t offset, uint32_t size)
{
    struct virtio_blk_request *request = &dev->state->request;
    if (dev->state->max_zeroed == 0) {
        request->sector = offset / SECTOR;
        return transfer(dev, REQUEST_WRITE, zeros, size);
    }
    request->sector = 0;
    request->zeroed.sector = offset / SECTOR;
    request->zeroed.count = size / SECTOR;
    request->zeroed.flags = 0;
    return transfer(dev, REQUEST_ZERO, &request->zeroed, sizeof(request->zeroed));
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    const struct virtio_blk *dev = device(block);
    const struct virtio_blk_state *state = dev->state;
    const uint32_t by_data = state->max_data < ZEROS ? state->max_data : ZEROS;
    const uint32_t limit = state->max_zeroed != 0 ? state->max_zeroed : by_data;
    int status = check(dev, offset, size, true);
    if (status < 0 || size == 0) {
        return status;
    }
    for (uint64_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t part = size - done < limit ? (uint32_t)(size - done) : limit;
        status = zero(dev, offset + done, part);
        done += part;
    }
    return flush(dev, status);
}

const struct hal_block_ops virtio_blk_ops = {
    .open = open,
    .geometry = geometry,
    .read = read,
    .program = program,
    .erase = erase,
};
