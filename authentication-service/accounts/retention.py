from accounts.models import Challenge, FailedSignIn, KnownDevice, RefreshToken, Session, SigningKey
from chassis.retention import keep

keep(RefreshToken, "refresh tokens that were used", days=1, since="used_at")
keep(Session, "sessions that are over, and their refresh tokens", days=1, since="expires_at")
keep(KnownDevice, "devices that are no longer known", days=1, since="expires_at")
keep(Challenge, "sign-ins that waited for a second factor", days=1, since="expires_at")
keep(FailedSignIn, "wrong passwords", days=1, since="failed_at")
# A refresh token that is forgotten is known by the key that signed it.
keep(SigningKey, "signing keys that retired", days=100, since="retires_at")
