"""Exact performance measures of three short series: rational arithmetic, 60-digit decimals.

Regenerate with `python3 make-performance.py > performance.json` (standard library only). Each
formula is written from its definition; the `library` blocks follow the libraries' documented
formulas, whose values on longer series the shared reference files hold.
"""
import json
from decimal import Decimal as D, getcontext
from fractions import Fraction as F

getcontext().prec = 60


def dec(x):
    return D(x.numerator) / D(x.denominator)


def root(x):
    return dec(x).sqrt()


def power(x, p):
    return (dec(x).ln() * dec(p)).exp() if x > 0 else D(0)


def draws(seed, count, centre, spread):
    out = []
    for _ in range(count):
        seed = (1103515245 * seed + 12345) % 2**31
        out.append(F(centre + seed // 65536 % (2 * spread + 1) - spread, 10000))
    return out


def measures(r, b, rf, periods):
    n = len(r)
    mean = lambda x: sum(x) / len(x)
    var = lambda x, ddof: sum((v - mean(x)) ** 2 for v in x) / (len(x) - ddof)
    def growth(x):
        w = F(1)
        for v in x:
            w *= 1 + v
        return w
    def annual(x):
        return power(growth(x), F(periods, len(x))) - 1
    wealth, peak, dd = F(1), F(1), []
    for v in r:
        wealth *= 1 + v
        peak = max(peak, wealth)
        dd.append(1 - wealth / peak)
    ex = [v - f for v, f in zip(r, rf)]
    act = [v - w for v, w in zip(r, b)]
    p = D(periods)
    dev = root(var(ex, 1)) * p.sqrt()
    short = sum(min(v, 0) ** 2 for v in r) / n
    m2, m3, m4 = (sum((v - mean(r)) ** k for v in r) / n for k in (2, 3, 4))
    s = sorted(r)
    def q(a):
        h = (n - 1) * a
        k = h.numerator // h.denominator
        return s[k] + (h - k) * (s[min(k + 1, n - 1)] - s[k])
    losses = [v for v in r if v < 0]
    compounded = power(1 + mean(r), F(periods)) - 1
    g1, g2 = dec(m3) / (dec(m2) ** 3).sqrt(), dec(m4) / dec(m2) ** 2 - 3
    error = root(var(act, 1)) * p.sqrt()
    return {
        "totalReturn": growth(r) - 1,
        "cagr": annual(r),
        "annualisedVolatility": root(var(r, 1)) * p.sqrt(),
        "annualisedVolatility ddof 0": root(var(r, 0)) * p.sqrt(),
        "sharpeRatio": dec(mean(ex)) * p / dev,
        "sharpeRatio geometric": annual(ex) / dev,
        "sharpeRatio lean": compounded / (root(var(r, 1)) * p.sqrt()),
        "downsideDeviation": root(short) * p.sqrt(),
        "sortinoRatio": dec(mean(r)) * p / (root(short) * p.sqrt()),
        "sortinoRatio per period": dec(mean(r)) / root(short),
        "sortinoRatio lean": compounded / (root(var(losses, 1)) * p.sqrt()),
        "maxDrawdown": max(dd),
        "calmarRatio": annual(r) / dec(max(dd)),
        "ulcerIndex": root(sum(d * d for d in dd) / n),
        "ulcerIndex quantstats": root(sum(d * d for d in dd) / (n - 1)),
        "painIndex": sum(dd) / n,
        "martinRatio": annual(r) / root(sum(d * d for d in dd) / n),
        "painRatio": annual(r) / dec(sum(dd) / n),
        "omegaRatio": sum(max(v, 0) for v in r) / -sum(min(v, 0) for v in r),
        "omegaRatio 0.005": sum(max(v - F(1, 200), 0) for v in r) / -sum(min(v - F(1, 200), 0) for v in r),
        "tailRatio": q(F(95, 100)) / -q(F(5, 100)),
        "hitRate": F(sum(v > 0 for v in r), n),
        "skewness": g1,
        "excessKurtosis": g2,
        "skewness sample": g1 * D(n * (n - 1)).sqrt() / (n - 2),
        "excessKurtosis sample": D(n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6),
        "trackingError": error,
        "informationRatio": dec(mean(act)) * p / error,
        "informationRatio per period": dec(mean(act)) / root(var(act, 1)),
        "informationRatio performance-analytics": (annual(r) - annual(b)) / error,
    }


cases = []
for seed, count, centre, spread, periods in ((3, 24, 80, 400, 12), (7, 60, 5, 150, 252), (11, 13, -60, 500, 4)):
    r, b = draws(seed, count, centre, spread), draws(seed + 100, count, 40, 300)
    rf = draws(seed + 200, count, 30, 10)
    value = {k: float(v) for k, v in measures(r, b, rf, periods).items()}
    cases.append(dict(periodsPerYear=periods, returns=[float(v) for v in r], benchmark=[float(v) for v in b],
                      riskFree=[float(v) for v in rf], measures=value))
print(json.dumps(dict(source="test/golden/make-performance.py: exact rational and 60-digit decimal arithmetic", cases=cases)))
