from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from profiles import actions
from profiles.models import Profile
from profiles.permissions import cards_visible_to
from profiles.serializers import ChangeProfileSerializer, ProfileSerializer, UserCardSerializer


class OwnProfileView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn}
    names = {"GET": "readOwnProfile", "PATCH": "changeOwnProfile"}

    @operation(response=ProfileSerializer)
    def get(self, request: Request) -> Profile:
        """Read your profile."""
        return actions.own_profile(request.user)

    @operation(request=ChangeProfileSerializer, response=ProfileSerializer)
    def patch(self, request: Request, data: dict) -> Profile:
        """Change your profile."""
        return actions.change_profile(request.user, data, check_precondition=self.check_precondition)


class CardView(View):
    access = {"GET": IsSignedIn}

    @operation(response=UserCardSerializer)
    def get(self, request: Request, account_id: UUID) -> QuerySet[Profile]:
        """Read a person's public card."""
        return cards_visible_to(request.user).filter(pk=account_id)
