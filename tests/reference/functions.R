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

# Response rates in AAPOR's own letters: interviews, partial, refusals, other (unable), no contact, not eligible
aapor <- function(listed, completed, refused, unable, gone) {
  I <- completed; P <- 0; R <- refused; O <- unable; NC <- listed - gone - I - P - R - O; UH <- 0; UO <- 0
  c(RR1 = I / ((I + P) + (R + NC + O) + (UH + UO)), COOP3 = I / ((I + P) + R),
    CON1 = ((I + P) + R + O) / ((I + P) + R + O + NC + UH + UO), of_the_list = I / listed)
}
# Every way in which those who did not answer could have answered: the ends, and the fewest that reach a target
silence <- function(x, n, N, target = .5) {
  k <- 0:(N - n); share <- (x + k) / N; reach <- k[share >= target]
  c(none = min(share), all = max(share), silent = N - n, needed = if (length(reach)) min(reach) else Inf)
}
# Bars whose answers lie anywhere from low to high: every answer of every bar is put at each of its values
between <- function(low, high, n, from, to) {
  inside <- mapply(function(a, b) range(as.numeric(a:b >= from & a:b <= to)), low, high) %*% diag(n, length(n))
  c(fewest = sum(inside[1, ]), most = sum(inside[2, ]), base = sum(n))
}
share_in <- function(v, from, to) c(positive = sum(v >= from & v <= to), base = length(v), share = mean(v >= from & v <= to))
# The largest variance round a mean of answers that lie anywhere in their bars, found at the ends of every bar
vary <- function(low, high, n, mean) sum(n * pmax((low - mean)^2, (high - mean)^2)) / (sum(n) - 1)
# Welch's test of the answers themselves; with rounding, over a fine grid of the means that may be meant
welch_of <- function(x, y, rounding = 0, k = 21) {
  d <- if (rounding) seq(-rounding, rounding, length = k) else 0
  g <- expand.grid(a = d, b = d); t <- mapply(function(a, b) { r <- t.test(x + a, y + b)
    unname(c(r$conf.int, abs(r$statistic), r$parameter, r$p.value)) }, g$a, g$b)
  c(diff = mean(x) - mean(y), lower = min(t[1, ]), upper = max(t[2, ]), t = min(t[3, ]), df = t[[4, 1]], p = max(t[5, ]))
}
# Bounded counts: a statistic of every value inside, the widest
widest <- function(low, high, n, low2, high2, n2, level = .95) {
  g <- expand.grid(a = low:high, b = low2:high2)
  i <- suppressWarnings(mapply(function(a, b) newc(a, n, b, n2, level), g$a, g$b))
  p <- suppressWarnings(mapply(function(a, b) prop.test(c(a, b), c(n, n2), correct = FALSE)$p.value, g$a, g$b))
  w <- suppressWarnings(sapply(low:high, function(a) wil(a, n, level)))
  c(share_lower = min(w), share_upper = max(w), lower = min(i[2, ]), upper = max(i[3, ]), p = max(p))
}
# Kitagawa's parts over every count inside, one stratum's counts at a time at both ends
kitagawa_range <- function(low1, high1, n1, low2, high2, n2) {
  ends <- function(a, b) Map(seq, a, b); g <- as.matrix(expand.grid(c(ends(low1, high1), ends(low2, high2))))
  k <- length(n1); c1 <- n1 / sum(n1); c2 <- n2 / sum(n2)
  r <- apply(g, 1, function(x) { p1 <- x[1:k] / n1; p2 <- x[k + 1:k] / n2
    c(sum((p1 - p2) * (c1 + c2) / 2), sum((c1 - c2) * (p1 + p2) / 2)) })
  c(rate_lower = min(r[1, ]), rate_upper = max(r[1, ]), mix_lower = min(r[2, ]), mix_upper = max(r[2, ]))
}
# Ours minus one more council like the others: both limits' distances squared and added; a doubled tail of its law
one_more <- function(x, n, pool, base, rho, outer) {
  mu <- pool / base; a <- mu * (1 / rho - 1); b <- (1 - mu) * (1 / rho - 1); q <- qbeta(c(.025, .975), a, b)
  w <- wil(x, n); p <- x / n; d <- p - mu; t <- dbb(0:n, n, mu, outer)
  c(estimate = d, lower = d - sqrt((p - w[[1]])^2 + (q[2] - mu)^2), upper = d + sqrt((w[[2]] - p)^2 + (mu - q[1])^2),
    p = min(1, 2 * min(sum(t[0:x + 1]), sum(t[x:n + 1]))))
}
