"""Fits the weights of the findings: a multinomial logistic regression with an L2 penalty, and its limits.

Reads a row per annotated sentence on standard input: article, sort, kind, then its features, separated by tabs. `sort` is a
column of the model (fact, vouched, or a finding code). Writes the model's table to standard output and the
figures of the cross-validation to standard error. Nothing here is random: same rows, same table.
"""
import collections
import sys

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

CODES = ["unnamed-source", "accusation", "hearsay", "agentless", "figure", "quote", "inference", "judgement"]
SORTS = ["fact", "vouched", *CODES]
FOLDS = 8
# Strength of the penalty's inverse, the fewest sentences that a feature must stand in, and the least weight kept.
STRENGTH, FEWEST, LEAST = 0.08, 2, 0.015
# As in findings/mod.rs: how many times likelier another code may be before an earlier rule gives way.
FAR = 3.0
WARNED = {"accusation", "hearsay", "agentless", "quote"}
# The precision that cued codes and warnings must have in cross-validation.
EXACT, SURE = 0.82, 0.93
# Under this no warning is sure enough; chosen on the development articles.
UNSURE = 0.8


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
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
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


def measure(rows, found, finding, cued, warning):
    """(precision, recall, F1) of all claims and of cued claims, precision of warnings, as gold/score.py counts."""
    every, cues, warned = collections.Counter(), collections.Counter(), collections.Counter()
    for (_, sort, kind, features), row in zip(rows, found):
        code = verdict(features, row, finding, cued)
        if sort in CODES:
            every["tp" if code else "fn"] += 1
            if kind != "judgement":
                cues["tp" if code else "fn"] += 1
        elif code:
            every["fp"] += 1
            cues["fp"] += code != "judgement"
        if code in WARNED and sum(row[2:]) >= warning:
            warned[sort in CODES] += 1
    figures = []
    for c in (every, cues):
        p, r = c["tp"] / max(1, c["tp"] + c["fp"]), c["tp"] / max(1, c["tp"] + c["fn"])
        figures += [p, r, 2 * p * r / max(1e-9, p + r)]
    return figures + [warned[True] / max(1, sum(warned.values())), sum(warned.values())]


def least(steps, holds):
    return next((step for step in steps if holds(step)), 1.0)


def main():
    rows = read(sys.stdin)
    articles = sorted({article for article, *_ in rows})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    found = [[]] * len(rows)
    for held in range(FOLDS):
        inside = [n for n, row in enumerate(rows) if fold[row[0]] == held]
        learned = fit([row for row in rows if fold[row[0]] != held])
        for n, row in zip(inside, odds(*learned, [rows[n] for n in inside])):
            found[n] = row
    steps = numpy.arange(0.2, 0.6, 0.02)
    finding = max(steps, key=lambda limit: round(measure(rows, found, limit, 0.0, 1.0)[2], 4))
    cued = least(numpy.arange(0.1, 0.7, 0.02), lambda limit: measure(rows, found, finding, limit, 1.0)[3] >= EXACT)
    warning = least(numpy.arange(UNSURE, 0.96, 0.02), lambda limit: measure(rows, found, finding, cued, limit)[6] >= SURE)
    names = "precision recall f1 cued_precision cued_recall cued_f1 warnings_precision warnings".split()
    for name, figure in zip(names, measure(rows, found, finding, cued, warning)):
        print(f"cross-validated {name}: {figure:.3f}", file=sys.stderr)

    vectors, model = fit(rows)
    print("# Weights of the findings: which sort a sentence is, by its features; see server/findings/model.rs.")
    print("# Columns: feature, " + ", ".join(SORTS) + "; an empty field is 0.")
    print("# Source: multinomial logistic regression (scikit-learn) over annotated articles of Japanese Wikinews")
    print("# (CC BY 2.5), NTREX-128 (CC BY-SA 4.0) and NewScopeDaily (MIT); only weights of words, no text.")
    print("# Rebuilt by: cargo run --release -p uradori-trainer -- claims")
    print(f"limit.finding\t{finding:.2f}\nlimit.cued\t{cued:.2f}\nlimit.warning\t{warning:.2f}")
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
