"""What administrators do: people and publishers' names, and nothing else."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from sources.models import Actor, Publisher
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(factories.user("administrator"))
    return client


@pytest.mark.parametrize("name", ["auth_user", "auth_group", "knox_authtoken", "sources_publisher"])
def test_administrators_have_their_lists_and_reviewers_have_not(administrator: Client, name: str) -> None:
    address = reverse(f"admin:{name}_changelist")
    assert administrator.get(address).status_code == 200
    reviewer = Client()
    reviewer.force_login(factories.user("reviewer"))
    assert reviewer.get(address).status_code == (200 if name == "sources_publisher" else 403)


def test_a_publishers_name_is_put_right_by_an_administrator_only(administrator: Client) -> None:
    publisher = Publisher.objects.create(name="Habour Gazette")
    address = reverse("admin:sources_publisher_change", args=[publisher.pk])
    data = {
        "name": "Harbour Gazette",
        "domains-TOTAL_FORMS": 0,
        "domains-INITIAL_FORMS": 0,
    }
    reviewer = Client()
    reviewer.force_login(factories.user("reviewer"))
    assert reviewer.post(address, data).status_code == 403
    assert administrator.post(address, data).status_code == 302
    publisher.refresh_from_db()
    assert publisher.name == "Harbour Gazette"


def test_the_name_in_the_record_changes_and_the_record_does_not(administrator: Client) -> None:
    verdict = factories.decided()
    actor = Actor.objects.get(pk=verdict.decided_by)
    address = reverse("admin:auth_user_change", args=[actor.user_id])
    data = {
        "username": actor.user.username,
        "is_active": "on",
        "is_staff": "on",
        "actor-TOTAL_FORMS": 1,
        "actor-INITIAL_FORMS": 1,
        "actor-0-id": actor.pk,
        "actor-0-user": actor.user_id,
        "actor-0-name": "A. Reader",
    }
    assert administrator.post(address, data).status_code == 302
    assert Actor.objects.get(pk=actor.pk).name == "A. Reader"
    page = administrator.get(reverse("desk:claim", args=[verdict.claim_id]), follow=True)
    assert {row.by for row in page.context["verdicts"]} == {"A. Reader"}


def test_an_administrator_makes_nobody_a_superuser_and_touches_none(administrator: Client) -> None:
    root = User.objects.create_superuser("root", password="a long enough one")
    address = reverse("admin:auth_user_change", args=[root.pk])
    assert administrator.post(address, {"username": "mine"}).status_code == 403
    assert administrator.post(reverse("admin:auth_user_delete", args=[root.pk]), {"post": "yes"}).status_code == 403
    other = factories.user("reviewer")
    data = {
        "username": other.username,
        "is_superuser": "on",
        "is_staff": "on",
        "actor-TOTAL_FORMS": 0,
        "actor-INITIAL_FORMS": 0,
    }
    assert administrator.post(reverse("admin:auth_user_change", args=[other.pk]), data).status_code == 302
    other.refresh_from_db()
    assert not other.is_superuser


def test_a_deleted_users_verdict_stays_readable(administrator: Client) -> None:
    verdict = factories.decided()
    actor = Actor.objects.get(pk=verdict.decided_by)
    assert (
        administrator.post(reverse("admin:auth_user_delete", args=[actor.user_id]), {"post": "yes"}).status_code == 302
    )
    assert not User.objects.filter(pk=actor.user_id).exists()
    page = administrator.get(reverse("desk:claim", args=[verdict.claim_id]), follow=True).content.decode()
    assert "Supported (v1)" in page
    assert actor.name in page


def test_roles_are_changed_by_migrations_only(admin_client: Client) -> None:
    group = Group.objects.get(name="reviewer")
    assert admin_client.get(reverse("admin:auth_group_change", args=[group.pk])).status_code == 200
    assert admin_client.post(reverse("admin:auth_group_change", args=[group.pk]), {"name": "x"}).status_code == 403
    assert admin_client.post(reverse("admin:auth_group_delete", args=[group.pk]), {"post": "yes"}).status_code == 403


def test_a_publishers_page_lists_its_addresses_and_edits_none(administrator: Client) -> None:
    publisher = Publisher.objects.create(name="Harbour Gazette")
    publisher.domains.create(name="gazette.example")
    page = administrator.get(reverse("admin:sources_publisher_change", args=[publisher.pk])).content.decode()
    assert "gazette.example" in page
    assert 'name="domains-0-name"' not in page
    assert 'name="domains-0-DELETE"' not in page
    assert 'name="domains-1-name"' not in page


def test_the_list_of_publishers_counts_articles_and_names_addresses(administrator: Client) -> None:
    publisher = Publisher.objects.create(name="Harbour Gazette")
    for name in ("gazette.example", "harbour.example"):
        publisher.domains.create(name=name)
    for number in range(3):
        publisher.articles.create(
            source="cms", external_id=str(number), publisher_origin="meta", created_at=factories.AT
        )
    page = administrator.get(reverse("admin:sources_publisher_changelist")).content.decode()
    assert "gazette.example, harbour.example" in page
    assert '<td class="field-articles_here">3</td>' in page


def test_a_publishers_page_shows_its_notes_but_no_withdrawn_one(administrator: Client) -> None:
    publisher = Publisher.objects.create(name="Harbour Gazette")
    values = {"written_by": uuid4(), "created_at": factories.AT}
    for text, withdrawn in (("Owned by the port <i>", None), ("Owned by nobody", factories.AT)):
        publisher.notes.create(
            text=text, citation="register.example", as_of=factories.AT.date(), withdrawn_at=withdrawn, **values
        )
    page = administrator.get(reverse("admin:sources_publisher_change", args=[publisher.pk])).content.decode()
    day = factories.AT.date().isoformat()
    assert f'<p dir="auto">Owned by the port &lt;i&gt; (register.example, {day})</p>' in page
    assert "Owned by nobody" not in page
