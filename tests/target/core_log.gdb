rivet log
#expect INFO  main: record 99 (core_log.c:
#never record 0 (
#never No symbol
dump binary memory core_log.bin rti_log_layout.memory $_rivet_end
eval "shell '%s' --json --rings core_log.bin '%s' >core_log.json", $rivet_run, $rivet_elf
shell python3 -m json.tool --json-lines <core_log.json; rm -f core_log.bin core_log.json
#expect "text": "record 99"
