--- Whom the articles mention: to choose one, and to list where one is mentioned.
local messages = require("uradori.messages")
local places = require("uradori.places")
local server = require("uradori.server")
local task = require("uradori.task")

local M = {}

local COMMAND = "uradori.actors"

--- The highlight group of a kind.
---@param kind string
---@return string
function M.group(kind)
  local groups = {
    person = "UradoriPerson",
    organization = "UradoriOrganization",
    place = "UradoriPlace",
    facility = "UradoriPlace",
  }
  return groups[kind] or "UradoriName"
end

---@param client vim.lsp.Client
---@param query string
---@return uradori.Actor[]
local function ask(client, query)
  return task.ask_all(client, COMMAND, { query = query }, "actors")
end

---@param found uradori.Actor[]
---@return uradori.Actor?
local function choose(found)
  return task.select(found, messages.text("which_actor"), function(actor)
    return ("%s  %s"):format(actor.name, messages.text("counts", actor.mentions, actor.articles))
  end)
end

--- Lets the user choose among those whom a query finds, by name or reading. Within a task.
---@param client vim.lsp.Client
---@param query string finds everybody where it is empty
---@return uradori.Actor?
function M.choose(client, query)
  local found = ask(client, query)
  if #found == 0 then
    task.refuse(query == "" and messages.text("no_actors") or messages.text("no_actor", query))
  end
  return choose(found)
end

--- The actor of a name; where several bear it, or none does but the query finds some, the user chooses. Within a task.
---@param client vim.lsp.Client
---@param name string
---@return uradori.Actor?
function M.named(client, name)
  local found = ask(client, name)
  local exact = vim.tbl_filter(function(actor)
    return actor.name == name
  end, found)
  if #exact > 0 then
    found = exact
  end
  if #found == 0 then
    task.refuse(messages.text("no_actor", name))
  end
  return #found == 1 and found[1] or choose(found)
end

--- All mentions of an actor in the quickfix list, the newest article first.
---@param actor string
function M.mentions(actor)
  task.run(function()
    local client = server.here()
    local found, articles = {}, 0
    local name, total
    repeat
      local answer = task.ask(client, COMMAND, { actor = actor, offset = articles, limit = 2000 })
      if not answer then
        task.refuse(messages.text("no_actor", actor))
      end
      name, total = answer.name, answer.total
      articles = articles + #answer.articles
      for _, article in ipairs(answer.articles) do
        local mentions = vim.tbl_map(function(mention)
          return { uri = article.uri, range = mention.range }
        end, article.mentions)
        local title = places.title(article)
        vim.list_extend(
          found,
          places.items(mentions, client.offset_encoding, function()
            return { text = title }
          end)
        )
      end
    until #answer.articles == 0 or articles >= total
    vim.fn.setqflist({}, " ", { title = "uradori: " .. messages.text("mentions_title", name, #found), items = found })
    vim.cmd("botright copen")
  end)
end

--- Names that begin as typed, or that the query finds by their reading; for completion.
---@param ask_now fun(command: string, argument: table): any
---@param typed string
---@return string[]
function M.names(ask_now, typed)
  local answer = ask_now(COMMAND, { query = typed, limit = 50 })
  return vim.tbl_map(function(actor)
    return actor.name
  end, answer and answer.actors or {})
end

return M
