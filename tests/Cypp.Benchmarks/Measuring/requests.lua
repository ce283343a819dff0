-- wrk's script: one token in every request, or the next of many in each; ends with a line that the benchmark reads.
-- Arguments: a file with a token a line, and the first line to use.
local requests, at = {}, 0

function init(args)
   if not args[1] then return end
   local from, line = tonumber(args[2] or "1"), 0
   for token in io.lines(args[1]) do
      line = line + 1
      if line >= from then
         wrk.headers["Authorization"] = "Bearer " .. token
         requests[#requests + 1] = wrk.format()
      end
   end
   if #requests > 1 then
      request = function()
         at = at % #requests + 1
         return requests[at]
      end
   end
end

function done(summary, latency, requests)
   local failed = summary.errors
   io.write(string.format("measured %d %d %d %.0f %.0f\n", summary.requests, summary.duration,
      failed.status + failed.connect + failed.read + failed.write + failed.timeout, latency:percentile(50), latency:percentile(99)))
end
