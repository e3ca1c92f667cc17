# Makes fay_herriot.json. R 4.2 with jsonlite; no package for small areas: the estimators are written out with D x D
# matrices, and sigma^2 is found twice, by scoring and by maximising the (restricted) likelihood.
# Run from this folder: Rscript fay_herriot.R
#
# milk: average expenditure on fresh milk, 43 areas of the United States in 1989, with standard deviations; Arora and
# Lahiri (1997), Statistica Sinica 7, 1053-1063; major areas of You and Chapman (2006), Survey Methodology 32, 97-103.
library(jsonlite)
milk <- read.csv("milk.csv")

fit <- function(y, psi, X, method) {
  D <- length(y); p <- ncol(X)
  parts <- function(A) {
    Vi <- diag(1 / (A + psi)); Q <- solve(t(X) %*% Vi %*% X); P <- Vi - Vi %*% X %*% Q %*% t(X) %*% Vi
    list(Vi = Vi, Q = Q, P = P, beta = Q %*% t(X) %*% Vi %*% y)
  }
  A <- median(psi)
  for (i in 1:2000) {
    m <- parts(A); Py <- m$P %*% y
    step <- switch(method,
      reml = (sum(Py^2) - sum(diag(m$P))) / sum(m$P * t(m$P)),
      ml = (sum(Py^2) - sum(diag(m$Vi))) / sum(diag(m$Vi)^2),
      `fh-moment` = (sum((y - X %*% m$beta)^2 / (A + psi)) - (D - p)) / sum(diag(m$Vi)))
    A <- max(A + step, 0)
    if (abs(step) < 1e-16 || A == 0 && step < 0) break
  }
  criterion <- function(A) {
    m <- parts(A); r <- y - X %*% m$beta
    full <- -0.5 * (sum(log(A + psi)) + sum(r^2 / (A + psi)))
    if (method == "reml") full - 0.5 * determinant(t(X) %*% m$Vi %*% X)$modulus[1] else full
  }
  maximised <- if (method == "fh-moment") NA else optimize(criterion, c(0, 20 * max(psi)), maximum = TRUE, tol = 1e-12)$maximum
  list(sigma2 = A, maximised = maximised, parts = parts(A))
}

mse <- function(f, psi, X, x, method) {   # x, psi of one area; psi = Inf without a direct estimate
  A <- f$sigma2; v <- diag(f$parts$Vi); Q <- f$parts$Q; D <- length(v)
  B <- if (is.infinite(psi)) 1 else psi / (A + psi)
  W <- f$parts$Vi %*% f$parts$Vi
  b <- switch(method, reml = 0, ml = -sum(diag(Q %*% t(X) %*% W %*% X)) / sum(v^2),
              `fh-moment` = 2 * (D * sum(v^2) - sum(v)^2) / sum(v)^3)
  V <- if (method == "fh-moment") 2 * D / sum(v)^2 else 2 / sum(v^2)
  g1 <- if (is.infinite(psi)) A else A * psi / (A + psi)
  g3 <- if (is.infinite(psi)) 0 else psi^2 / (A + psi)^3 * V
  g1 + B^2 * drop(t(x) %*% Q %*% x) + 2 * g3 - b * B^2
}

case <- function(name, y, psi, X, method) {
  s <- !is.na(y)
  f <- fit(y[s], psi[s], X[s, , drop = FALSE], method)
  A <- f$sigma2; beta <- drop(f$parts$beta)
  gamma <- ifelse(s, A / (A + psi), 0); synthetic <- drop(X %*% beta)
  eblup <- ifelse(s, gamma * y + (1 - gamma) * synthetic, synthetic)
  r <- (y - synthetic)[s]
  list(name = name, method = method, direct = y, variance = psi, auxiliaries = unname(X), sigma2 = A,
       maximised = f$maximised, beta = unname(beta), beta_covariance = unname(f$parts$Q), gamma = unname(gamma), eblup = unname(eblup),
       mse = sapply(seq_along(y), function(d) mse(f, if (s[d]) psi[d] else Inf, X[s, , drop = FALSE], X[d, ], method)),
       log_likelihood = -0.5 * sum(log(2 * pi * (A + psi[s])) + r^2 / (A + psi[s])))
}

Xm <- model.matrix(~factor(MajorArea), milk)
k <- 1:60
x1 <- 100 + 40 * sin(k * 1.7); x2 <- 3 + cos(k * 2.3)
psi <- 4 + 16 * ((k * 7) %% 11) / 11
y <- 20 + 0.3 * x1 - 5 * x2 + 4 * sin(k * k * 0.9) + sqrt(psi) * cos(k * k * 1.3)
y[k %% 10 == 0] <- NA
X <- cbind(1, x1, x2)
flat <- 20 + 0.3 * x1 - 5 * x2 + 0.3 * sqrt(psi) * cos(k * k * 1.3)
cases <- list()
for (m in c("reml", "ml", "fh-moment")) cases <- c(cases, list(
  case("milk", milk$yi, milk$SD^2, Xm, m), case("unsampled areas", y, psi, X, m), case("no variance between areas", flat, psi, X, m)))
write_json(list(R = R.version.string, cases = cases), "fay_herriot.json", digits = I(17), auto_unbox = TRUE, na = "null")
for (c in cases) cat(c$name, c$method, format(c$sigma2, digits = 12), format(c$maximised, digits = 12), min(c$mse), "\n")
