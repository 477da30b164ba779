break look
continue
rivet heap
#expect ^The heap was not used yet\.$
continue
rivet heap
#expect ^used +224 of \d+ bytes in 2 blocks, at most 336 so far$
#expect ^free +\d+ bytes in 2 blocks, the largest of \d{4}$
#expect ^calls +3 blocks handed out, 1 given back, 0 requests refused$
continue
rivet heap &rt_malloc_heap
#expect ^damaged +the block at 0x[0-9a-f]+ has the header 0
help rivet heap
#expect Show a heap's figures
#never Error|No symbol
#page rivet heap
