# Proves what becomes of strata with one PSU under each rule, for means, totals and ratios, for domains that reach one PSU of
# several, and that a stratum of one out of a population of one adds nothing and never fails.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


plain <- function(rule, ...) design_of("weight", stage("psu", "stratum"), singletons = rule, ...)
counted <- function(rule, ...) design_of("weight", stage("psu", "stratum", "psu_population"), singletons = rule, ...)
value <- list(kind = "mean", of = "value")
amount <- list(kind = "total", of = "value")

for (rule in c("certainty", "adjust", "average")) {
  golden(paste0("singletons-mean-", rule), "mean", "singletons.csv", plain(rule), value)
  golden(paste0("singletons-total-", rule), "total: adjust centres at zero", "singletons.csv", plain(rule), amount)
  golden(paste0("singletons-mean-fpc-", rule), "mean with population sizes", "singletons.csv", counted(rule), value)
  golden(paste0("singletons-by-group-", rule), "domains: group b has one PSU in stratum 5 and none in stratum 8",
         "singletons.csv", plain(rule), value, by = "group")
  golden(paste0("singletons-total-by-group-fpc-", rule), "totals of domains with population sizes", "singletons.csv",
         counted(rule), amount, by = "group")
  golden(paste0("singletons-ratio-", rule), "ratio by domain", "singletons.csv", plain(rule),
         list(kind = "ratio", numerator = "value", denominator = "size"), by = "group")
}
golden("singletons-share-adjust", "proportion, logit", "singletons.csv", plain("adjust"), list(kind = "proportion", of = "yes"))
golden("singletons-fail", "a stratum with one PSU", "singletons.csv", plain("fail"), value, raises = "singleton")
golden("singletons-fail-fpc", "a stratum with one PSU of several", "singletons.csv", counted("fail"), value, raises = "singleton")
golden("singletons-whole-population", "one PSU of a population of one does not fail", "singletons.csv", counted("fail"), amount,
       where = list(is_in("stratum", 1, 2, 7)))
golden("singletons-outside-domain", "no row of the domain lies in a stratum with one PSU: R does not fail", "singletons.csv",
       plain("fail"), value, where = list(is_in("stratum", 1, 2, 4, 5, 8)), by = "group")
write_cases("singletons")
