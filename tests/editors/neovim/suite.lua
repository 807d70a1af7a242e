--- The Neovim tests; started by `run`, which says where everything is.
---
--- nvim --headless --clean -l suite.lua    with URADORI_PLUGIN, URADORI_SERVER, URADORI_SEEDS, URADORI_FAILED set
local here = vim.fs.dirname(vim.uv.fs_realpath(debug.getinfo(1, "S").source:sub(2)))
package.path = here .. "/?.lua;" .. package.path

local harness = require("harness")

local function from_environment(name)
  return vim.fs.normalize(assert(os.getenv(name), name .. " is not set"))
end

local context = {
  plugin = from_environment("URADORI_PLUGIN"),
  server = from_environment("URADORI_SERVER"),
  seeds = from_environment("URADORI_SEEDS"),
  -- Where screens go that are not as they should be.
  failed = from_environment("URADORI_FAILED"),
  screens = here .. "/screens",
  articles = here .. "/articles",
}

io.stdout:write(("Neovim %s, %s\n"):format(tostring(vim.version()), context.server))
require("plugin")(context)
require("commands")(context)
require("install")(context)
require("screens")(context)
require("seeds")(context)
harness.finish()
