# Proves proportions and their four intervals: logit and t and Korn-Graubard (svyciprop), Wilson (golden.R, wilson).
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


clusters <- design_of("weight", stage("psu", "stratum"))
two_stage <- design_of("weight", stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"))
elements <- design_of("weight", stage(NULL, "stratum", "population"))
share <- function(of, interval = "logit", ...) list(kind = "proportion", of = of, ..., interval = interval)

for (interval in c("logit", "wilson", "korn-graubard", "t")) {
  golden(paste0("proportion-employed-", interval), "a 0/1 column by domain", "lfs.csv", clusters, share("employed", interval),
         by = "sex")
  golden(paste0("proportion-rare-", interval), "a small proportion in a small domain", "lfs.csv", two_stage,
         share("sector", interval, equals = "agriculture"), where = list(is_in("education", "tertiary")))
}
golden("proportion-sector", "every level of a column with missing values", "lfs.csv", two_stage, share("sector"))
golden("proportion-sector-by-sex", "every level by domain, Korn-Graubard", "lfs.csv", clusters, share("sector", "korn-graubard"),
       by = "sex")
golden("proportion-citizen", "one level of a column with missing values", "lfs.csv", clusters,
       share("citizenship", equals = "citizen"), by = c("sex", "education"))
golden("proportion-exports", "an element sample", "elements.csv", elements, share("exports", "wilson"), by = "branch")
golden("proportion-exports-korn-graubard", "an element sample", "elements.csv", elements, share("exports", "korn-graubard"))
write_cases("proportions")
