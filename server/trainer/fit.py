#!/usr/bin/env python3
"""Train a CRF with CRFsuite. usage: fit.py EXAMPLES WEIGHTS [name=value…]

EXAMPLES is a run of native 32-bit numbers: per sentence the number of its tokens; per token its label, the number of its
features, and the features. WEIGHTS is written as text: `T FROM TO WEIGHT` per transition, `F FEATURE LABEL WEIGHT` per
feature. Parameters are CRFsuite's; `algorithm` chooses among its algorithms.
"""
import array
import os
import sys
import tempfile

import pycrfsuite


def main():
    examples, weights, *settings = sys.argv[1:]
    params = dict(one.split("=", 1) for one in settings)
    numbers = array.array("I")
    with open(examples, "rb") as data:
        numbers.frombytes(data.read())
    trainer = pycrfsuite.Trainer(algorithm=params.pop("algorithm", "lbfgs"), verbose=False)
    names, at = {}, 0
    while at < len(numbers):
        tokens, labels = [], []
        length = numbers[at]
        at += 1
        for _ in range(length):
            label, count = numbers[at], numbers[at + 1]
            at += 2
            tokens.append([names.setdefault(n, str(n)) for n in numbers[at : at + count]])
            labels.append(str(label))
            at += count
        trainer.append(tokens, labels)
    del numbers
    trainer.set_params(params)
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        info = tagger.info()
    with open(weights, "w", encoding="ascii") as out:
        for (before, after), weight in sorted(info.transitions.items()):
            print("T", before, after, repr(weight), file=out)
        for (feature, label), weight in sorted(info.state_features.items()):
            print("F", feature, label, repr(weight), file=out)


if __name__ == "__main__":
    main()
