--- What the plugin itself says, in Japanese and English. What the server says it says in its own words.
local config = require("uradori.config")

local M = {}

---@type table<string, { ja: string, en: string }>
local texts = {
  old_neovim = {
    ja = "Neovim 0.10以降が必要です",
    en = "Neovim 0.10 or newer is required",
  },
  no_program = {
    ja = "プログラム「%s」が見つかりません（:checkhealth uradori を参照）",
    en = "the program %q was not found; see :checkhealth uradori",
  },
  no_setup = {
    ja = '先に require("uradori").setup() を呼んでください',
    en = 'call require("uradori").setup() first',
  },
  no_server = {
    ja = "サーバーが動いていません。記事を開くか、uradori.tomlのあるフォルダーで試してください",
    en = "no server is running; open an article, or try below a folder that has a uradori.toml",
  },
  no_findings = {
    ja = "開いている記事に指摘はありません",
    en = "no findings in the open articles",
  },
  no_claims = {
    ja = "記事に指摘はありません",
    en = "no findings in the articles",
  },
  no_claim_here = {
    ja = "カーソルの位置に指摘はありません",
    en = "no finding at the cursor",
  },
  no_reason = {
    ja = "理由がないので受け入れませんでした",
    en = "nothing accepted without a reason",
  },
  no_acceptances = {
    ja = "受け入れた指摘はありません",
    en = "no finding is accepted",
  },
  no_actor_here = {
    ja = "カーソルの位置に名前はありません",
    en = "no name at the cursor",
  },
  no_actor = {
    ja = "「%s」は記事に出てきません",
    en = "%q is in no article",
  },
  no_actors = {
    ja = "記事に誰も出てきません",
    en = "nobody is in the articles",
  },
  no_relations = {
    ja = "誰とも一緒に出てきません",
    en = "named with nobody",
  },
  no_place = {
    ja = "この行に行き先はありません",
    en = "this line leads nowhere",
  },
  no_subcommand = {
    ja = "サブコマンド「%s」はありません。使えるもの: %s",
    en = "no subcommand %q; there are: %s",
  },
  reading = {
    ja = "記事を読んでいます…",
    en = "the articles are still being read …",
  },
  accepted = { ja = "受け入れました: %s", en = "accepted: %s" },
  reopened = { ja = "受け入れを取り消しました: %s", en = "reopened: %s" },
  which_claim = { ja = "どの指摘を受け入れますか", en = "Accept which finding?" },
  which_acceptance = { ja = "どの受け入れを取り消しますか", en = "Reopen which finding?" },
  which_actor = { ja = "誰について見ますか", en = "Who?" },
  why_accepted = { ja = "受け入れる理由 [%s]: ", en = "Why is it accepted? [%s]: " },
  claims_title = { ja = "裏付けのない箇所 %d件", en = "%d claims that nobody vouches for" },
  mentions_title = { ja = "%s: 言及%d箇所", en = "%s: %d mentions" },

  -- The pages: dossier and relations.
  counts = { ja = "%d回・%d記事", en = "%d mentions, %d articles" },
  names = { ja = "呼び名", en = "names" },
  contested = { ja = "同一とは限らない名", en = "perhaps not the same" },
  suspected = { ja = "推定", en = "suspected" },
  disputed = { ja = "異論あり", en = "disputed" },
  roles = { ja = "肩書", en = "Roles" },
  said = { ja = "発言", en = "Said" },
  told = { ja = "この人・組織についての発言", en = "Said of them" },
  weak = { ja = "裏付けの弱い箇所", en = "Where the sources are weak" },
  company = { ja = "ともに登場", en = "Named together with" },
  speaks_about = { ja = "誰が誰について話したか", en = "Who speaks about whom" },
  relations_of = { ja = "関係: %s", en = "Relations of %s" },
  in_articles = { ja = "%d記事", en = "articles: %d" },
  relations = { ja = "関係", en = "Relations" },
  repeated = { ja = "同じ文がほか%d記事", en = "the same words in %d more articles" },
  is_accepted = { ja = "受け入れ済み", en = "accepted" },
  nobody = { ja = "話し手が示されていない", en = "no speaker is given" },
  not_whole = {
    ja = "記事が多いため、最初と最後の記事だけを読みました",
    en = "so many articles that only the first and the last were read",
  },
  keys = {
    ja = "<CR> その箇所へ　grr 言及の一覧　q 閉じる",
    en = "<CR> go there   grr all mentions   q close",
  },
  keys_relations = {
    ja = "<CR> その人・組織について　q 閉じる",
    en = "<CR> who this is   q close",
  },
}

--- A text in the user's language. Like the server, it is Japanese unless another locale is known.
---@param name string a key of the table above
---@param ... string|integer what the text's format asks for
---@return string
function M.text(name, ...)
  local locale = config.locale()
  local language = (not locale or vim.startswith(locale, "ja")) and "ja" or "en"
  return texts[name][language]:format(...)
end

--- Shows `text` as a message of this plugin.
---@param level integer one of vim.log.levels
---@param text string
function M.say(level, text)
  vim.notify("uradori: " .. text, level)
end

--- Shows a message in the user's language.
---@param level integer one of vim.log.levels
---@param name string a key of the table above
---@param ... string|integer what the text's format asks for
function M.show(level, name, ...)
  M.say(level, M.text(name, ...))
end

return M
