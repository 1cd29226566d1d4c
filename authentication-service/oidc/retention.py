from chassis.retention import keep
from oidc.models import Attempt

keep(Attempt, "sign-ins by a provider that were begun, and what it said", days=1, since="expires_at")
