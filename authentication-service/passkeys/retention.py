from chassis.retention import keep
from passkeys.models import Ceremony

keep(Ceremony, "ceremonies of passkeys that nobody ended", days=1, since="expires_at")
