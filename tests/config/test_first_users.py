"""The first people of a new desk: made once, each with a password of their own."""

from config import first_users


def test_first_people_get_their_groups_once(db: None) -> None:
    created = [*first_users.first_administrator(), *first_users.practice()]
    assert {(sign.name, sign.group) for sign in created} == {
        ("admin", "administrator"),
        ("reviewer1", "reviewer"),
        ("reviewer2", "reviewer"),
        ("editor1", "editor"),
    }
    assert len({sign.password for sign in created}) == 4
    assert [*first_users.first_administrator(), *first_users.practice()] == []
