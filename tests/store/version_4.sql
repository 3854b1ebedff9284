-- The user's database as version 4 wrote it. Never edited.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE actions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('seed', 'do', 'undo', 'redo')),
        target INTEGER REFERENCES actions (id),
        label TEXT NOT NULL,
        changes TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT;
INSERT INTO "actions" VALUES(1,'2026-10-09T14:30:00+00:00','seed',NULL,'{"id":"seed","arguments":{}}','[{"table":"portfolios","before":null,"after":{"key":"sample","place":0,"name":"Sample","base_currency":"USD","is_sample":1}},{"table":"holdings","before":null,"after":{"key":"h-MSFT","portfolio":"sample","place":0,"symbol":"MSFT","quantity":"5","currency":"USD","cost":"1500","kind":null,"name":null,"manual_price":null,"manual_price_on":null}}]','454f15e92dda59e4');
INSERT INTO "actions" VALUES(2,'2026-10-09T14:30:00+00:00','do',NULL,'{"id":"create","arguments":{"name":"Mine"}}','[{"table":"portfolios","before":null,"after":{"key":"mine","place":1,"name":"Mine","base_currency":"EUR","is_sample":0}},{"table":"holdings","before":null,"after":{"key":"h-NVDA","portfolio":"mine","place":0,"symbol":"NVDA","quantity":"10.5","currency":"USD","cost":"1234.56","kind":null,"name":null,"manual_price":null,"manual_price_on":null}},{"table":"holdings","before":null,"after":{"key":"h-輝達","portfolio":"mine","place":1,"symbol":"輝達","quantity":"-3","currency":null,"cost":null,"kind":null,"name":null,"manual_price":null,"manual_price_on":null}},{"table":"holdings","before":null,"after":{"key":"h-ETH","portfolio":"mine","place":2,"symbol":"ETH","quantity":"0.123456789012345678","currency":"EUR","cost":null,"kind":"crypto","name":null,"manual_price":null,"manual_price_on":null}},{"table":"holdings","before":null,"after":{"key":"h-USD","portfolio":"mine","place":3,"symbol":"USD","quantity":"1500.00","currency":"USD","cost":null,"kind":"cash","name":null,"manual_price":null,"manual_price_on":null}},{"table":"watchlist","before":null,"after":{"key":"w-KO","portfolio":"mine","place":0,"symbol":"KO"}}]','307e9068770fe95a');
INSERT INTO "actions" VALUES(3,'2026-10-09T14:30:00+00:00','do',NULL,'{"id":"ledger_add","arguments":{"payer":"NVIDIA","payee":"Acme"}}','[{"table":"own_ledger","before":null,"after":{"key":"deal:own-1","part":"deal","id":"own-1","base":null,"changed_at":"2026-10-09T14:30:00+00:00","body":"{\"id\":\"own-1\",\"payer\":\"nvidia\",\"payee\":\"acme\",\"source_entity\":\"nvidia\",\"target_entity\":\"acme\",\"kind\":\"equity_investment\",\"leg\":\"financing\",\"status\":\"definitive\",\"cash\":true,\"amount_usd\":\"2500000000\",\"amount_text\":\"$2.5 billion\",\"announced\":\"2026-09-30\",\"verification\":\"public_source_seen\",\"confidence\":\"high\",\"best_tier\":\"press\",\"goods\":null,\"firm_usd\":null,\"conditional\":false,\"term_years\":null,\"capacity_gw\":null,\"notice_days\":null,\"supersedes\":[],\"contains\":[],\"extends\":[],\"exclude_from_loops\":false,\"evidence\":[],\"notes\":null,\"first_dated\":null,\"starts\":null}"}},{"table":"own_ledger","before":null,"after":{"key":"retirement:nvidia-openai-1","part":"retirement","id":"nvidia-openai-1","base":"0123456789abcdef","changed_at":"2026-10-09T14:30:00+00:00","body":"Not mine"}}]','575aeddefed1e96b');
INSERT INTO "actions" VALUES(4,'2026-10-09T14:30:00+00:00','do',NULL,'{"id":"tags","arguments":{"symbol":"NVDA"}}','[{"table":"company_tags","before":null,"after":{"key":"nvidia","tags":"[\"long term\",\"核心\"]","role":"engine","layer":""}}]','5e808d42a7ea26af');
INSERT INTO "actions" VALUES(5,'2026-10-09T14:30:00+00:00','do',NULL,'{"id":"tags","arguments":{"symbol":"ABCX"}}','[{"table":"company_tags","before":null,"after":{"key":"symbol:ABCX","tags":"[\"look up\"]","role":null,"layer":null}}]','cb589fea6fb6fb7e');
INSERT INTO "actions" VALUES(6,'2026-10-09T14:30:00+00:00','do',NULL,'{"id":"prices","arguments":{"count":"2","file":"p.csv"}}','[{"table":"own_prices","before":null,"after":{"key":"ABCX","price":"12.50","currency":"USD","day":"2026-10-01","file":"p.csv","imported_at":"2026-10-09T14:30:00+00:00"}},{"table":"own_prices","before":null,"after":{"key":"VOD.L","price":"4.12","currency":"GBP","day":"2026-10-01","file":"p.csv","imported_at":"2026-10-09T14:30:00+00:00"}}]','eb205974a06bc82a');
CREATE TABLE alerts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        portfolio TEXT NOT NULL,
        company TEXT NOT NULL,
        symbol TEXT NOT NULL,
        screen TEXT NOT NULL,
        after TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('alert', 'data_changed')),
        read INTEGER NOT NULL CHECK (read IN (0, 1)),
        body TEXT NOT NULL
    ) STRICT;
INSERT INTO "alerts" VALUES(1,'2026-10-09T14:30:00.000000+00:00','mine','nvidia','NVDA','pe_ttm','2','alert',0,'{"at":"2026-10-09T14:30:00Z","portfolio":"mine","company":"nvidia","symbol":"NVDA","name":"NVIDIA","screen":"pe_ttm","before":"1","after":"2","kind":"alert","message":{"id":"severity_rose","arguments":{"name":{"type":"text","value":"NVIDIA"}}},"detail":{"id":"pe","arguments":{}},"why":null,"read":false,"id":0}');
CREATE TABLE company_tags (
    key TEXT PRIMARY KEY NOT NULL,
    tags TEXT NOT NULL,
    role TEXT,
    layer TEXT,
    row_check TEXT NOT NULL
) STRICT;
INSERT INTO "company_tags" VALUES('nvidia','["long term","核心"]','engine','','58f27e9bb41239b4');
INSERT INTO "company_tags" VALUES('symbol:ABCX','["look up"]',NULL,NULL,'d546643280e5aa41');
CREATE TABLE holdings (
        key TEXT PRIMARY KEY NOT NULL,
        portfolio TEXT NOT NULL REFERENCES portfolios (key) DEFERRABLE INITIALLY DEFERRED,
        place INTEGER NOT NULL,
        symbol TEXT NOT NULL,
        quantity TEXT NOT NULL,
        currency TEXT,
        cost TEXT,
        kind TEXT,
        name TEXT,
        manual_price TEXT,
        manual_price_on TEXT,
        row_check TEXT NOT NULL
    ) STRICT;
INSERT INTO "holdings" VALUES('h-MSFT','sample',0,'MSFT','5','USD','1500',NULL,NULL,NULL,NULL,'8a3f4e58ba88ebd8');
INSERT INTO "holdings" VALUES('h-NVDA','mine',0,'NVDA','10.5','USD','1234.56',NULL,NULL,NULL,NULL,'a1112c0deac04f55');
INSERT INTO "holdings" VALUES('h-輝達','mine',1,'輝達','-3',NULL,NULL,NULL,NULL,NULL,NULL,'bba08f69bdc63abc');
INSERT INTO "holdings" VALUES('h-ETH','mine',2,'ETH','0.123456789012345678','EUR',NULL,'crypto',NULL,NULL,NULL,'31ceae7b5c0a43e3');
INSERT INTO "holdings" VALUES('h-USD','mine',3,'USD','1500.00','USD',NULL,'cash',NULL,NULL,NULL,'1f2083f7021f81af');
CREATE TABLE ledger_files (
        key TEXT PRIMARY KEY NOT NULL,
        version TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        body TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT;
CREATE TABLE own_ledger (
        key TEXT PRIMARY KEY NOT NULL,
        part TEXT NOT NULL CHECK (part IN ('deal', 'entity', 'retirement')),
        id TEXT NOT NULL,
        base TEXT,
        changed_at TEXT NOT NULL,
        body TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT;
INSERT INTO "own_ledger" VALUES('deal:own-1','deal','own-1',NULL,'2026-10-09T14:30:00+00:00','{"id":"own-1","payer":"nvidia","payee":"acme","source_entity":"nvidia","target_entity":"acme","kind":"equity_investment","leg":"financing","status":"definitive","cash":true,"amount_usd":"2500000000","amount_text":"$2.5 billion","announced":"2026-09-30","verification":"public_source_seen","confidence":"high","best_tier":"press","goods":null,"firm_usd":null,"conditional":false,"term_years":null,"capacity_gw":null,"notice_days":null,"supersedes":[],"contains":[],"extends":[],"exclude_from_loops":false,"evidence":[],"notes":null,"first_dated":null,"starts":null}','b96d21a3d237d7a4');
INSERT INTO "own_ledger" VALUES('retirement:nvidia-openai-1','retirement','nvidia-openai-1','0123456789abcdef','2026-10-09T14:30:00+00:00','Not mine','900d972b92e5aa2a');
CREATE TABLE own_prices (
    key TEXT PRIMARY KEY NOT NULL,
    price TEXT NOT NULL,
    currency TEXT NOT NULL,
    day TEXT NOT NULL,
    file TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    row_check TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "own_prices" VALUES('ABCX','12.50','USD','2026-10-01','p.csv','2026-10-09T14:30:00+00:00','e2da5b1c3cdbd962');
INSERT INTO "own_prices" VALUES('VOD.L','4.12','GBP','2026-10-01','p.csv','2026-10-09T14:30:00+00:00','3fce459f72d52aad');
CREATE TABLE portfolios (
        key TEXT PRIMARY KEY NOT NULL,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        base_currency TEXT NOT NULL,
        is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
        row_check TEXT NOT NULL
    ) STRICT;
INSERT INTO "portfolios" VALUES('sample',0,'Sample','USD',1,'4984922a3456a961');
INSERT INTO "portfolios" VALUES('mine',1,'Mine','EUR',0,'56a61e0215cb591f');
CREATE TABLE settings (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) STRICT;
INSERT INTO "settings" VALUES('theme','"dark"');
CREATE TABLE watchlist (
        key TEXT PRIMARY KEY NOT NULL,
        portfolio TEXT NOT NULL REFERENCES portfolios (key) DEFERRABLE INITIALLY DEFERRED,
        place INTEGER NOT NULL,
        symbol TEXT NOT NULL,
        row_check TEXT NOT NULL
    ) STRICT;
INSERT INTO "watchlist" VALUES('w-KO','mine',0,'KO','69fa36812222492a');
CREATE INDEX holdings_of_portfolio ON holdings (portfolio, place);
CREATE INDEX watchlist_of_portfolio ON watchlist (portfolio, place);
CREATE INDEX alerts_of_portfolio ON alerts (portfolio, at);
CREATE INDEX unread_alerts ON alerts (id) WHERE read = 0;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('actions',6);
INSERT INTO "sqlite_sequence" VALUES('alerts',1);
COMMIT;
PRAGMA application_id = 1380341041;
PRAGMA user_version = 4;
