# SPDX-License-Identifier: Apache-2.0
"""One spelling of a JSON value.

Z01  Equal values give equal bytes, whatever the order of their keys; they read back as themselves.
"""

import json

from hypothesis import given
from hypothesis import strategies as st

from kinfile.vault.canonical import canonical, canonical_text

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(values)
def test_a_value_reads_back_as_itself(value: object) -> None:
    """Z01."""
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    """Z01."""
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_the_spelling_is_known() -> None:
    """Z01."""
    assert canonical_text({"b": [1, None], "a": "é"}) == '{"a":"\\u00e9","b":[1,null]}'
