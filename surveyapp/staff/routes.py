"""The account pages: signing in and out, the password, the authority, and for admins people and the record."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveyapp.staff import access, queries, submitted
from surveyapp.staff.forms import AuthorityForm, ChangePasswordForm, SignInForm, SignOutForm
from surveyapp.web import audience
from surveyapp.web.audience import Role, open_to, open_to_all, open_to_signed_in

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
blueprint.app_context_processor(lambda: {"sign_out_form": SignOutForm})


@blueprint.get("/")
@open_to_signed_in
def home() -> ResponseReturnValue:
    """The rooms the visitor can go to."""
    return render_template("staff/home.html", several=len(queries.authorities()) > 1)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    form = SignInForm(next=request.args.get("next", ""))
    signed_in = submitted.sign_in(form)
    if signed_in is None:
        return render_template("staff/sign_in.html", form=form), 422 if form.is_submitted() else 200
    return access.give(redirect(submitted.safe_way_back(form.next.data) or url_for("staff.home")), signed_in)


@blueprint.post("/sign-out")
@open_to_signed_in
def sign_out() -> ResponseReturnValue:
    """End the session."""
    access.sign_out()
    return access.take_back(redirect(url_for("staff.signed_out")))


@blueprint.get("/signed-out")
@open_to_all
def signed_out() -> ResponseReturnValue:
    """Say that the session is over."""
    return render_template("staff/signed_out.html")


@blueprint.route("/password", methods=["GET", "POST"])
@open_to_signed_in
def password() -> ResponseReturnValue:
    """Change one's own password."""
    form = ChangePasswordForm()
    signed_in = submitted.change_password(form)
    if signed_in is None:
        return render_template("staff/password.html", form=form), 422 if form.is_submitted() else 200
    return access.give(redirect(url_for("staff.password_changed")), signed_in)


@blueprint.get("/password/changed")
@open_to_signed_in
def password_changed() -> ResponseReturnValue:
    """Say that the new password counts from now on."""
    return render_template("staff/password_changed.html")


@blueprint.route("/authority", methods=["GET", "POST"])
@open_to_signed_in
def authority() -> ResponseReturnValue:
    """Choose which authority to work for."""
    form = AuthorityForm(authority=audience.current().authority)
    form.authority.choices = queries.authority_choices()
    if form.validate_on_submit():
        access.work_for(form.authority.data)
        return redirect(url_for("staff.home"))
    return render_template("staff/authority.html", form=form), 422 if form.is_submitted() else 200


@blueprint.get("/people")
@open_to(Role.ADMIN)
def people() -> ResponseReturnValue:
    """Who has an account in the visitor's authority."""
    return render_template("staff/people.html", people=queries.people())


@blueprint.get("/record")
@open_to(Role.ADMIN)
def record() -> ResponseReturnValue:
    """What staff of the visitor's authority did."""
    return render_template("staff/record.html", records=queries.records())
