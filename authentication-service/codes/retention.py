from chassis.retention import keep
from codes.models import CodeRequest, MailedCode

keep(MailedCode, "codes that were mailed or texted, as their hashes", days=1, since="expires_at")
keep(CodeRequest, "who asked for codes without a login", days=1, since="created_at")
