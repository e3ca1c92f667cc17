# Proves calibrated weights and the residual variance of estimates for all rows and for domains: post-stratification
# (postStratify), raking (calibrate(calfun = "raking"), and rake(), whose residuals are unweighted), GREG, bounded linear, logit;
# on linearised and on replicate designs.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


totals <- fromJSON(file.path(here, "data", "calibration_totals.json"), simplifyVector = FALSE)
clusters <- design_of("weight", stage("psu", "stratum"))
counted <- design_of("weight", stage("psu", "stratum", "psu_population"))
jackknifed <- design_of("weight", stage("psu", "stratum"), replication = made("jkn"))
margins <- totals[c("region", "sex", "age_group")]
names(margins) <- NULL
post <- list(kind = "poststratify", margins = list(totals$region_sex))
kinds <- list(
  poststratify = post,
  rake = list(kind = "rake", margins = margins),
  "rake-unweighted" = list(kind = "rake", margins = margins, residuals = "unweighted"),
  greg = list(kind = "greg", margins = list(totals$region, totals$sex), totals = list(register = totals$register)),
  "linear-bounded" = list(kind = "linear-bounded", margins = list(totals$region), totals = list(register = totals$register),
                          bounds = list(0.9, 1.4)),
  logit = list(kind = "logit", margins = list(totals$region, totals$sex), totals = list(register = totals$register),
               bounds = list(0.6, 1.9)))
case <- function(id, about, design, ...) golden(id, about, "calibration.csv", design, ...)
income <- list(kind = "total", of = "income")

for (kind in names(kinds)) {
  by <- kinds[[kind]]
  case(paste0(kind, "-total"), "total", clusters, income, calibration = by)
  case(paste0(kind, "-total-by-renter"), "domain total: rows off the domain keep their residuals", clusters, income,
       by = "renter", calibration = by)
  case(paste0(kind, "-mean-by-sex"), "domain mean, the domain being a margin or not", counted, list(kind = "mean", of = "spending"),
       by = "sex", calibration = by)
  if (kind == "rake-unweighted") next
  case(paste0(kind, "-ratio"), "ratio by domain", clusters, list(kind = "ratio", numerator = "spending", denominator = "income"),
       by = "region", calibration = by)
  case(paste0(kind, "-employed"), "proportion by domain, logit", clusters, list(kind = "proportion", of = "employed"),
       by = "renter", calibration = by)
  case(paste0(kind, "-difference"), "difference of two domains' means", clusters,
       list(kind = "difference", measure = list(kind = "mean", of = "income"), dimension = "renter", first = "yes", second = "no"),
       by = "renter", calibration = by)
  case(paste0(kind, "-median"), "median, Woodruff on calibrated weights", clusters,
       list(kind = "quantile", of = "income", at = 0.5, qrule = "math"), by = "renter", calibration = by)
}
case("greg-gini", "Gini on calibrated weights", clusters, list(kind = "gini", of = "income"), by = "renter", calibration = kinds$greg)
case("poststratify-count", "persons in a post-stratum are known: no error", clusters, list(kind = "total"), by = c("region", "sex"),
     calibration = post)
for (kind in c("poststratify", "rake", "greg", "logit")) {
  case(paste0(kind, "-jackknife"), "created JKn replicates, each calibrated", jackknifed, income, by = "renter",
       calibration = kinds[[kind]])
}
write_cases("calibration")
