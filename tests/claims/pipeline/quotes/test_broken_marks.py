"""Quotations whose marks the page forgot, or closes in the next paragraph only, keep their words and their speaker."""

import pytest

from tests.claims.pipeline.article import read


def said(text: str) -> list[str]:
    """Return type, words and speaker of each quotation."""
    result = read(text)
    return [
        " | ".join(
            (
                q.type,
                " … ".join(text[a:b] for a, b in q.spans),
                "-" if a.expert is None else result.experts[a.expert].name,
            )
        )
        for q, a in zip(result.quotes, result.attributions, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            'The skipper, Nils Aune, said, "We learned a lot from this race.\n\nThe crew lost two oars."\n\nRain.\n',
            ["direct | We learned a lot from this race. … The crew lost two oars. | Nils Aune"],
            "closed in the second paragraph",
        ),
        (
            'Mara Dunlop said, "It felt good out there.\n\nWe won twice." The mate, Nils Aune, said, "We were slow.\n\n'
            'We will train."\n',
            [
                "direct | It felt good out there. … We won twice. | Mara Dunlop",
                "direct | We were slow. … We will train. | Nils Aune",
            ],
            "and the next one opens behind it",
        ),
        (
            "Mara Dunlop told the board: “The ferry has leaked since 2019 and nobody mended it.\n\nIt rained.\n",
            ["direct | The ferry has leaked since 2019 and nobody mended it. | Mara Dunlop"],
            "never closed: the paragraph's end closes it",
        ),
        (
            "“The harbour of Leith is silted up.\n\n“We must dredge it before May,” said pilot Mara Dunlop.\n",
            [
                "direct | The harbour of Leith is silted up. | Mara Dunlop",
                "direct | We must dredge it before May, | Mara Dunlop",
            ],
            "opened before the paragraph that says whose words they are",
        ),
        (
            "“The harbour of Leith is silted up.”\n\n“We must dredge it before May,” said pilot Mara Dunlop.\n",
            [
                "direct | The harbour of Leith is silted up. | -",
                "direct | We must dredge it before May, | Mara Dunlop",
            ],
            "closed before it: somebody else may have said it",
        ),
        (
            "In a letter, Mara Dunlop stated:\n\n“The council sold the mill for a crown.\n\nIt rained.\n",
            ["direct | The council sold the mill for a crown. | Mara Dunlop"],
            "never closed, in a paragraph of its own behind a colon",
        ),
        (
            '“We lost 40 boats in the storm," said Mara Dunlop.\n',
            ["direct | We lost 40 boats in the storm, | Mara Dunlop"],
            "a straight mark closes a curly one",
        ),
        (
            "Mara Dunlop said the “old pier is safe and nobody uses it.\n",
            ["indirect | the “old pier is safe and nobody uses it. | Mara Dunlop"],
            "a stray mark within reported words is no quotation",
        ),
    ],
)
def test_reads_the_words_to_their_end(text: str, expected: list[str], why: str) -> None:
    assert said(text) == expected, why
