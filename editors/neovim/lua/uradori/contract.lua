---@meta
-- What the server answers to `workspace/executeCommand`; the contract is editors/README.md. Types only: never loaded.

--- A place in a text, counted from 0 in the encoding that was agreed upon.
---@class uradori.Position
---@field line integer
---@field character integer

---@class uradori.Range
---@field start uradori.Position
---@field end uradori.Position

--- Where something stands, and in what article.
---@class uradori.Place
---@field uri string
---@field range uradori.Range
---@field title? string
---@field date? string the article's day (`2026-05-13`)

--- A row of `uradori.claims`.
---@class uradori.Claim : uradori.Place
---@field code string
---@field severity "error"|"warning"|"information"|"hint"
---@field message string
---@field why string
---@field text string the sentence, or what a list has room for of it
---@field accepted? { by: string, on: string, reason: string, expires?: string, fingerprint: string }

--- A row of `uradori.acceptances`, and the answer to `uradori.accept`.
---@class uradori.Acceptance
---@field article string the article's path in its folder
---@field uri string
---@field range? uradori.Range nil where the finding is no longer found
---@field code string
---@field fingerprint string
---@field excerpt string the beginning of the sentence
---@field reason string
---@field by string
---@field on string
---@field expires? string
---@field standing "in-force"|"unexplained"|"expired"|"no-article"|"no-sentence"|"no-finding"
---@field remark? string what a reviewer is to be told

--- A row of `uradori.actors`.
---@class uradori.Actor
---@field actor string the id, the same in all articles
---@field name string
---@field type string a kind: `person`, `organization`, `place` and so on
---@field mentions integer
---@field articles integer

---@class uradori.Role : uradori.Place
---@field role string
---@field from? string
---@field to? string
---@field mentions integer

---@class uradori.Said : uradori.Place
---@field text string
---@field source string as it is written; empty where the text does not tell
---@field gradeLabel? string
---@field vouched boolean
---@field findings { code: string, severity: string, message: string }[]
---@field repeated integer how many more articles carry the same words

---@class uradori.Weakness : uradori.Place
---@field code string
---@field message string
---@field text string
---@field accepted boolean

--- The answer to `uradori.dossier`.
---@class uradori.Dossier : uradori.Actor
---@field typeLabel string
---@field reading string
---@field description string
---@field origin string
---@field links string[]
---@field names { name: string, count: integer }[]
---@field contested { name: string, relation: string, origin?: string }[]
---@field roles uradori.Role[]
---@field said uradori.Said[]
---@field told uradori.Said[]
---@field weak uradori.Weakness[]
---@field company { actor: string, name: string, type: string, sentences: integer }[]
---@field whole boolean false where only the first and the last articles were read

--- The answer to `uradori.network`.
---@class uradori.Network
---@field centre? string
---@field nodes uradori.Actor[]
---@field edges { from: string, to: string, kind: "beside"|"speaks-about", count: integer, articles: integer }[]
