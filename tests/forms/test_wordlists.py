# SPDX-License-Identifier: Apache-2.0
"""Wording checks.

W01 A phrase is found whatever stands round it, in any case, with any apostrophe, and where words
    are run together (she'd, couldn't).
W02 Groups within groups, alternatives, words that may be left out, gaps of a few words, gaps that
    some words bar, places in any order, beginnings and ends of sentences.
W03 What a denial reaches in its clause does not count; a firm phrase holds its own denial.
W04 What a passing phrase covers is not looked at, and it keeps within a comma.
W05 The shipped list finds a child written down as protecting a parent, and lets ordinary
    sentences about children pass.
W06 No text makes the search slow, and none makes it fail.
W07 A slip of one letter in a long word is understood; another word is not taken for it.
W08 A text without a word that every phrase needs is not looked at any further.
"""

import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfile.forms import catalogue
from kinfile.forms.wordlists import Matcher, matcher

SMALL: Mapping[str, Any] = {
    "groups": {
        "child": ["child", "little one"],
        "not_so": ["not", "isn't"],
        "clause": ["but"],
        "helper": ["nurse", "her sister"],
        "helped": ["{helper} helped very? much"],
    },
    "denying": "not_so",
    "clauses": "clause",
    "phrases": [
        "{child} keeps her|him going",
        "very? good ... {child}",
        "word $",
        "{child} ...2{helper} cheers",
        "sun &1 moon",
        "^ first {helped}|again",
    ],
    "firm": ["would not ... {child}"],
    "passes": ["good word", "moon ...1 light"],
    "slips": ["keeps", "cheers"],
}
FINDS = matcher(SMALL)


@pytest.mark.parametrize(
    "text",
    [
        "Her child keeps her going.",
        "HER CHILD KEEPS HIM GOING",
        "(child, keeps her - going)",
        "the little  one keeps\u00a0her going",
        "good child",
        "very good little child",
        "a good and kind and loving child",
        "no. Her child keeps her going",
        "Not at all. Good child!",
        "not now but child keeps her going",
        "not now, child keeps her going",
        "not one two three four five six seven eight word",
        "word",
        "the last word. And more",
        "a list of:\n- good\n- child",
        "she would not, because of the child",
        "She'd not, because of the child",
        "the sister of the child cheers",
        "child one two cheers",
        "sun moon",
        "moon and sun",
        "moon, light of the sun moon",
        "It ends. First her sister helped much",
        "first nurse helped very much",
        "first again",
        "child cheerss",
        "child cehers",
    ],
)
def test_a_phrase_is_found(text: str) -> None:
    """W01, W02, W03, W04, W07"""
    assert FINDS(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "children keep her going",
        "grandchild keeps her going",
        "child keeps them going",
        "good " + "one " * 12 + "child",
        "the word is the end of it",
        "good. Child",
        "good\nchild",
        "her child is not good; a child",
        "it isn’t so that her child keeps her going",
        "it isnt so that her child keeps her going",
        "not one two three four word",
        "sword words",
        "a good word",
        "child one two three cheers",
        "child nurse cheers",
        "child her sister cheers",
        "sun one two moon",
        "moon a light sun",
        "the first nurse helped much",
        "first nurse helped very",
        "child careers",
        "child kees her going",
    ],
)
def test_other_text_passes(text: str) -> None:
    """W01, W02, W03, W04, W07"""
    assert not FINDS(text)


def test_what_every_phrase_needs_is_looked_for_first() -> None:
    """W08"""
    needing = matcher({**SMALL, "needs": "child"})
    assert not needing("the last word")
    assert needing("the last word of the child: word")


@pytest.fixture(scope="module")
def shipped() -> Matcher:
    return matcher(catalogue.load("pre_birth").wordlists["child_protective"])


@pytest.mark.parametrize(
    "text",
    [
        "The baby keeps her going.",
        "Her children are a protective factor",
        "Her baby gives her a reason to live",
        "He lives for his son",
        "her children are the only thing stopping her",
        "has kids to think about",
        "Protective factors: her daughter, her mother, her faith.",
        "Protective factors:\n- partner\n- her two boys",
        "Protective factors identified: husband; children; religious belief.",
        "She says the twins keep her alive, and she would never leave them.",
        "MAM SAYS THE KIDS KEEP HER GOING",
        "She is a devoted mother and this is protective.",
        "Good attachment to her baby, which is protective.",
        "The unborn baby is seen as protective by the community team.",
        "Risk of suicide low as she has three children who depend on her.",
        "Living with her children reduces her risk of self-harm.",
        "Her attachment to her daughter lessens the likelihood of suicide.",
        "No intent because of her children.",
        "She would never act on the thoughts because of her little boy.",
        "She couldn't leave her children behind.",
        "He couldnt leave his kids without a dad",
        "She knows what it would do to the children and so would not act.",
        "She doesn't want her son to lose his mum.",
        "It would be selfish to leave her children, she says.",
        "If it weren't for her son she would not be here.",
        "Nothing stops her apart from the children.",
        "What keeps her safe? The children, mostly.",
        "The thing that keeps her going is her son.",
        "When thoughts come she thinks of the children.",
        "Cuddling the baby takes the thoughts away.",
        "She wants to see her daughter grow up.",
        "Staying strong for her children.",
        "She finds strength in her two girls.",
        "Motivated by her unborn child to stay alive.",
        "Being pregnant has given her something to live for.",
        "Since becoming a mum she has had no suicidal thoughts.",
        "She is looking forward to the baby, so no current risk.",
        "Her teenage daughter watches her at night so she cannot harm herself.",
        "She is never left on her own, one of the children is always with her.",
        "She has promised her daughter that she will not hurt herself.",
        "“My kids are why I’m still here.”",
        "'I’d never leave my little girl.'",
        "childrne keep her going",
        "Baby is a protectve factor",
        "Mae'r plant yn ei chadw hi i fynd.",
        "Mae ei beichiogrwydd yn ffactor amddiffynnol.",
        "Y plant yw ei rheswm dros fyw.",
        "Fyddai hi byth yn gwneud dim oherwydd y babi.",
        # As it is written between two visits.
        "Says she wouldn't do anything silly because of the LOs",
        "Protective factors incl. her children, partner and faith",
        "Protective factors, e.g. the twins",
        "PFs: kids, faith, dog",
        "SI on and off, no plan as responsible for 3 little ones",
        "No SH since baby born",
        "Has not cut since she fell pregnant",
        "Her grandson is what she lives for",
        "Daughter (12yr old) stays up with her when she is suicidal",
        "Mum is a single parent so couldn't do it",
        "She isn't a risk to herself while the children are with her",
        "Very maternal, I don't think she'd harm herself",
        "Risk level lowered from high to medium as children returned to her care",
        "Because she loves her baby so much we have assessed the risk as low",
        "Overall low risk, good support, children at home",
        "Wants to watch them grow up - 2 boys",
        "Commitment to her children a positive factor in managing suicide risk",
        "Seeing her baby's face makes the thoughts go away",
        "Her daughters are her safety plan",
        "Sons check in on her every few hours",
        "Daughter has taken charge of mum's tablets",
        "Thoughts of jumping but had baby in the pram so went home",
        "Tells herself the kids couldn't cope without her when she feels bad",
        "Her love for the baby is stronger than the voices",
        "Wouldnt dream of it, the children come first",
        "I was reassured that she talked about her kids' future",
        "Her children.",
        "Partner and children",
    ],
)
def test_a_child_written_down_as_protection_is_found(shipped: Matcher, text: str) -> None:
    """W05"""
    assert shipped(text)


@pytest.mark.parametrize(
    "text",
    [
        "Her daughter is not a protective factor",
        "is not a protective factor",
        "Grandmother keeps the children safe",
        "Her partner keeps her going",
        "Mother acts protectively towards her son",
        "Sister stays overnight; crisis line number on the fridge; tablets locked away.",
        "The children go to school every day and have friends there.",
        "She takes her medication and sees her care coordinator weekly.",
        "Child protection plan in place since May.",
        "The baby is due in March.",
        "We have not relied on the children as a protective factor.",
        "Nothing in this plan rests on the children.",
        "The pregnancy does not reduce her risk of suicide.",
        "Services wrongly saw her children as a protective factor.",
        "The children should not have to keep her safe.",
        "Her daughter feels responsible for keeping her alive, and this is a worry.",
        "It is a worry that her son feels he has to keep her alive.",
        "Protective factors: partner, sister, a crisis plan; her aunt takes the children.",
        "Protective factors for the baby: two well adults at home, early visits.",
        "School is a protective factor for the children.",
        "The children have protective adults around them.",
        "Her partner is her lifeline and is good with the baby.",
        "The children's grandmother keeps her going.",
        "Her job keeps her going and pays for the children's clubs.",
        "Medication has kept her well since the baby was born.",
        "If she feels unsafe she rings the crisis team and her mum takes the children.",
        "Risk is low because her husband is at home with the children at night.",
        "Risk to the unborn baby is reduced by her treatment.",
        "Low risk pregnancy so far; the baby is growing well.",
        "She would never do it because of her faith.",
        "She would not leave the children with a stranger.",
        "She would never hurt her children.",
        "She denies thoughts of harming herself or the children.",
        "She has thoughts of suicide when the baby cries at night.",
        "The children do not know about the overdose.",
        "The children were at school when she harmed herself.",
        "The pregnancy is the reason she stopped her tablets.",
        "She is motivated to learn about caring for the baby.",
        "She gave up smoking for the sake of the baby.",
        "She is looking forward to meeting the baby.",
        "She loves her children and puts them first.",
        "The baby keeps her busy and awake most of the night.",
        "Her daughter keeps going to dance class.",
        "The children carry on with school and clubs as usual.",
        "Football gives her son a purpose.",
        "The visit is for the child's benefit and not to keep the patient well.",
        "Mae ei phartner yn cadw'r plant yn ddiogel.",
        "Nid yw'r plant yn ffactor amddiffynnol.",
        "Maternal GM is a protective factor and minds the children",
        "Nan gets the kids out of bed and off to school",
        "Previous report relied on the children as protective, which was wrong",
        "Mum enjoys time in the park with the kids, good days more than bad",
        "Mum self harmed while the kids were in bed",
        "Mum's mood lifts after a walk",
        "No self harm in the last 12 months",
        "Children need to be safe; nan will have them if mum worsens",
        "A child can't keep an adult safe; explained this to mum",
        "No longer at risk of eviction, kids settled",
        "Home treatment twice a day incl. weekends. Children at their aunt's",
        "Her eldest has moved to uni",
        "child",
        "Daughter. Lived with him all her life",
        "We told the children why.",
        "We discussed who would look after the children if she were admitted",
        "Good bond with baby, no concerns",
        "Baby well, no SI",
        "Nan does it all for the kids",
        "She feels guilty about leaving the children at nursery",
        "She took an overdose but had the children with her sister",
        "Daughter is best friends with Mia at school",
        "Reassured that the children are at home with dad",
        "We do not feel the overdose was linked to the pregnancy",
    ],
)
def test_ordinary_sentences_pass(shipped: Matcher, text: str) -> None:
    """W05"""
    assert not shipped(text)


@pytest.mark.parametrize(
    "text",
    [
        "baby " * 20_000,
        "baby keeps " * 10_000,
        "protective " * 10_000,
        "would not because of the child " * 3_000,
        "baby\n" * 20_000,
        "a" * 100_000,
        "' " * 50_000,
        ":" * 50_000 + "\n" * 50_000,
        "." * 100_000 + "a",
    ],
)
def test_a_long_text_is_searched_in_time(shipped: Matcher, text: str) -> None:
    """W06: 100,000 characters; a search that goes wrong takes minutes."""
    start = time.process_time()
    shipped(text)
    assert time.process_time() - start < 1


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    """W06"""
    assert FINDS(text) in (True, False)


@given(st.lists(st.sampled_from(["child", "keeps", "her", "going", "not", "but", ".", ",", "sun"])))
def test_a_longer_text_holds_what_its_sentences_hold(words: list[str]) -> None:
    """W03: a sentence neither lends its denial to the next nor loses what it holds."""
    text = " ".join(words)
    assert FINDS(f"{text}. Her child keeps her going.")
    assert FINDS(f"Her child keeps her going. {text}")
