"""GARCH(1,1) reference: likelihood written from its definition, derivatives by differences at 50 digits.

Regenerate with `python3 make-garch.py > garch.json` (needs mpmath). The series is simulated, so it
may live in the repository. Maxima come from Newton steps on numerical derivatives; nothing is
shared with the TypeScript sources, which use analytic derivatives.
"""
import json
import random
from mpmath import mp, mpf, log, pi, matrix, sqrt, lu_solve, inverse

mp.dps = 50


def simulate(n, mu, omega, alpha, beta, seed, first=None):
    rng, out = random.Random(seed), []
    h = e2 = first or omega / (1 - alpha - beta)
    for _ in range(n):
        h = omega + alpha * e2 + beta * h
        e = rng.gauss(0, 1) * h ** 0.5
        e2 = e * e
        out.append(round(mu + e, 4))
    return out


def presample(kind, y, p):
    mu, omega, alpha, beta = p
    if kind == "mean-squared-residual":
        return sum((v - mu) ** 2 for v in y) / len(y)
    if kind == "unconditional":
        return omega / (1 - alpha - beta)
    tau = min(75, len(y))
    w = [mpf("0.94") ** i for i in range(tau)]
    m = sum(y) / len(y)
    return sum(wi * (v - m) ** 2 for wi, v in zip(w, y)) / sum(w)


def variances(kind, y, p):
    mu, omega, alpha, beta = p
    e2 = h = presample(kind, y, p)
    out = []
    for v in y:
        h = omega + alpha * e2 + beta * h
        e2 = (v - mu) ** 2
        out.append(h)
    return out, omega + alpha * e2 + beta * h


def terms(kind, y, p):
    return [-(log(2 * pi) + log(h) + (v - p[0]) ** 2 / h) / 2 for v, h in zip(y, variances(kind, y, p)[0])]


STEP = mpf(10) ** -15


def moved(p, *moves):
    q = list(p)
    for i, s in moves:
        q[i] += s * STEP
    return q


def derivative_lists(f, p):
    """Central differences of a vector function, one list per parameter."""
    return [[(a - b) / (2 * STEP) for a, b in zip(f(moved(p, (i, 1))), f(moved(p, (i, -1))))] for i in range(4)]


def hessian(f, p):
    H, base = matrix(4), f(p)
    for i in range(4):
        for j in range(i + 1):
            if i == j:
                H[i, i] = (f(moved(p, (i, 1))) - 2 * base + f(moved(p, (i, -1)))) / STEP**2
            else:
                H[i, j] = H[j, i] = (f(moved(p, (i, 1), (j, 1))) - f(moved(p, (i, 1), (j, -1)))
                                     - f(moved(p, (i, -1), (j, 1))) + f(moved(p, (i, -1), (j, -1)))) / (4 * STEP**2)
    return H


def fit(kind, y, p):
    f = lambda q: sum(terms(kind, y, q))
    for round_ in range(60):
        s = derivative_lists(lambda q: terms(kind, y, q), p)
        g = matrix([sum(v) for v in s])
        # Outer-product steps always climb; Newton steps finish.
        H = outer(s) if round_ < 25 else -hessian(f, p)
        step = lu_solve(H, g)
        length = mpf(1)
        while length > mpf(10) ** -12:
            q = [a + length * v for a, v in zip(p, step)]
            if min(q[1:]) > 0 and q[2] + q[3] < 1 and f(q) >= f(p) - mpf(10) ** -30:
                break
            length /= 2
        p = q
        if max(abs(v) for v in step) < mpf(10) ** -14:
            return p
    raise SystemExit(f"no convergence: {kind} {[float(v) for v in p]}")


def outer(s):
    return matrix([[sum(a * b for a, b in zip(s[i], s[j])) for j in range(4)] for i in range(4)])


def errors(M):
    return [float(sqrt(M[i, i])) for i in range(4)]


def standard_errors(kind, y, p):
    H = hessian(lambda q: sum(terms(kind, y, q)), p)
    G = outer(derivative_lists(lambda q: terms(kind, y, q), p))
    h = variances(kind, y, p)[0]
    dh = derivative_lists(lambda q: variances(kind, y, q)[0], p)
    I = matrix(4)
    for i in range(4):
        for j in range(4):
            if (i == 0) == (j == 0):
                I[i, j] = sum(a * b / (2 * v * v) for a, b, v in zip(dh[i], dh[j], h))
    I[0, 0] += sum(1 / v for v in h)
    N, Ii = inverse(-H), inverse(I)
    return {"hessian": errors(N), "outer-product": errors(inverse(G)), "information": errors(Ii),
            "bollerslev-wooldridge": errors(Ii * G * Ii), "sandwich": errors(N * G * N)}


cases = []
for name, n, truth, seed in (("percent", 400, (0.05, 0.02, 0.10, 0.85), 4), ("persistent", 250, (-0.1, 0.5, 0.2, 0.75), 21)):
    raw = simulate(n, *truth, seed)
    y = [mpf(str(v)) for v in raw]
    p0 = [mpf(v) for v in truth]
    q = [mpf("0.01"), mpf("0.05"), mpf("0.12"), mpf("0.8")]
    case = {"name": name, "returns": raw, "at": [float(v) for v in q], "logLikelihoodAt": {}, "fits": {}}
    for kind in ("mean-squared-residual", "unconditional", "backcast"):
        case["logLikelihoodAt"][kind] = float(sum(terms(kind, y, q)))
        p = fit(kind, y, p0)
        hs, following = variances(kind, y, p)
        case["fits"][kind] = {"parameters": [float(v) for v in p], "logLikelihood": float(sum(terms(kind, y, p))),
                              "firstVariance": float(hs[0]), "lastVariance": float(hs[-1]), "nextVariance": float(following),
                              "presampleVariance": float(presample(kind, y, p))}
        if kind == "mean-squared-residual":
            case["fits"][kind]["standardErrors"] = standard_errors(kind, y, p)
    cases.append(case)
print(json.dumps({"source": "test/golden/make-garch.py: mpmath, 50 digits, numerical derivatives, simulated series", "cases": cases,
                  # Maxima on the boundary of the parameters; only the series are given.
                  "boundary": {"beta-zero": simulate(150, 0.0, 0.3, 0.25, 0.5, 9),
                               "integrated": simulate(300, 0.0, 0.01, 0.3, 0.7, 3, 1.0),
                               "alpha-zero": simulate(200, 0.0, 1.0, 0.0, 0.0, 7)}}))
