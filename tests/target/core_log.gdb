rivet log
#expect INFO  main: record 99 (core_log.c:
#never record 0 (
#never No symbol
