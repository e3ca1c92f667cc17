# Proves variances from the producer's replicate weights (svrepdesign) of each kind, centred at the full estimate or at the
# mean of the replicates, with given or usual scales, combined or as multipliers; and replicates that R makes itself
# (as.svrepdesign): JK1, JKn, BRR and Fay with a given Hadamard matrix.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


columns <- function(name, count) sprintf("%s%02d", name, seq_len(count))
rscales <- fromJSON(file.path(here, "data", "jkn_rscales.json"))
with <- function(...) design_of("weight", replication = replicates(...))
income <- list(kind = "mean", of = "income")

files <- c(brr = "replicates_brr.csv", fay = "replicates_brr.csv", jkn = "replicates_jackknife.csv",
           jk1 = "replicates_jackknife.csv", bootstrap = "replicates_bootstrap.csv", sdr = "replicates_sdr.csv")
for (centre in c("full", "mean")) {
  designs <- list(
    brr = with("brr", columns("brr", 16), centre = centre),
    fay = with("fay", columns("fay", 16), rho = 0.3, centre = centre),
    jkn = with("jkn", columns("jkn", 24), rscales = rscales, centre = centre),
    jk1 = with("jk1", columns("jk1_", 24), scale = 23 / 24, centre = centre, combined = FALSE),
    bootstrap = with("bootstrap", columns("boot", 30), centre = centre),
    sdr = with("sdr", columns("sdr", 32), centre = centre))
  for (kind in names(designs)) {
    golden(paste0(kind, "-mean-", centre), "mean by domain", files[[kind]], designs[[kind]], income, by = "group")
    golden(paste0(kind, "-ratio-", centre), "ratio", files[[kind]], designs[[kind]],
           list(kind = "ratio", numerator = "rent", denominator = "income"))
  }
}
for (kind in names(designs)) {
  golden(paste0(kind, "-total"), "total by domain", files[[kind]], designs[[kind]], list(kind = "total", of = "rent"), by = "group")
  golden(paste0(kind, "-owner"), "proportion, logit", files[[kind]], designs[[kind]], list(kind = "proportion", of = "owner"))
  golden(paste0(kind, "-median"), "median, Woodruff with the replicates' variance", files[[kind]], designs[[kind]],
         list(kind = "quantile", of = "rent", at = 0.5, qrule = "math"))
  golden(paste0(kind, "-difference"), "difference of two domains", files[[kind]], designs[[kind]],
         list(kind = "difference", measure = income, dimension = "group", first = "north", second = "south"), by = "group")
}
golden("other-scales", "scale and rscales given: neither a usual kind", "replicates_bootstrap.csv",
       with("other", columns("boot", 30), scale = 0.05, rscales = seq(0.5, 1.95, by = 0.05), centre = "mean"), income, by = "group")
golden("other-zero-rscales", "a replicate of scale zero is left out of the mean of the replicates", "replicates_bootstrap.csv",
       with("other", columns("boot", 30), scale = 0.05, rscales = c(0, 0, rep(1, 28)), centre = "mean"), income)
golden("bootstrap-scale", "bootstrap with the producer's scale", "replicates_bootstrap.csv",
       with("bootstrap", columns("boot", 30), scale = 1 / 30), income)
golden("fay-korn-graubard", "proportion, Korn-Graubard with the replicates' degrees of freedom", "replicates_brr.csv",
       with("fay", columns("fay", 16), rho = 0.3), list(kind = "proportion", of = "owner", interval = "korn-graubard"))
golden("jkn-gini", "Gini by the producer's JKn", "replicates_jackknife.csv", with("jkn", columns("jkn", 24), rscales = rscales),
       list(kind = "gini", of = "income"), by = "group")

# Made by R. BRR takes two PSUs in each stratum; see the README for which of the two an entry of the matrix keeps.
make <- function(strata, ..., population = NULL) design_of("weight", stage("psu", strata, population), replication = made(...))
for (centre in c("full", "mean")) {
  golden(paste0("made-jkn-", centre), "JKn made from the design", "replicates_jackknife.csv", make("stratum", "jkn", centre = centre),
         income, by = "group")
  golden(paste0("made-jk1-", centre), "JK1 made from a design without strata", "replicates_jackknife.csv",
         make(NULL, "jk1", centre = centre), income, by = "group")
  golden(paste0("made-brr-", centre), "BRR by a given Hadamard matrix", "replicates_brr.csv",
         make("stratum", "brr", hadamard = "hadamard_16.csv", centre = centre), income, by = "group")
  golden(paste0("made-fay-", centre), "Fay by a given Hadamard matrix", "replicates_brr.csv",
         make("stratum", "fay", rho = 0.5, hadamard = "hadamard_16.csv", centre = centre), income, by = "group")
}
golden("made-jkn-total", "JKn of a total equals the linearised variance", "lfs.csv", make("stratum", "jkn"),
       list(kind = "total", of = "cost"), by = "sex")
golden("made-jkn-fpc", "JKn keeps the first stage's finite population correction", "lfs.csv",
       make("stratum", "jkn", population = "psu_population"), list(kind = "mean", of = "cost"), by = "sex")
golden("made-jk1-ratio", "JK1 of a ratio", "lfs.csv", make(NULL, "jk1"), list(kind = "ratio", numerator = "earn", denominator = "hours"))
write_cases("replicates")
