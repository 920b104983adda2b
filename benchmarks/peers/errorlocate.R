# One contestant on forms with wrong figures: errorlocate (R) by its own ways, each form alone.
# Rscript errorlocate.R FOLDER: reads rules.txt, cases-N.csv and wrong-N.csv, prints a line of CSV for each N.
suppressMessages({
  library(validate)
  library(errorlocate)
})
folder <- commandArgs(TRUE)[1]
rules <- validator(.data = data.frame(rule = readLines(file.path(folder, "rules.txt"))))
for (wrong in 1:3) {
  cases <- read.csv(file.path(folder, sprintf("cases-%d.csv", wrong)))
  truth <- readLines(file.path(folder, sprintf("wrong-%d.csv", wrong)))
  times <- c()
  right <- 0
  for (i in seq_len(nrow(cases))) {
    start <- proc.time()[["user.self"]]
    found <- values(locate_errors(cases[i, , drop = FALSE], rules, timeout = 60))
    times <- c(times, 1000 * (proc.time()[["user.self"]] - start))
    named <- colnames(found)[which(found[1, ])]
    if (setequal(named, strsplit(truth[i], ";")[[1]])) right <- right + 1
  }
  cat(sprintf("%d,%d,%d,%.1f,%.1f\n", wrong, nrow(cases), right, median(times), max(times)))
}
