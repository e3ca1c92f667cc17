# Proves quantiles by each of R's rules with Woodruff's interval (svyquantile, interval.type = "mean"), and Gini.
# `cost` has no two equal values; `earn` has many, and only the rules that do not depend on the order of equal rows use it.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


clusters <- design_of("weight", stage("psu", "stratum"))
ones <- design_of("weight_one", stage("psu", "stratum"))
two_stage <- design_of("weight", stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"))
elements <- design_of("weight", stage(NULL, "stratum", "population"))
quantile <- function(of, at, qrule = "math") list(kind = "quantile", of = of, at = at, qrule = qrule)

for (qrule in c("math", "school", paste0("hf", 1:9))) {
  golden(paste0("median-cost-", qrule), "no ties", "lfs.csv", clusters, quantile("cost", 0.5, qrule))
}
golden("median-cost-shahvaish", "R uses raw weights where Shah and Vaish use weights with mean one: here the mean is one",
       "lfs.csv", ones, quantile("cost", 0.5, "shahvaish"))
for (qrule in c("math", "school", "hf1", "hf2", "hf3")) {
  golden(paste0("median-earn-", qrule), "many ties, missing values", "lfs.csv", clusters, quantile("earn", 0.5, qrule), by = "sex")
}
golden("decile-cost-two-stage", "the lowest tenth, populations at both stages", "lfs.csv", two_stage, quantile("cost", 0.1),
       by = c("sex", "education"))
golden("ninth-decile-earn", "the highest tenth by a dimension with missing values", "lfs.csv", clusters, quantile("earn", 0.9),
       by = "citizenship")
golden("quartile-cost-hf7", "an interpolating rule by domain", "lfs.csv", clusters, quantile("cost", 0.25, "hf7"), by = "sex")
golden("median-turnover", "an element sample, few rows in a domain", "elements.csv", elements, quantile("turnover", 0.5),
       by = "branch")
golden("highest-quantile", "the quantile is the largest value: its share is 1, R's interval a point", "elements.csv", elements,
       quantile("turnover", 0.999), where = list(is_in("branch", "lodging")))
golden("open-quantile", "the upper limit of the share exceeds 1: no upper limit, no standard error", "elements.csv", elements,
       quantile("turnover", 0.93), where = list(is_in("branch", "lodging")))

golden("gini-earn", "Gini, linearised", "lfs.csv", clusters, list(kind = "gini", of = "earn"))
golden("gini-earn-by-sex", "Gini by domain, populations at both stages", "lfs.csv", two_stage, list(kind = "gini", of = "earn"),
       by = "sex")
golden("gini-turnover", "Gini in an element sample", "elements.csv", elements, list(kind = "gini", of = "turnover"), by = "branch")
jackknifed <- design_of("weight", stage("psu", "stratum"), replication = made("jkn"))
golden("gini-earn-jackknife", "Gini by created JKn replicates (withReplicates)", "lfs.csv", jackknifed,
       list(kind = "gini", of = "earn"), by = "sex")
write_cases("quantiles")
