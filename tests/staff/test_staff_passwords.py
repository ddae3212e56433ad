"""A password may not be made of its owner's address; a short name in it by chance says nothing."""

import pytest

from surveyapp.staff import passwords
from surveyapp.staff.passwords import PasswordWeak


@pytest.mark.parametrize("email", ["a@northvale.example", "Al@northvale.example", "ann@northvale.example"])
def test_a_short_name_keeps_no_good_password_from_its_owner(email: str) -> None:
    passwords.check("planning walnut al", email=email)


@pytest.mark.parametrize("password", ["ROBIN-in-the-wood", "my-robin-is-red", "aaaabbbbccccdddd", "Password-walnut-9"])
def test_what_can_be_guessed_of_its_owner_is_refused(password: str) -> None:
    with pytest.raises(PasswordWeak, match="easy"):
        passwords.check(password, email="Robin@northvale.example")
