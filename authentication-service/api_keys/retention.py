from api_keys.models import ApiKey
from chassis.retention import keep

keep(ApiKey, "API keys that were ended", days=30, since="ended_at")
keep(ApiKey, "API keys that have expired", days=30, since="expires_at")
