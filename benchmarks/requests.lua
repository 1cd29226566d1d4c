-- wrk asks what a file says, a line a request: method, path, token, Idempotency-Key and body, between tabs.
-- It ends with one line of JSON. A line that is used up is asked again only where it has no key.
local threads = {}

function setup(thread)
    thread:set("number", #threads)
    table.insert(threads, thread)
end

function init(arguments)
    lines, at, done_well, refused, failed = {}, 0, 0, 0, 0
    local count = 0
    for line in io.lines(arguments[1]) do
        if count % tonumber(arguments[2]) == number then
            table.insert(lines, line)
        end
        count = count + 1
    end
end

function request()
    local method, path, token, key, body = lines[at % #lines + 1]:match("^(.-)\t(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
    if key ~= "" then
        headers["Idempotency-Key"] = key
        if at >= #lines then
            headers["Idempotency-Key"] = key .. "-" .. at
        end
    end
    at = at + 1
    return wrk.format(method, path, headers, body ~= "" and body or nil)
end

function response(status)
    if status < 300 then
        done_well = done_well + 1
    elseif status == 409 then
        refused = refused + 1
    else
        failed = failed + 1
    end
end

function done(summary, latency)
    local counts = { done_well = 0, refused = 0, failed = 0 }
    for _, thread in ipairs(threads) do
        for name, count in pairs(counts) do
            counts[name] = count + thread:get(name)
        end
    end
    print(string.format(
        '{"seconds": %f, "p50": %f, "p95": %f, "p99": %f, "done": %d, "refused": %d, "failed": %d}',
        summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
        latency:percentile(99) / 1000, counts.done_well, counts.refused, counts.failed))
end
