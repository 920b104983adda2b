# Rscript validate.R FOLDER TIMES LONG: confronts columns.bin with rules.yaml, prints seconds, memory and fails as JSON.
suppressMessages(library(validate))
given <- commandArgs(trailingOnly = TRUE)
folder <- given[1]
names <- readLines(file.path(folder, "columns.txt"))
rows <- file.size(file.path(folder, "columns.bin")) / 4 / length(names)
source <- file(file.path(folder, "columns.bin"), "rb")
# NOTE: a blank is written as the least integer, which is what R takes for NA.
data <- as.data.frame(setNames(lapply(names, function(name) readBin(source, "integer", rows)), names))
close(source)
data$unit_level <- paste0("L", data$unit_level)
rules <- validator(.file = file.path(folder, "rules.yaml"))
peak <- function() as.integer(gsub("\\D", "", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE))) %/% 1024L
before <- peak()
seconds <- cpu <- c()
while (length(seconds) < as.integer(given[2]) && sum(seconds) < as.integer(given[3])) {
  used <- system.time({
    found <- confront(data, rules)
    told <- summary(found)
  })
  seconds <- c(seconds, used[["elapsed"]])
  cpu <- c(cpu, used[["user.self"]] + used[["sys.self"]])
}
stopifnot(length(errors(found)) == 0)
cat(sprintf(
  '{"seconds": %f, "cpu": %f, "first": %f, "peak": %d, "more": %d, "rules": ["%s"], "counted": [%s]}\n',
  min(seconds), min(cpu), seconds[1], peak(), peak() - before,
  paste(told$name, collapse = '", "'), paste(told$fails, collapse = ", ")
))
