--- The dossier: everything that the articles say of one actor, on a page whose lines lead there.
local actors = require("uradori.actors")
local messages = require("uradori.messages")
local page = require("uradori.page")
local places = require("uradori.places")
local server = require("uradori.server")
local task = require("uradori.task")

local M = {}

local COMMAND = "uradori.dossier"

local text = messages.text

---@param out uradori.Page
---@param dossier uradori.Dossier
local function head(out, dossier)
  out:line({ { "# " .. dossier.name, "UradoriHeading" }, { "  " .. dossier.typeLabel, "UradoriFaint" } })
  local counts = text("counts", dossier.mentions, dossier.articles)
  out:line({ { counts .. "    " .. text("keys"), "UradoriFaint" } })
  out:line({})
  if dossier.reading ~= "" then
    out:line({ { dossier.reading } })
  end
  if dossier.description ~= "" then
    out:line({ { dossier.description }, { dossier.origin ~= "" and (" (%s)"):format(dossier.origin) or "", "UradoriFaint" } })
  end
  for _, link in ipairs(dossier.links) do
    out:line({ { link, "Underlined" } }, { link = link })
  end
  local names = vim.tbl_map(function(name)
    return ("%s %d"):format(name.name, name.count)
  end, dossier.names)
  if #names > 0 then
    out:line({ { "- " .. text("names") .. ": ", "UradoriFaint" }, { table.concat(names, "、") } })
  end
  for _, name in ipairs(dossier.contested) do
    local remark = { text(name.relation) }
    remark[#remark + 1] = name.origin
    out:line({
      { "- " .. text("contested") .. ": ", "UradoriFaint" },
      { name.name },
      { (" (%s)"):format(table.concat(remark, ", ")), "UradoriFaint" },
    })
  end
  if not dossier.whole then
    out:line({ { text("not_whole"), "UradoriFinding" } })
  end
end

---@param out uradori.Page
---@param place uradori.Place
---@param more? uradori.Segment[]
local function article_line(out, place, more)
  local segments = { { "- " }, { place.date and place.date .. "  " or "", "UradoriDate" } }
  vim.list_extend(segments, more or {})
  segments[#segments + 1] = { places.title(place), "UradoriArticle" }
  out:line(segments, { place = place })
end

---@param out uradori.Page
---@param roles uradori.Role[]
local function roles_section(out, roles)
  if #roles == 0 then
    return
  end
  out:heading(text("roles"), #roles)
  for _, role in ipairs(roles) do
    local days = role.from and (role.to and role.to ~= role.from and role.from .. "–" .. role.to or role.from)
    out:line({
      { "- " },
      { days and days .. "  " or "", "UradoriDate" },
      { role.role, "UradoriPerson" },
      { ("  ×%d  "):format(role.mentions), "UradoriFaint" },
      { places.title(role), "UradoriArticle" },
    }, { place = role })
  end
end

---@param out uradori.Page
---@param heading string
---@param rows uradori.Said[]
local function said_section(out, heading, rows)
  if #rows == 0 then
    return
  end
  out:heading(heading, #rows)
  for _, said in ipairs(rows) do
    local target = { place = said }
    article_line(out, said)
    out:line({ { "  " }, { said.text, said.vouched and "UradoriQuotation" or "UradoriQuotationUnnamed" } }, target)
    local source = said.source ~= "" and said.source or text("nobody")
    local more = { source }
    more[#more + 1] = said.gradeLabel and ("(%s)"):format(said.gradeLabel)
    more[#more + 1] = said.repeated > 0 and text("repeated", said.repeated) or nil
    out:line({ { "  ← " .. table.concat(more, " "), "UradoriFaint" } }, target)
    for _, finding in ipairs(said.findings) do
      out:line({ { ("  ! [%s] %s"):format(finding.code, finding.message), "UradoriFinding" } }, target)
    end
  end
end

---@param out uradori.Page
---@param rows uradori.Weakness[]
local function weak_section(out, rows)
  if #rows == 0 then
    return
  end
  out:heading(text("weak"), #rows)
  for _, weak in ipairs(rows) do
    local target = { place = weak }
    article_line(out, weak)
    local group = weak.accepted and "UradoriFaint" or "UradoriFinding"
    local remark = weak.accepted and (" (%s)"):format(text("is_accepted")) or ""
    out:line({ { ("  [%s] %s%s"):format(weak.code, weak.message, remark), group } }, target)
    out:line({ { "  " .. weak.text } }, target)
  end
end

---@param out uradori.Page
---@param dossier uradori.Dossier
local function company_section(out, dossier)
  if #dossier.company == 0 then
    return
  end
  out:heading(text("company"), #dossier.company)
  for _, other in ipairs(dossier.company) do
    out:line(
      { { "- " }, { other.name, actors.group(other.type) }, { (" %d"):format(other.sentences), "UradoriFaint" } },
      { actor = other.actor }
    )
  end
end

---@param dossier uradori.Dossier
---@return uradori.Page
local function rendered(dossier)
  local out = page.new()
  head(out, dossier)
  roles_section(out, dossier.roles)
  said_section(out, text("said"), dossier.said)
  said_section(out, text("told"), dossier.told)
  weak_section(out, dossier.weak)
  company_section(out, dossier)
  return out
end

--- Asks for a dossier and shows it. Within a task.
---@param client vim.lsp.Client
---@param argument { actor: string }|{ uri: string, position: uradori.Position }
---@param refusal string what the user is told where there is none
---@param mods? vim.api.keyset.cmd.mods
local function show(client, argument, refusal, mods)
  ---@type uradori.Dossier?
  local dossier = task.ask(client, COMMAND, vim.tbl_extend("force", argument, { format = "json" }))
  if not dossier then
    task.refuse(refusal)
  end
  ---@cast dossier uradori.Dossier
  rendered(dossier):show({
    name = "dossier/" .. dossier.name,
    client = client,
    mods = mods,
    keys = {
      grr = function()
        actors.mentions(dossier.actor)
      end,
    },
  })
end

--- The dossier of an actor by id.
---@param actor string
function M.of_actor(actor)
  task.run(function()
    show(server.here(), { actor = actor }, text("no_actor", actor))
  end)
end

--- `:Uradori dossier [NAME]`: of the name at the cursor, or of the one that is given.
---@param name string
---@param mods? vim.api.keyset.cmd.mods
function M.open(name, mods)
  task.run(function()
    local client = server.here()
    if name == "" then
      show(client, places.cursor(client.offset_encoding), text("no_actor_here"), mods)
      return
    end
    local actor = actors.named(client, name)
    if actor then
      show(client, { actor = actor.actor }, text("no_actor", name), mods)
    end
  end)
end

--- `:Uradori actors [QUERY]`: a list of whom the articles mention; the dossier of the one who is chosen.
---@param query string
---@param mods? vim.api.keyset.cmd.mods
function M.choose(query, mods)
  task.run(function()
    local client = server.here()
    local actor = actors.choose(client, query)
    if actor then
      show(client, { actor = actor.actor }, text("no_actor", actor.name), mods)
    end
  end)
end

return M
