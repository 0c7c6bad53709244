"""sameAs: equal but for width, case, white space and punctuation."""

import pytest

from tests.unit.guard.world import value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ISMS", "ｉｓｍｓ"),
        ("アクセス権", "ｱｸｾｽ権"),
        ("ガバナンス", "ｶﾞﾊﾞﾅﾝｽ"),
        ("パスワード", "ﾊﾟｽﾜｰﾄﾞ"),
        ("手順が古い。", "手順が古い"),
        ("手順、が　古い", "手順が古い"),
        ("「確認」不足", "確認不足"),
        ("A-12", "a12"),
        ("１２３", "123"),
        ("㈱山田", "(株)山田"),
        ("㌔", "キロ"),
        ("Straße", "STRASSE"),
        ("ﬁle", "FILE"),
        ("é", "e\u0301"),
        ("が", "か\u3099"),
        ("改行\n\t あり", "改行あり"),
        ("ゼロ幅\u200b", "ゼロ幅"),
        ("", " 。"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert value("case.scope.sameAs(case.key)", scope=one, key=other) is True
    assert value("case.scope.sameAs(case.key)", scope=other, key=one) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("か", "が"),
        ("は", "ぱ"),
        ("カナ", "かな"),
        ("高橋", "髙橋"),
        ("ワード", "ワド"),
        ("a+b", "ab"),
        ("e", "é"),
        ("1", "2"),
        ("", "a"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert value("case.scope.sameAs(case.key)", scope=one, key=other) is False
