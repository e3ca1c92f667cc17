# Usage: Rscript peers.R TASK CSV TABLE RUNS     TASK: t1, t2, t3, t4, cold-csv
# Reads the CSV, makes the design, times the estimation RUNS times, writes the table, prints one line of JSON.
suppressMessages({
  library(survey)
  library(data.table)
})
options(survey.lonely.psu = "adjust")
setDTthreads(2)

arguments <- commandArgs(TRUE)
task <- arguments[1]
runs <- as.integer(arguments[4])
now <- function() proc.time()[["elapsed"]]

begun <- now()
persons <- as.data.frame(fread(arguments[2]))
loaded <- now()
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = persons)
designed <- now()

estimate <- switch(task,
  t1 = ,
  `cold-csv` = function() {
    svyby(~ one + earn, ~ sex + age5 + cit3 + sec5, design, svytotal, keep.names = FALSE)
  },
  # All 5,285 domains take minutes: one slab of 42 is asked for, cut out beforehand, and the harness scales it.
  t2 = {
    slab <- subset(design, age11 == 3 & sex == 1 & cit12 < 2)
    function() svyby(~ one + earn, ~ sex + age11 + cit12 + sec21, slab, svytotal, keep.names = FALSE)
  },
  t3 = function() {
    svyby(~cost, ~ sex + sec5, subset(design, mw == 1), svyratio, denominator = ~earn, keep.names = FALSE)
  },
  t4 = function() {
    svyby(~rci, ~ sex + sec5, subset(design, mw == 1), svyquantile,
      quantiles = 0.5, ci = TRUE, vartype = c("se", "ci"), qrule = "math", keep.names = FALSE
    )
  }
)

seconds <- numeric(runs)
for (i in seq_len(runs)) {
  start <- now()
  result <- estimate()
  seconds[i] <- now() - start
}

# svyby gives the domain's columns, then the estimates, then their standard errors, then limits where asked for.
measures <- switch(task, t3 = "cost/earn", t4 = "rci", c("one", "earn"))
result <- as.data.frame(result)
domains <- intersect(c("sex", "age5", "age11", "cit3", "cit12", "sec5", "sec21"), names(result))
long <- rbindlist(lapply(seq_along(measures), function(i) {
  at <- length(domains) + i
  one <- as.data.table(result[domains])
  one[, measure := measures[i]]
  one[, estimate := result[[at]]]
  one[, se := result[[at + length(measures)]]]
  one[, low := if (task == "t4") result$ci_l else NA_real_]
  one[, high := if (task == "t4") result$ci_u else NA_real_]
}))
fwrite(long, arguments[3])

cat(sprintf(
  '{"version": "R %s.%s, survey %s", "load": %.3f, "design": %.3f, "seconds": [%s], "rows": %d}\n',
  R.version$major, R.version$minor, packageVersion("survey"), loaded - begun, designed - loaded,
  paste(sprintf("%.3f", seconds), collapse = ", "), nrow(long)
))
