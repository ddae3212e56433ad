# The R functions of our own that the commands in statistics.json call. To make a value again, in this folder:
#   Rscript -e 'source("functions.R"); print(wil(97, 176), digits = 15)'

ci   <- function(x) c(lower = x[1], upper = x[2])
wil  <- function(x, n, level = .95) ci(prop.test(x, n, correct = FALSE, conf.level = level)$conf.int)
newc <- function(x1, n1, x2, n2, level = .95) {          # Newcombe 1998, method 10
  a <- wil(x1, n1, level); b <- wil(x2, n2, level); p <- x1 / n1; q <- x2 / n2; d <- p - q
  c(estimate = d, lower = d - sqrt((p - a[[1]])^2 + (b[[2]] - q)^2), upper = d + sqrt((a[[2]] - p)^2 + (q - b[[1]])^2))
}
hyp  <- function(x, n, N) {                              # both tails of phyper inverted at 2.5 %
  M <- x:(N - n + x); M <- M[phyper(x - 1, M, N - M, n, lower = FALSE) > .025 & phyper(x, M, N - M, n) > .025]
  c(lower_count = min(M), upper_count = max(M), lower = min(M) / N, upper = max(M) / N)
}
boschloo <- function(x1, n1, x2, n2) exact2x2::boschloo(x1, n1, x2, n2)
wilson_p <- function(p, n) {                             # Wilson's formula at any number of answers
  z <- qnorm(.975); m <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  h <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)) / (1 + z^2 / n); c(lower = m - h, upper = m + h)
}
wilson_neff <- function(x, n, N) wilson_p(x / n, n * (N - 1) / (N - n))

# Brunner and Munzel (2000) from mid-ranks
brunner <- function(x, y) {
  m <- length(x); n <- length(y); r <- rank(c(x, y)); p <- (mean(r[1:m]) - (m + 1) / 2) / n
  v <- var(r[1:m] - rank(x)) / (m * n^2); w <- var(r[-(1:m)] - rank(y)) / (n * m^2); se <- sqrt(v + w)
  df <- (v + w)^2 / (v^2 / (m - 1) + w^2 / (n - 1)); h <- qt(.975, df) * se
  c(chance = p, lower = p - h, upper = p + h, p = 2 * pt(-abs(p - .5) / se, df))
}

# Likeliest pair of shares that differ by d, found by search and not by the closed form
pair <- function(x1, n1, x2, n2, d) {
  lo <- max(0, -d); hi <- min(1, 1 - d)
  f <- function(q) { p <- q + d; -(ifelse(x1 > 0, x1 * log(p), 0) + ifelse(x1 < n1, (n1 - x1) * log(1 - p), 0) +
                                  ifelse(x2 > 0, x2 * log(q), 0) + ifelse(x2 < n2, (n2 - x2) * log(1 - q), 0)) }
  q <- optimize(f, c(lo + 1e-12, hi - 1e-12), tol = 1e-13)$minimum; c(q + d, q)
}
# Mantel-Haenszel difference with Miettinen and Nurminen's stratified score interval
mh <- function(x1, n1, x2, n2) {
  w <- n1 * n2 / (n1 + n2); est <- sum(w * (x1 / n1 - x2 / n2)) / sum(w)
  z <- function(d) { v <- mapply(function(a, b, c, e) { p <- pair(a, b, c, e, d)
         (p[1] * (1 - p[1]) / b + p[2] * (1 - p[2]) / e) * (b + e) / (b + e - 1) }, x1, n1, x2, n2)
       sum(w) * (est - d) / sqrt(sum(w^2 * v)) }
  k <- qnorm(.975)
  c(estimate = est, lower = uniroot(function(d) z(d) - k, c(-.99, est), tol = 1e-11)$root,
    upper = uniroot(function(d) z(d) + k, c(est, .99), tol = 1e-11)$root)
}

# Slope of a binomial share with an identity link, and its score interval: level refitted by search at each slope
line <- function(x, n, year) {
  t <- year - mean(year); m <- glm(cbind(x, n - x) ~ t, family = binomial(link = "identity"),
                                   start = c(mean(x / n), 0), control = list(epsilon = 1e-14, maxit = 500))
  c(per_year = coef(m)[[2]], error = sqrt(vcov(m)[2, 2]))
}
line_score <- function(x, n, year, level = .95) {
  N <- sum(n); t <- year - year[1]
  z <- function(b) {
    lo <- max(-b * t); hi <- min(1 - b * t)
    f <- function(a) { p <- a + b * t; -sum(ifelse(x > 0, x * log(p), 0) + ifelse(x < n, (n - x) * log(1 - p), 0)) }
    a <- optimize(f, c(lo + 1e-12, hi - 1e-12), tol = 1e-13)$minimum; p <- a + b * t
    w <- n / (p * (1 - p)); c <- sum(w * t) / sum(w); s <- sum(w * (t - c)^2)
    (sum(w * (t - c) * x / n) / s - b) * sqrt(s * (N - 1) / N)
  }
  k <- qnorm((1 + level) / 2); e <- line(x, n, year)[[1]]; B <- .999 / diff(range(year))
  c(lower = uniroot(function(b) z(b) - k, c(-B, e), tol = 1e-11)$root,
    upper = uniroot(function(b) z(b) + k, c(e, B), tol = 1e-11)$root)
}

# Every pair of counts: is it flagged at this level by Newcombe and by the score statistic with N / (N - 1)?
flagged <- function(a, n, b, m, level = .99) {
  i <- newc(a, n, b, m, level); q <- (a + b) / (n + m); N <- n + m
  v <- q * (1 - q) * (1 / n + 1 / m) * N / (N - 1)
  v > 0 && abs(a / n - b / m) / sqrt(v) > qnorm((1 + level) / 2) && (i[["lower"]] > 0 || i[["upper"]] < 0)
}
seen <- function(n, b, m) {                               # smallest observed rise and fall that is flagged
  f <- sapply(0:n, function(a) suppressWarnings(flagged(a, n, b, m))); d <- (0:n) / n - b / m
  c(rise = min(d[f & d > 0]), fall = max(d[f & d < 0]))
}
chances <- function(n, m, p, q) {                         # chance that a rise, and a fall, is flagged
  g <- suppressWarnings(outer(0:n, 0:m, Vectorize(function(a, b) flagged(a, n, b, m) * sign(a / n - b / m))))
  w <- outer(dbinom(0:n, n, p), dbinom(0:m, m, q)); c(rise = sum(w[g > 0]), fall = sum(w[g < 0]))
}

# Beta-binomial law: the chance of each count, its quantiles, and the posterior of one group
dbb <- function(x, n, mu, rho) { a <- mu * (1 / rho - 1); b <- (1 - mu) * (1 / rho - 1)
  exp(lchoose(n, x) + lbeta(x + a, n - x + b) - lbeta(a, b)) }
qbb <- function(p, n, mu, rho) (0:n)[which(cumsum(dbb(0:n, n, mu, rho)) >= p)[1]]
posterior <- function(x, n, mu, rho) { a <- mu * (1 / rho - 1) + x; b <- (1 - mu) * (1 / rho - 1) + n - x
  c(likely = a / (a + b), lower = qbeta(.025, a, b), upper = qbeta(.975, a, b)) }
spread_effective <- function(n, rho) sum(n)^2 / sum(n * (1 + (n - 1) * rho))
others <- function(x, n, x2, n2, rho) {                   # Newcombe's hybrid, theirs at the effective number
  a <- wil(x, n); q <- sum(x2) / sum(n2); b <- wilson_p(q, spread_effective(n2, rho)); p <- x / n; d <- p - q
  c(estimate = d, lower = d - sqrt((p - a[[1]])^2 + (b[[2]] - q)^2), upper = d + sqrt((a[[2]] - p)^2 + (q - b[[1]])^2))
}

# Omega of one factor by maximum likelihood, on the items as they are scored
omega1 <- function(data) { f <- factanal(data, 1); s <- sapply(data, sd)
  g <- sum(f$loadings[, 1] * s)^2; c(omega = g / (g + sum(f$uniquenesses * s^2))) }
