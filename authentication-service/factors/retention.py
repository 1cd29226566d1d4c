from chassis.retention import keep
from factors.models import Enrolment, FactorReset

keep(Enrolment, "authenticator apps that were never confirmed", days=1 / 24, since="expires_at")
keep(FactorReset, "resets of lost second factors", days=400, since="created_at")
