-- wrk exchanges refresh tokens for the next ones: a file has one of each session, and each answer has the next.
local here = debug.getinfo(1, "S").source:match("^@(.*/)")
dofile(here .. "requests.lua")

function request()
    -- There are more sessions than connections, so one is here whose answer has come.
    local token = table.remove(lines, 1)
    return wrk.format("POST", "/api/v1/auth/token/refresh/", { ["Content-Type"] = "application/json" },
        '{"refresh": "' .. token .. '"}')
end

local count = response
function response(status, headers, body)
    count(status)
    local token = body:match('"refresh":%s*"([^"]+)"')
    if token then
        table.insert(lines, token)
    end
end
