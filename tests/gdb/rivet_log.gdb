break look
continue
rivet log
#expect ^ +0\.\d{6} WARN  main: record 0 of main \(log\.c:{line:RT_LOG_WARN}\)$
#expect ^ +0\.\d{6} WARN  main: record 2 of main \(log\.c:{line:RT_LOG_WARN}\)$
help rivet log
#expect Show the log records in the rings
#never Error|No symbol
