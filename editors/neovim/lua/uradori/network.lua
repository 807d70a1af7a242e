--- Who is named together, and who speaks about whom, as a page.
local actors = require("uradori.actors")
local messages = require("uradori.messages")
local page = require("uradori.page")
local places = require("uradori.places")
local server = require("uradori.server")
local task = require("uradori.task")

local M = {}

local text = messages.text

---@param network uradori.Network
---@param title string
---@return uradori.Page
local function rendered(network, title)
  local out = page.new()
  out:line({ { "# " .. title, "UradoriHeading" } })
  out:line({ { text("keys_relations"), "UradoriFaint" } })
  local nodes = {}
  for _, node in ipairs(network.nodes) do
    nodes[node.actor] = node
  end
  local function section(kind, heading, sign)
    local edges = vim.tbl_filter(function(edge)
      return edge.kind == kind and nodes[edge.from] and nodes[edge.to]
    end, network.edges)
    if #edges == 0 then
      return
    end
    out:heading(heading, #edges)
    for _, edge in ipairs(edges) do
      local from, to = nodes[edge.from], nodes[edge.to]
      -- Whoever is in the middle is known; the line leads to the other.
      local other = to.actor == network.centre and from or to
      out:line({
        { "- " },
        { from.name, actors.group(from.type) },
        { sign, "UradoriFaint" },
        { to.name, actors.group(to.type) },
        { ("  ×%d (%s)"):format(edge.count, text("in_articles", edge.articles)), "UradoriFaint" },
      }, { actor = other.actor })
    end
  end
  section("beside", text("company"), " ― ")
  section("speaks-about", text("speaks_about"), " → ")
  return out
end

--- `:Uradori network [NAME]`: around the name that is given, or that at the cursor; of all articles where there is none.
---@param name string
---@param mods? vim.api.keyset.cmd.mods
function M.open(name, mods)
  task.run(function()
    local client = server.here()
    local centre
    if name ~= "" then
      centre = actors.named(client, name)
      if not centre then
        return
      end
    elseif #vim.lsp.get_clients({ bufnr = 0, id = client.id }) > 0 then
      local here = places.cursor(client.offset_encoding)
      centre = task.ask(client, "uradori.dossier", vim.tbl_extend("force", here, { format = "markdown" }))
    end
    ---@type uradori.Network
    local network = task.ask(client, "uradori.network", { actor = centre and centre.actor })
    if #network.edges == 0 then
      task.refuse(text("no_relations"))
    end
    local title = centre and text("relations_of", centre.name) or text("relations")
    rendered(network, title):show({ name = "network/" .. (centre and centre.name or ""), client = client, mods = mods })
  end)
end

return M
