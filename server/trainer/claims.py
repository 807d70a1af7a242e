"""Fits the weights of the findings: a multinomial logistic regression with an L2 penalty, and its limits.

Reads a row per annotated sentence on standard input: article, sort, kind, then its features, separated by tabs. `sort` is a
column of the model (fact, vouched, or a finding code). Writes the model's table to standard output and the
figures of the cross-validation to standard error. Chance has a fixed seed: same rows, same table.
"""
import collections
import random
import sys

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

CODES = ["unnamed-source", "accusation", "hearsay", "agentless", "figure", "quote", "inference", "judgement"]
SORTS = ["fact", "vouched", *CODES]
FOLDS, SPLITS = 8, 3
# Strength of the penalty's inverse, the fewest sentences that a feature must stand in, and the least weight kept.
STRENGTH, FEWEST, LEAST = 0.08, 2, 0.015
# As in findings/mod.rs: how many times likelier another code may be before an earlier rule gives way.
FAR = 3.0
WARNED = ["accusation", "hearsay", "agentless", "quote"]
# The precision that cued codes and the warnings of each code must have in cross-validation.
EXACT, SURE = 0.84, 0.96
# Under this likelihood no warning is sure enough, and fewer warnings than this show nothing.
UNSURE, FEW = 0.6, 4
# How far below the best F1 a lower limit may stay.
NEARLY = 0.01


def read(lines):
    rows = []
    for line in lines:
        article, sort, kind, *features = line.rstrip("\n").split("\t")
        rows.append((article, sort, kind, features))
    return rows


def fit(rows):
    counts = collections.Counter(feature for *_, features in rows for feature in features)
    vectors = DictVectorizer()
    table = vectors.fit_transform([{f: 1.0 for f in features if counts[f] >= FEWEST} for *_, features in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-3)
    model.fit(table, [sort for _, sort, _, _ in rows])
    return vectors, model


def odds(vectors, model, rows):
    found = numpy.zeros((len(rows), len(SORTS)))
    table = vectors.transform([{f: 1.0 for f in features} for *_, features in rows])
    for column, sort in enumerate(model.classes_):
        found[:, SORTS.index(sort)] = model.predict_proba(table)[:, column]
    return found.tolist()


def verdict(features, row, finding, cued):
    """The code of a finding, as findings/mod.rs gives it."""
    unvouched, judgement = sum(row[2:]), row[-1]
    if unvouched < finding:
        return None
    spotted = [code for code in CODES[:-1] if "rule=" + code in features]
    likeliest = max((row[SORTS.index(code)] for code in spotted), default=0)
    if unvouched - judgement >= cued:
        for code in spotted:
            if row[SORTS.index(code)] * FAR >= likeliest:
                return code
    return "judgement"


def measure(rows, found, finding, cued):
    """(precision, recall, F1) of all claims and of cued claims, as gold/score.py counts."""
    every, cues = collections.Counter(), collections.Counter()
    for (_, sort, kind, features), row in zip(rows, found):
        code = verdict(features, row, finding, cued)
        if sort in CODES:
            every["tp" if code else "fn"] += 1
            if kind != "judgement":
                cues["tp" if code else "fn"] += 1
        elif code:
            every["fp"] += 1
            cues["fp"] += code != "judgement"
    figures = []
    for c in (every, cues):
        p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        figures += [p, r, 2 * p * r / max(1e-9, p + r)]
    return figures


def least(steps, holds):
    return next((step for step in steps if holds(step)), 1.0)


def sure(rows, found, finding, cued, code):
    """The least likelihood from which on the findings of `code` are as often right as a warning must be."""
    raised = sorted(
        (sum(row[2:]), sort in CODES)
        for (_, sort, _, features), row in zip(rows, found)
        if verdict(features, row, finding, cued) == code
    )

    def holds(limit):
        above = [right for likely, right in raised if likely >= limit]
        return len(above) >= FEW and sum(above) >= SURE * len(above)

    return least(numpy.arange(UNSURE, 0.96, 0.02), holds)


def held_out(rows):
    """What each sentence may be by models that have not seen its article: the mean over several splits."""
    articles = sorted({article for article, *_ in rows})
    found = numpy.zeros((len(rows), len(SORTS)))
    for split in range(SPLITS):
        random.Random(split).shuffle(articles)
        fold = {article: n % FOLDS for n, article in enumerate(articles)}
        for held in range(FOLDS):
            inside = [n for n, row in enumerate(rows) if fold[row[0]] == held]
            learned = fit([row for row in rows if fold[row[0]] != held])
            found[inside] += odds(*learned, [rows[n] for n in inside])
    return (found / SPLITS).tolist()


def main():
    rows = read(sys.stdin)
    found = held_out(rows)
    steps = numpy.arange(0.2, 0.6, 0.02)
    scores = numpy.array([measure(rows, found, limit, 0.0)[2] for limit in steps])
    # The top is flat and noisy. Of the limits that do nearly as well as the best, the lowest leaves out the fewest claims.
    smooth = numpy.convolve(numpy.pad(scores, 2, mode="edge"), numpy.ones(5) / 5, mode="valid")
    finding = next(step for step, score in zip(steps, smooth) if score >= smooth.max() - NEARLY)
    cued = least(numpy.arange(0.1, 0.7, 0.02), lambda limit: measure(rows, found, finding, limit)[3] >= EXACT)
    names = "precision recall f1 cued_precision cued_recall cued_f1".split()
    for name, figure in zip(names, measure(rows, found, finding, cued)):
        print(f"cross-validated {name}: {figure:.3f}", file=sys.stderr)

    vectors, model = fit(rows)
    print("# Weights of the findings: which sort a sentence is, by its features; see server/findings/model.rs.")
    print("# Columns: feature, " + ", ".join(SORTS) + "; an empty field is 0.")
    print("# Source: multinomial logistic regression (scikit-learn) over annotated articles of Japanese Wikinews")
    print("# (CC BY 2.5), NTREX-128 (CC BY-SA 4.0) and NewScopeDaily (MIT); only weights of words, no text.")
    print("# Rebuilt by: cargo run --profile quick -p uradori-trainer -- claims")
    print(f"limit.finding\t{finding:.2f}\nlimit.cued\t{cued:.2f}")
    for code in WARNED:
        print(f"limit.warning.{code}\t{sure(rows, found, finding, cued, code):.2f}")
    weights = numpy.zeros((len(vectors.feature_names_), len(SORTS)))
    bias = numpy.full(len(SORTS), -9.0)
    for column, sort in enumerate(model.classes_):
        weights[:, SORTS.index(sort)] = model.coef_[column]
        bias[SORTS.index(sort)] = model.intercept_[column]

    def field(weight):
        return "" if abs(weight) < LEAST else f"{weight:.2f}".replace("0.", ".", 1)

    print("bias\t" + "\t".join(f"{weight:.3f}" for weight in bias))
    for name, row in zip(vectors.feature_names_, weights):
        if numpy.abs(row).max() >= LEAST * 2:
            print(name + "\t" + "\t".join(field(weight) for weight in row).rstrip("\t"))


if __name__ == "__main__":
    main()
