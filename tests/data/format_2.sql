PRAGMA application_id = 1818519148;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE "activities" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "kind" TEXT NOT NULL DEFAULT 'task',
    "subject" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "description_format" TEXT NOT NULL DEFAULT 'plain',
    "direction" TEXT NOT NULL DEFAULT 'none',
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "location" TEXT NOT NULL DEFAULT '',
    "provider" TEXT NOT NULL DEFAULT '',
    "provider_type" TEXT NOT NULL DEFAULT '',
    "provider_params" TEXT NOT NULL DEFAULT '',
    "provider_data" TEXT NOT NULL DEFAULT '',
    "settings" TEXT NOT NULL DEFAULT '',
    "starts_at" TEXT,
    "ends_at" TEXT,
    "due_at" TEXT,
    "remind_minutes" INTEGER,
    "recurrence" TEXT,
    "occurs_at" TEXT,
    "done_at" TEXT,
    "done_automatically" INTEGER NOT NULL DEFAULT 0,
    "result" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL DEFAULT '',
    "result_mark" TEXT NOT NULL DEFAULT '',
    "result_value" TEXT,
    "result_amount_e4" INTEGER,
    "result_amount_currency" TEXT,
    "result_amount" REAL GENERATED ALWAYS AS ("result_amount_e4" / 10000.0) VIRTUAL,
    "result_source" TEXT NOT NULL DEFAULT '',
    "bindings" TEXT,
    "parent" TEXT,
    "is_pinned" INTEGER NOT NULL DEFAULT 0,
    "phones" TEXT,
    "emails" TEXT,
    "messengers" TEXT,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "activities" VALUES('activity_00000000000000000000000001',1,'web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','html','outgoing','high','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','2026-01-02T23:00:00.999999+00:00','2026-01-02T23:00:00.999999+00:00',42,'{"every":"month","interval":2,"months":[1,2],"positions":[-1,1],"starts_at":"2026-01-01T09:00:00.000001+00:00","until":"2027-02-28","week_start":"SU","weekdays":["-1FR","MO"]}','2026-01-02T23:00:00.999999+00:00','2026-01-02T23:00:00.999999+00:00',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','missed','positive','7.25',9223372036854775807,'UAH','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["company_00000000000000000000000001","lead_00000000000000000000000001"]','activity_00000000000000000000000001',1,'[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
INSERT INTO "activities" VALUES('activity_00000000000000000000000102',2,'call','Ask','','plain','none','normal','','','','','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'','','',NULL,NULL,NULL,'','["lead_00000000000000000000000101","deal_00000000000000000000000105","contact_00000000000000000000000104","company_00000000000000000000000103"]',NULL,0,NULL,NULL,NULL,NULL,'ada',1,'',NULL,NULL,NULL,'2026-01-05T09:14:00.000000+00:00','ada','2026-01-05T09:28:00.000000+00:00','ada',NULL);
CREATE TABLE "commands" (
        "actor" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "verb" TEXT NOT NULL,
        "request" TEXT NOT NULL,
        "result" TEXT NOT NULL,
        PRIMARY KEY ("actor", "key")
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "commands" VALUES('ada','convert','convert','{"source": "lead_00000000000000000000000101", "variant": ""}','{"id": "conversion_00000000000000000000000106", "variant": "standard", "source": "lead_00000000000000000000000101", "company": "company_00000000000000000000000103", "contact": "contact_00000000000000000000000104", "deal": "deal_00000000000000000000000105"}');
INSERT INTO "commands" VALUES('ada','first','add','a7a175dffe0c48034b389f145dc773a2438d7a8c635f197b2fd12be96bb12d9f','{"id": "lead_00000000000000000000000101"}');
CREATE TABLE "companies" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL DEFAULT '',
    "logo" TEXT,
    "type" TEXT NOT NULL DEFAULT '',
    "industry" TEXT NOT NULL DEFAULT '',
    "employees" TEXT NOT NULL DEFAULT '',
    "revenue_e4" INTEGER,
    "revenue_currency" TEXT,
    "revenue" REAL GENERATED ALWAYS AS ("revenue_e4" / 10000.0) VIRTUAL,
    "is_ours" INTEGER NOT NULL DEFAULT 0,
    "phones" TEXT,
    "emails" TEXT,
    "websites" TEXT,
    "messengers" TEXT,
    "address" TEXT,
    "legal_address" TEXT,
    "requisites" TEXT,
    "stamp" TEXT,
    "director_signature" TEXT,
    "accountant_signature" TEXT,
    "parent" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "utm" TEXT,
    "origin" TEXT,
    "lead" TEXT,
    "consents" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "observers" TEXT,
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT,
    "merged_into" TEXT
) STRICT;
INSERT INTO "companies" VALUES('company_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','web','web','web',9223372036854775807,'UAH',1,'[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','company_00000000000000000000000001','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','lead_00000000000000000000000001','[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'company_00000000000000000000000001');
INSERT INTO "companies" VALUES('company_00000000000000000000000002',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','web','web','web',9223372036854775807,'UAH',1,'[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','company_00000000000000000000000001','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','lead_00000000000000000000000001','[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'company_00000000000000000000000001');
INSERT INTO "companies" VALUES('company_00000000000000000000000103',1,'Kyiv Logistics',NULL,'','','',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','',NULL,NULL,'lead_00000000000000000000000101',NULL,'ada',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T09:28:00.000000+00:00','ada','2026-01-05T09:28:00.000000+00:00','ada',NULL,NULL);
CREATE TABLE "contacts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "honorific" TEXT NOT NULL DEFAULT '',
    "first_name" TEXT NOT NULL DEFAULT '',
    "middle_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "birth_date" TEXT,
    "job_title" TEXT NOT NULL DEFAULT '',
    "photo" TEXT,
    "type" TEXT NOT NULL DEFAULT '',
    "phones" TEXT,
    "emails" TEXT,
    "websites" TEXT,
    "messengers" TEXT,
    "address" TEXT,
    "requisites" TEXT,
    "companies" TEXT,
    "export_allowed" INTEGER NOT NULL DEFAULT 1,
    "source" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "utm" TEXT,
    "origin" TEXT,
    "lead" TEXT,
    "consents" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "observers" TEXT,
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT,
    "merged_into" TEXT
) STRICT;
INSERT INTO "contacts" VALUES('contact_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','web','[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','[{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Chief","primary":true,"role":"accountant","since":"2024-02-29"},{"company":"company_00000000000000000000000001","key":"company_00000000000000000000000001","primary":false},{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Clerk","primary":false,"since":"2019-01-01","until":"2021-12-31"}]',0,'web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','lead_00000000000000000000000001','[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'contact_00000000000000000000000001');
INSERT INTO "contacts" VALUES('contact_00000000000000000000000002',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}','web','[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','[{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Chief","primary":true,"role":"accountant","since":"2024-02-29"},{"company":"company_00000000000000000000000001","key":"company_00000000000000000000000001","primary":false},{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Clerk","primary":false,"since":"2019-01-01","until":"2021-12-31"}]',0,'web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','lead_00000000000000000000000001','[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'contact_00000000000000000000000001');
INSERT INTO "contacts" VALUES('contact_00000000000000000000000104',1,'','Olena','','Kovalenko',NULL,'',NULL,'','[{"key":"+380441234567","kind":"work","number":"+380441234567","raw":"+380441234567"}]','[{"address":"olena@kyivlog.example","key":"olena@kyivlog.example","kind":"work"}]',NULL,NULL,NULL,NULL,'[{"company":"company_00000000000000000000000103","key":"company_00000000000000000000000103","primary":true}]',1,'','',NULL,NULL,'lead_00000000000000000000000101',NULL,'ada',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T09:28:00.000000+00:00','ada','2026-01-05T09:28:00.000000+00:00','ada',NULL,NULL);
INSERT INTO "contacts" VALUES('contact_00000000000000000000000108',2,'','Ivan','','Gone',NULL,'',NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,'','',NULL,NULL,NULL,NULL,'ada',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:17:00.000000+00:00','ada','2026-01-05T10:24:00.000000+00:00','ada','2026-01-05T10:24:00.000000+00:00',NULL);
CREATE TABLE "deals" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT '',
    "amount_e4" INTEGER,
    "amount_currency" TEXT,
    "amount" REAL GENERATED ALWAYS AS ("amount_e4" / 10000.0) VIRTUAL,
    "tax_e4" INTEGER,
    "tax_currency" TEXT,
    "tax" REAL GENERATED ALWAYS AS ("tax_e4" / 10000.0) VIRTUAL,
    "amount_is_manual" INTEGER NOT NULL DEFAULT 0,
    "rows" TEXT,
    "pipeline" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT '',
    "stage_kind" TEXT NOT NULL DEFAULT '',
    "stage_entered_at" TEXT,
    "moved_by" TEXT NOT NULL DEFAULT '',
    "closed_at" TEXT,
    "loss_reason" TEXT NOT NULL DEFAULT '',
    "loss_note" TEXT NOT NULL DEFAULT '',
    "probability" INTEGER,
    "probability_source" TEXT NOT NULL DEFAULT '',
    "is_recurring" INTEGER NOT NULL DEFAULT 0,
    "begins_on" TEXT,
    "expected_close" TEXT,
    "location" TEXT NOT NULL DEFAULT '',
    "additional_info" TEXT NOT NULL DEFAULT '',
    "company" TEXT,
    "contacts" TEXT,
    "lead" TEXT,
    "quote" TEXT,
    "is_return_customer" INTEGER NOT NULL DEFAULT 0,
    "is_repeated_approach" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "utm" TEXT,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "observers" TEXT,
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT,
    "merged_into" TEXT
) STRICT;
INSERT INTO "deals" VALUES('deal_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','web',9223372036854775807,'UAH',9223372036854775807,'UAH',1,'[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]','some_code','some_code','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',42,'model',1,'2024-02-29','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','company_00000000000000000000000001','[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]','lead_00000000000000000000000001','quote_00000000000000000000000001',1,1,'web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'deal_00000000000000000000000001');
INSERT INTO "deals" VALUES('deal_00000000000000000000000105',3,'Forklift rental','',1200000000,'UAH',NULL,NULL,0,NULL,'deals','won','won','2026-01-05T09:49:00.000000+00:00','ada','2026-01-05T09:49:00.000000+00:00','','',100,'stage',0,NULL,NULL,'','','company_00000000000000000000000103','[{"contact":"contact_00000000000000000000000104","key":"contact_00000000000000000000000104","primary":true}]','lead_00000000000000000000000101',NULL,0,0,'','',NULL,NULL,'ada',NULL,1,'',NULL,NULL,'{"budget":{"currency":"UAH","e4":50000},"seats":[2,3],"share":{"decimal":"0.5"},"visit_on":{"date":"2026-02-01"}}',NULL,'','2026-01-05T09:28:00.000000+00:00','ada','2026-01-05T09:49:00.000000+00:00','ada',NULL,NULL);
INSERT INTO "deals" VALUES('deal_00000000000000000000000107',2,'Crane','',NULL,NULL,NULL,NULL,0,NULL,'deals','lost','lost','2026-01-05T10:10:00.000000+00:00','ada','2026-01-05T10:10:00.000000+00:00','price','',0,'stage',0,NULL,NULL,'','',NULL,NULL,NULL,NULL,0,0,'','',NULL,NULL,'ada',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T09:56:00.000000+00:00','ada','2026-01-05T10:10:00.000000+00:00','ada',NULL,NULL);
CREATE TABLE "events" (
        "seq" INTEGER PRIMARY KEY,
        "record" TEXT NOT NULL,
        "version" INTEGER NOT NULL,
        "entity" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "at" TEXT NOT NULL,
        "actor" TEXT NOT NULL,
        "cause" TEXT NOT NULL,
        "changes" TEXT NOT NULL,
        "pipeline" TEXT,
        "stage" TEXT,
        "stage_label" TEXT,
        "stage_kind" TEXT,
        "overridden" TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "events" VALUES(1,'lead_00000000000000000000000001',1,'lead','created','2026-01-05T09:00:00.000000+00:00','ada','','[["title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["interest","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["honorific","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["first_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["middle_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["last_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["birth_date",null,"2024-02-29"],["job_title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["company_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["industry","","web"],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["met_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["amount",null,{"amount":"922337203685477.5807","currency":"UAH"}],["amount_is_manual",false,true],["rows",[],[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]],["pipeline","","some_code"],["stage","","some_code"],["stage_note","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["stage_kind","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["stage_entered_at",null,"2026-01-02T23:00:00.999999+00:00"],["moved_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["closed_at",null,"2026-01-02T23:00:00.999999+00:00"],["converted_at",null,"2026-01-02T23:00:00.999999+00:00"],["loss_reason","","web"],["loss_note","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["company",null,"company_00000000000000000000000001"],["contact",null,"contact_00000000000000000000000001"],["deal",null,"deal_00000000000000000000000001"],["is_return_customer",false,true],["consents",[],[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"lead_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(2,'contact_00000000000000000000000001',1,'contact','created','2026-01-05T09:00:00.000000+00:00','ada','','[["honorific","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["first_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["middle_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["last_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["birth_date",null,"2024-02-29"],["job_title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["photo",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["type","","web"],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["companies",[],[{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Chief","primary":true,"role":"accountant","since":"2024-02-29"},{"company":"company_00000000000000000000000001","key":"company_00000000000000000000000001","primary":false},{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Clerk","primary":false,"since":"2019-01-01","until":"2021-12-31"}]],["export_allowed",true,false],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["lead",null,"lead_00000000000000000000000001"],["consents",[],[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"contact_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(3,'company_00000000000000000000000001',1,'company','created','2026-01-05T09:00:00.000000+00:00','ada','','[["name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["logo",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["type","","web"],["industry","","web"],["employees","","web"],["revenue",null,{"amount":"922337203685477.5807","currency":"UAH"}],["is_ours",false,true],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["legal_address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["stamp",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["director_signature",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["accountant_signature",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["parent",null,"company_00000000000000000000000001"],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["lead",null,"lead_00000000000000000000000001"],["consents",[],[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"company_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(4,'deal_00000000000000000000000001',1,'deal','created','2026-01-05T09:00:00.000000+00:00','ada','','[["title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["type","","web"],["amount",null,{"amount":"922337203685477.5807","currency":"UAH"}],["tax",null,{"amount":"922337203685477.5807","currency":"UAH"}],["amount_is_manual",false,true],["rows",[],[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]],["pipeline","","some_code"],["stage","","some_code"],["stage_kind","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["stage_entered_at",null,"2026-01-02T23:00:00.999999+00:00"],["moved_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["closed_at",null,"2026-01-02T23:00:00.999999+00:00"],["loss_reason","","web"],["loss_note","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["probability",null,42],["probability_source","","model"],["is_recurring",false,true],["begins_on",null,"2024-02-29"],["expected_close",null,"2024-02-29"],["location","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["additional_info","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["company",null,"company_00000000000000000000000001"],["contacts",[],[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]],["lead",null,"lead_00000000000000000000000001"],["quote",null,"quote_00000000000000000000000001"],["is_return_customer",false,true],["is_repeated_approach",false,true],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"deal_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(5,'activity_00000000000000000000000001',1,'activity','created','2026-01-05T09:00:00.000000+00:00','ada','','[["kind","task","web"],["subject","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["description","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["description_format","plain","html"],["direction","none","outgoing"],["priority","normal","high"],["location","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["provider","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["provider_type","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["provider_params","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["provider_data","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["settings","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["starts_at",null,"2026-01-02T23:00:00.999999+00:00"],["ends_at",null,"2026-01-02T23:00:00.999999+00:00"],["due_at",null,"2026-01-02T23:00:00.999999+00:00"],["remind_minutes",null,42],["recurrence",null,{"every":"month","interval":2,"months":[1,2],"positions":[-1,1],"starts_at":"2026-01-01T09:00:00.000001+00:00","until":"2027-02-28","week_start":"SU","weekdays":["-1FR","MO"]}],["occurs_at",null,"2026-01-02T23:00:00.999999+00:00"],["done_at",null,"2026-01-02T23:00:00.999999+00:00"],["done_automatically",false,true],["result","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["outcome","","missed"],["result_mark","","positive"],["result_value",null,"7.25"],["result_amount",null,{"amount":"922337203685477.5807","currency":"UAH"}],["result_source","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["bindings",[],["company_00000000000000000000000001","lead_00000000000000000000000001"]],["parent",null,"activity_00000000000000000000000001"],["is_pinned",false,true],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(6,'quote_00000000000000000000000001',1,'quote','created','2026-01-05T09:00:00.000000+00:00','ada','','[["number","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["content","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["terms","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["amount",null,{"amount":"922337203685477.5807","currency":"UAH"}],["tax",null,{"amount":"922337203685477.5807","currency":"UAH"}],["amount_is_manual",false,true],["rows",[],[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]],["pipeline","","some_code"],["stage","","some_code"],["stage_kind","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["stage_entered_at",null,"2026-01-02T23:00:00.999999+00:00"],["moved_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["closed_at",null,"2026-01-02T23:00:00.999999+00:00"],["loss_reason","","web"],["loss_note","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["issued_on",null,"2024-02-29"],["valid_until",null,"2024-02-29"],["expected_close",null,"2024-02-29"],["location","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["seller",null,"company_00000000000000000000000001"],["seller_requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["company",null,"company_00000000000000000000000001"],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["client",null,{"phone":"044 123","title":"ТОВ «Ґудзь»"}],["contacts",[],[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]],["lead",null,"lead_00000000000000000000000001"],["deal",null,"deal_00000000000000000000000001"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(7,'invoice_00000000000000000000000001',1,'invoice','created','2026-01-05T09:00:00.000000+00:00','ada','','[["number","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["amount",null,{"amount":"922337203685477.5807","currency":"UAH"}],["tax",null,{"amount":"922337203685477.5807","currency":"UAH"}],["amount_is_manual",false,true],["rows",[],[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]],["pipeline","","some_code"],["stage","","some_code"],["stage_kind","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["stage_entered_at",null,"2026-01-02T23:00:00.999999+00:00"],["moved_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["closed_at",null,"2026-01-02T23:00:00.999999+00:00"],["issued_on",null,"2024-02-29"],["due_on",null,"2024-02-29"],["basis","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["location","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["seller",null,"company_00000000000000000000000001"],["seller_requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["company",null,"company_00000000000000000000000001"],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["contacts",[],[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]],["deal",null,"deal_00000000000000000000000001"],["quote",null,"quote_00000000000000000000000001"],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(8,'product_00000000000000000000000001',1,'product','created','2026-01-05T09:00:00.000000+00:00','ada','','[["name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["sku","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["group","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["description","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["unit","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["price",null,{"amount":"922337203685477.5807","currency":"UAH"}],["cost",null,{"amount":"922337203685477.5807","currency":"UAH"}],["tax_rate",null,"7.25"],["tax_included",false,true],["is_active",true,false],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(9,'inquiry_00000000000000000000000001',1,'inquiry','created','2026-01-05T09:00:00.000000+00:00','ada','','[["channel","","web"],["line","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["direction","incoming","outgoing"],["external_id","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["received_at",null,"2026-01-02T23:00:00.999999+00:00"],["outcome","","missed"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["met_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["message","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["interest","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["honorific","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["first_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["middle_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["last_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["job_title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["company_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["company_type","","web"],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["raw","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["route","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["route_note","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["is_ambiguous",false,true],["delivery_keys",[],["b","ґ"]],["lead",null,"lead_00000000000000000000000001"],["contact",null,"contact_00000000000000000000000001"],["company",null,"company_00000000000000000000000001"],["deal",null,"deal_00000000000000000000000001"],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(10,'user_00000000000000000000000001',1,'user','created','2026-01-05T09:00:00.000000+00:00','ada','','[["login","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["first_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["middle_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["last_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["job_title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["department","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["manager","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["is_active",true,false],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(11,'company_00000000000000000000000002',1,'company','created','2026-01-05T09:00:00.000000+00:00','ada','','[["name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["logo",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["type","","web"],["industry","","web"],["employees","","web"],["revenue",null,{"amount":"922337203685477.5807","currency":"UAH"}],["is_ours",false,true],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["legal_address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["stamp",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["director_signature",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["accountant_signature",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["parent",null,"company_00000000000000000000000001"],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["lead",null,"lead_00000000000000000000000001"],["consents",[],[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"company_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(12,'contact_00000000000000000000000002',1,'contact','created','2026-01-05T09:00:00.000000+00:00','ada','','[["honorific","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["first_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["middle_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["last_name","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["birth_date",null,"2024-02-29"],["job_title","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["photo",null,{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}],["type","","web"],["phones",[],[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]],["emails",[],[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]],["websites",[],[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]],["messengers",[],[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]],["address",null,{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}],["requisites",null,{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}],["companies",[],[{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Chief","primary":true,"role":"accountant","since":"2024-02-29"},{"company":"company_00000000000000000000000001","key":"company_00000000000000000000000001","primary":false},{"company":"company_00000000000000000000000002","key":"company_00000000000000000000000002","position":"Clerk","primary":false,"since":"2019-01-01","until":"2021-12-31"}]],["export_allowed",true,false],["source","","web"],["source_details","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["utm",null,{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}],["origin",null,{"id":"0042","system":"bitrix24","version":"7"}],["lead",null,"lead_00000000000000000000000001"],["consents",[],[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]],["owner","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["observers",[],["b","ґ"]],["open_to_all",true,false],["notes","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULLҐудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["tags",[],["b","ґ"]],["files",[],[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]],["custom",{},{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}],["last_activity_at",null,"2026-01-02T23:00:00.999999+00:00"],["last_activity_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["created_at",null,"2026-01-02T23:00:00.999999+00:00"],["created_by","","Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL"],["merged_into",null,"contact_00000000000000000000000001"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(13,'lead_00000000000000000000000101',1,'lead','created','2026-01-05T09:07:00.000000+00:00','ada','','[["title","","Forklift rental"],["first_name","","Olena"],["last_name","","Kovalenko"],["company_name","","Kyiv Logistics"],["phones",[],[{"key":"+380441234567","kind":"work","number":"+380441234567","raw":"+380441234567"}]],["emails",[],[{"address":"olena@kyivlog.example","key":"olena@kyivlog.example","kind":"work"}]],["amount",null,{"amount":"120000","currency":"UAH"}],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T09:07:00.000000+00:00"],["moved_by","","ada"],["owner","","ada"],["custom",{},{"budget":{"currency":"UAH","e4":50000}}],["created_at",null,"2026-01-05T09:07:00.000000+00:00"],["created_by","","ada"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(14,'activity_00000000000000000000000102',1,'activity','created','2026-01-05T09:14:00.000000+00:00','ada','','[["kind","task","call"],["subject","","Ask"],["bindings",[],["lead_00000000000000000000000101"]],["owner","","ada"],["created_at",null,"2026-01-05T09:14:00.000000+00:00"],["created_by","","ada"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(15,'lead_00000000000000000000000101',2,'lead','moved','2026-01-05T09:21:00.000000+00:00','ada','','[["stage","new","in_progress"],["stage_entered_at","2026-01-05T09:07:00.000000+00:00","2026-01-05T09:21:00.000000+00:00"]]','leads','in_progress','In progress','open','');
INSERT INTO "events" VALUES(16,'company_00000000000000000000000103',1,'company','created','2026-01-05T09:28:00.000000+00:00','ada','conversion_00000000000000000000000106','[["name","","Kyiv Logistics",[["name","copied","lead_00000000000000000000000101",["company_name"],"standard"]]],["lead",null,"lead_00000000000000000000000101",[["lead","linked","lead_00000000000000000000000101",[],"standard"]]],["owner","","ada"],["created_at",null,"2026-01-05T09:28:00.000000+00:00"],["created_by","","ada"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(17,'contact_00000000000000000000000104',1,'contact','created','2026-01-05T09:28:00.000000+00:00','ada','conversion_00000000000000000000000106','[["first_name","","Olena",[["first_name","copied","lead_00000000000000000000000101",["first_name"],"standard"]]],["last_name","","Kovalenko",[["last_name","copied","lead_00000000000000000000000101",["last_name"],"standard"]]],["phones",[],[{"key":"+380441234567","kind":"work","number":"+380441234567","raw":"+380441234567"}],[["phones","copied","lead_00000000000000000000000101",["phones"],"standard"]]],["emails",[],[{"address":"olena@kyivlog.example","key":"olena@kyivlog.example","kind":"work"}],[["emails","copied","lead_00000000000000000000000101",["emails"],"standard"]]],["companies",[],[{"company":"company_00000000000000000000000103","key":"company_00000000000000000000000103","primary":true}],[["companies","linked","lead_00000000000000000000000101",[],"standard"]]],["lead",null,"lead_00000000000000000000000101",[["lead","linked","lead_00000000000000000000000101",[],"standard"]]],["owner","","ada"],["created_at",null,"2026-01-05T09:28:00.000000+00:00"],["created_by","","ada"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(18,'deal_00000000000000000000000105',1,'deal','created','2026-01-05T09:28:00.000000+00:00','ada','conversion_00000000000000000000000106','[["title","","Forklift rental",[["title","first filled","lead_00000000000000000000000101",["title"],"standard"]]],["amount",null,{"amount":"120000.0000","currency":"UAH"},[["amount","copied","lead_00000000000000000000000101",["amount"],"standard"]]],["pipeline","","deals"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T09:28:00.000000+00:00"],["moved_by","","ada"],["probability",null,10],["probability_source","","stage"],["company",null,"company_00000000000000000000000103",[["company","linked","lead_00000000000000000000000101",[],"standard"]]],["contacts",[],[{"contact":"contact_00000000000000000000000104","key":"contact_00000000000000000000000104","primary":true}],[["contacts","linked","lead_00000000000000000000000101",[],"standard"]]],["lead",null,"lead_00000000000000000000000101",[["lead","linked","lead_00000000000000000000000101",[],"standard"]]],["owner","","ada"],["custom",{},{"budget":{"currency":"UAH","e4":50000}},[["custom.budget","copied","lead_00000000000000000000000101",["custom.budget"],"standard"]]],["created_at",null,"2026-01-05T09:28:00.000000+00:00"],["created_by","","ada"]]','deals','new','New','open','');
INSERT INTO "events" VALUES(19,'lead_00000000000000000000000101',3,'lead','converted','2026-01-05T09:28:00.000000+00:00','ada','conversion_00000000000000000000000106','[["stage","in_progress","converted"],["stage_kind","open","won"],["stage_entered_at","2026-01-05T09:21:00.000000+00:00","2026-01-05T09:28:00.000000+00:00"],["closed_at",null,"2026-01-05T09:28:00.000000+00:00"],["converted_at",null,"2026-01-05T09:28:00.000000+00:00"],["company",null,"company_00000000000000000000000103"],["contact",null,"contact_00000000000000000000000104"],["deal",null,"deal_00000000000000000000000105"]]','leads','converted','Converted','won','');
INSERT INTO "events" VALUES(20,'activity_00000000000000000000000102',2,'activity','updated','2026-01-05T09:28:00.000000+00:00','ada','conversion_00000000000000000000000106','[["bindings",["lead_00000000000000000000000101"],["lead_00000000000000000000000101","deal_00000000000000000000000105","contact_00000000000000000000000104","company_00000000000000000000000103"]]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(21,'deal_00000000000000000000000105',2,'deal','updated','2026-01-05T09:35:00.000000+00:00','ada','','[["custom",{"budget":{"currency":"UAH","e4":50000}},{"budget":{"currency":"UAH","e4":50000},"seats":[2,3],"share":{"decimal":"0.5"},"visit_on":{"date":"2026-02-01"}}]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(22,'deal_00000000000000000000000105',3,'deal','closed','2026-01-05T09:49:00.000000+00:00','ada','','[["stage","new","won"],["stage_kind","open","won"],["stage_entered_at","2026-01-05T09:28:00.000000+00:00","2026-01-05T09:49:00.000000+00:00"],["closed_at",null,"2026-01-05T09:49:00.000000+00:00"],["probability",10,100]]','deals','won','Deal won','won','');
INSERT INTO "events" VALUES(23,'deal_00000000000000000000000107',1,'deal','created','2026-01-05T09:56:00.000000+00:00','ada','','[["title","","Crane"],["pipeline","","deals"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T09:56:00.000000+00:00"],["moved_by","","ada"],["probability",null,10],["probability_source","","stage"],["owner","","ada"],["created_at",null,"2026-01-05T09:56:00.000000+00:00"],["created_by","","ada"]]','deals','new','New','open','');
INSERT INTO "events" VALUES(24,'deal_00000000000000000000000107',2,'deal','closed','2026-01-05T10:10:00.000000+00:00','ada','','[["stage","new","lost"],["stage_kind","open","lost"],["stage_entered_at","2026-01-05T09:56:00.000000+00:00","2026-01-05T10:10:00.000000+00:00"],["closed_at",null,"2026-01-05T10:10:00.000000+00:00"],["loss_reason","","price"],["probability",10,0]]','deals','lost','Deal lost','lost','');
INSERT INTO "events" VALUES(25,'contact_00000000000000000000000108',1,'contact','created','2026-01-05T10:17:00.000000+00:00','ada','','[["first_name","","Ivan"],["last_name","","Gone"],["owner","","ada"],["created_at",null,"2026-01-05T10:17:00.000000+00:00"],["created_by","","ada"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(26,'contact_00000000000000000000000108',2,'contact','deleted','2026-01-05T10:24:00.000000+00:00','ada','deleted:contact_00000000000000000000000108','[["deleted_at",null,"2026-01-05T10:24:00.000000+00:00"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(27,'inquiry_00000000000000000000000109',1,'inquiry','created','2026-01-05T10:31:00.000000+00:00','ada','','[["channel","","web"],["message","","Call me"],["raw","","{\"a\": 1}"],["owner","","ada"],["created_at",null,"2026-01-05T10:31:00.000000+00:00"],["created_by","","ada"]]',NULL,NULL,NULL,NULL,'');
INSERT INTO "events" VALUES(28,'lead_00000000000000000000000110',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 0"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(29,'lead_00000000000000000000000111',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 1"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(30,'lead_00000000000000000000000112',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 2"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(31,'lead_00000000000000000000000113',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 3"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(32,'lead_00000000000000000000000114',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 4"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(33,'lead_00000000000000000000000115',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 5"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(34,'lead_00000000000000000000000116',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 6"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(35,'lead_00000000000000000000000117',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 7"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(36,'lead_00000000000000000000000118',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 8"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(37,'lead_00000000000000000000000119',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 9"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(38,'lead_00000000000000000000000120',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 10"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(39,'lead_00000000000000000000000121',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 11"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(40,'lead_00000000000000000000000122',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 12"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(41,'lead_00000000000000000000000123',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 13"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(42,'lead_00000000000000000000000124',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 14"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(43,'lead_00000000000000000000000125',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 15"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(44,'lead_00000000000000000000000126',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 16"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(45,'lead_00000000000000000000000127',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 17"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(46,'lead_00000000000000000000000128',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 18"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
INSERT INTO "events" VALUES(47,'lead_00000000000000000000000129',1,'lead','created','2026-01-05T10:38:00.000000+00:00','bob','','[["title","","Lead 19"],["pipeline","","leads"],["stage","","new"],["stage_kind","","open"],["stage_entered_at",null,"2026-01-05T10:38:00.000000+00:00"],["moved_by","","bob"],["owner","","bob"],["created_at",null,"2026-01-05T10:38:00.000000+00:00"],["created_by","","bob"]]','leads','new','New','open','');
CREATE TABLE "inquiries" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "channel" TEXT NOT NULL DEFAULT '',
    "line" TEXT NOT NULL DEFAULT '',
    "direction" TEXT NOT NULL DEFAULT 'incoming',
    "external_id" TEXT NOT NULL DEFAULT '',
    "received_at" TEXT,
    "outcome" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "met_by" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "interest" TEXT NOT NULL DEFAULT '',
    "honorific" TEXT NOT NULL DEFAULT '',
    "first_name" TEXT NOT NULL DEFAULT '',
    "middle_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "job_title" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT NOT NULL DEFAULT '',
    "company_type" TEXT NOT NULL DEFAULT '',
    "phones" TEXT,
    "emails" TEXT,
    "websites" TEXT,
    "messengers" TEXT,
    "utm" TEXT,
    "raw" TEXT NOT NULL DEFAULT '',
    "route" TEXT NOT NULL DEFAULT '',
    "route_note" TEXT NOT NULL DEFAULT '',
    "is_ambiguous" INTEGER NOT NULL DEFAULT 0,
    "delivery_keys" TEXT,
    "lead" TEXT,
    "contact" TEXT,
    "company" TEXT,
    "deal" TEXT,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "inquiries" VALUES('inquiry_00000000000000000000000001',1,'web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','outgoing','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','missed','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','web','[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',1,'["b","ґ"]','lead_00000000000000000000000001','contact_00000000000000000000000001','company_00000000000000000000000001','deal_00000000000000000000000001','{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
INSERT INTO "inquiries" VALUES('inquiry_00000000000000000000000109',1,'web','','incoming','',NULL,'','','','Call me','','','','','','','','',NULL,NULL,NULL,NULL,NULL,'{"a": 1}','','',0,NULL,NULL,NULL,NULL,NULL,NULL,'ada',1,'',NULL,NULL,NULL,'2026-01-05T10:31:00.000000+00:00','ada','2026-01-05T10:31:00.000000+00:00','ada',NULL);
CREATE TABLE "invoices" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "amount_e4" INTEGER,
    "amount_currency" TEXT,
    "amount" REAL GENERATED ALWAYS AS ("amount_e4" / 10000.0) VIRTUAL,
    "tax_e4" INTEGER,
    "tax_currency" TEXT,
    "tax" REAL GENERATED ALWAYS AS ("tax_e4" / 10000.0) VIRTUAL,
    "amount_is_manual" INTEGER NOT NULL DEFAULT 0,
    "rows" TEXT,
    "pipeline" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT '',
    "stage_kind" TEXT NOT NULL DEFAULT '',
    "stage_entered_at" TEXT,
    "moved_by" TEXT NOT NULL DEFAULT '',
    "closed_at" TEXT,
    "issued_on" TEXT,
    "due_on" TEXT,
    "basis" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "seller" TEXT,
    "seller_requisites" TEXT,
    "company" TEXT,
    "requisites" TEXT,
    "contacts" TEXT,
    "deal" TEXT,
    "quote" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "utm" TEXT,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "observers" TEXT,
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "invoices" VALUES('invoice_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',9223372036854775807,'UAH',9223372036854775807,'UAH',1,'[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]','some_code','some_code','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','2024-02-29','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','company_00000000000000000000000001','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','company_00000000000000000000000001','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]','deal_00000000000000000000000001','quote_00000000000000000000000001','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
CREATE TABLE "leads" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL DEFAULT '',
    "interest" TEXT NOT NULL DEFAULT '',
    "honorific" TEXT NOT NULL DEFAULT '',
    "first_name" TEXT NOT NULL DEFAULT '',
    "middle_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "birth_date" TEXT,
    "job_title" TEXT NOT NULL DEFAULT '',
    "company_name" TEXT NOT NULL DEFAULT '',
    "industry" TEXT NOT NULL DEFAULT '',
    "phones" TEXT,
    "emails" TEXT,
    "websites" TEXT,
    "messengers" TEXT,
    "address" TEXT,
    "source" TEXT NOT NULL DEFAULT '',
    "source_details" TEXT NOT NULL DEFAULT '',
    "met_by" TEXT NOT NULL DEFAULT '',
    "utm" TEXT,
    "origin" TEXT,
    "amount_e4" INTEGER,
    "amount_currency" TEXT,
    "amount" REAL GENERATED ALWAYS AS ("amount_e4" / 10000.0) VIRTUAL,
    "amount_is_manual" INTEGER NOT NULL DEFAULT 0,
    "rows" TEXT,
    "pipeline" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT '',
    "stage_note" TEXT NOT NULL DEFAULT '',
    "stage_kind" TEXT NOT NULL DEFAULT '',
    "stage_entered_at" TEXT,
    "moved_by" TEXT NOT NULL DEFAULT '',
    "closed_at" TEXT,
    "converted_at" TEXT,
    "loss_reason" TEXT NOT NULL DEFAULT '',
    "loss_note" TEXT NOT NULL DEFAULT '',
    "company" TEXT,
    "contact" TEXT,
    "deal" TEXT,
    "is_return_customer" INTEGER NOT NULL DEFAULT 0,
    "consents" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "observers" TEXT,
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT,
    "merged_into" TEXT
) STRICT;
INSERT INTO "leads" VALUES('lead_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','web','[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]','[{"key":"kyivlog.example/про-нас?a=1","kind":"work","url":"https://kyivlog.example/про-нас?a=1"}]','[{"handle":"olena_k","key":"telegram:olena_k","service":"telegram"}]','{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}',9223372036854775807,'UAH',1,'[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]','some_code','some_code','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','2026-01-02T23:00:00.999999+00:00','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','company_00000000000000000000000001','contact_00000000000000000000000001','deal_00000000000000000000000001',1,'[{"at":"2026-01-03T09:00:00.000000+00:00","basis":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","by":"ada","channel":"email","key":"email/news:subscribed","state":"subscribed","topic":"news"},{"channel":"phone","key":"phone:unsubscribed","state":"unsubscribed"}]','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL,'lead_00000000000000000000000001');
INSERT INTO "leads" VALUES('lead_00000000000000000000000101',3,'Forklift rental','','','Olena','','Kovalenko',NULL,'','Kyiv Logistics','','[{"key":"+380441234567","kind":"work","number":"+380441234567","raw":"+380441234567"}]','[{"address":"olena@kyivlog.example","key":"olena@kyivlog.example","kind":"work"}]',NULL,NULL,NULL,'','','',NULL,NULL,1200000000,'UAH',0,NULL,'leads','converted','','won','2026-01-05T09:28:00.000000+00:00','ada','2026-01-05T09:28:00.000000+00:00','2026-01-05T09:28:00.000000+00:00','','','company_00000000000000000000000103','contact_00000000000000000000000104','deal_00000000000000000000000105',0,NULL,'ada',NULL,1,'',NULL,NULL,'{"budget":{"currency":"UAH","e4":50000}}',NULL,'','2026-01-05T09:07:00.000000+00:00','ada','2026-01-05T09:28:00.000000+00:00','ada',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000110',1,'Lead 0','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000111',1,'Lead 1','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000112',1,'Lead 2','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000113',1,'Lead 3','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000114',1,'Lead 4','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000115',1,'Lead 5','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000116',1,'Lead 6','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000117',1,'Lead 7','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000118',1,'Lead 8','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000119',1,'Lead 9','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000120',1,'Lead 10','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000121',1,'Lead 11','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000122',1,'Lead 12','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000123',1,'Lead 13','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000124',1,'Lead 14','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000125',1,'Lead 15','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000126',1,'Lead 16','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000127',1,'Lead 17','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000128',1,'Lead 18','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
INSERT INTO "leads" VALUES('lead_00000000000000000000000129',1,'Lead 19','','','','','',NULL,'','','',NULL,NULL,NULL,NULL,NULL,'','','',NULL,NULL,NULL,NULL,0,NULL,'leads','new','','open','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL,'','',NULL,NULL,NULL,0,NULL,'bob',NULL,1,'',NULL,NULL,NULL,NULL,'','2026-01-05T10:38:00.000000+00:00','bob','2026-01-05T10:38:00.000000+00:00','bob',NULL,NULL);
CREATE TABLE "links" (
        "target" TEXT NOT NULL,
        "record" TEXT NOT NULL,
        "field" TEXT NOT NULL,
        "entity" TEXT NOT NULL,
        "role" TEXT NOT NULL,
        "position" TEXT NOT NULL,
        "is_primary" INTEGER NOT NULL,
        PRIMARY KEY ("target", "record", "field")
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "links" VALUES('activity_00000000000000000000000001','activity_00000000000000000000000001','parent','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','activity_00000000000000000000000001','bindings','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','activity_00000000000000000000000001','custom.record','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','activity_00000000000000000000000001','custom.records','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000001','custom.record','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000001','custom.records','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000001','merged_into','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000001','parent','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000002','custom.record','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000002','custom.records','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000002','merged_into','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','company_00000000000000000000000002','parent','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000001','companies','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000001','custom.record','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000001','custom.records','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000002','companies','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000002','custom.record','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','contact_00000000000000000000000002','custom.records','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','deal_00000000000000000000000001','company','deal','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','deal_00000000000000000000000001','custom.record','deal','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','deal_00000000000000000000000001','custom.records','deal','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','inquiry_00000000000000000000000001','company','inquiry','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','inquiry_00000000000000000000000001','custom.record','inquiry','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','inquiry_00000000000000000000000001','custom.records','inquiry','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','invoice_00000000000000000000000001','company','invoice','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','invoice_00000000000000000000000001','custom.record','invoice','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','invoice_00000000000000000000000001','custom.records','invoice','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','invoice_00000000000000000000000001','seller','invoice','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','lead_00000000000000000000000001','company','lead','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','lead_00000000000000000000000001','custom.record','lead','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','lead_00000000000000000000000001','custom.records','lead','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','product_00000000000000000000000001','custom.record','product','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','product_00000000000000000000000001','custom.records','product','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','quote_00000000000000000000000001','company','quote','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','quote_00000000000000000000000001','custom.record','quote','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','quote_00000000000000000000000001','custom.records','quote','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','quote_00000000000000000000000001','seller','quote','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','user_00000000000000000000000001','custom.record','user','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000001','user_00000000000000000000000001','custom.records','user','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','activity_00000000000000000000000001','custom.records','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','company_00000000000000000000000001','custom.records','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','company_00000000000000000000000002','custom.records','company','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','contact_00000000000000000000000001','companies','contact','accountant','Chief',1);
INSERT INTO "links" VALUES('company_00000000000000000000000002','contact_00000000000000000000000001','custom.records','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','contact_00000000000000000000000002','companies','contact','accountant','Chief',1);
INSERT INTO "links" VALUES('company_00000000000000000000000002','contact_00000000000000000000000002','custom.records','contact','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','deal_00000000000000000000000001','custom.records','deal','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','inquiry_00000000000000000000000001','custom.records','inquiry','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','invoice_00000000000000000000000001','custom.records','invoice','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','lead_00000000000000000000000001','custom.records','lead','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','product_00000000000000000000000001','custom.records','product','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','quote_00000000000000000000000001','custom.records','quote','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000002','user_00000000000000000000000001','custom.records','user','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000103','activity_00000000000000000000000102','bindings','activity','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000103','contact_00000000000000000000000104','companies','contact','','',1);
INSERT INTO "links" VALUES('company_00000000000000000000000103','deal_00000000000000000000000105','company','deal','','',0);
INSERT INTO "links" VALUES('company_00000000000000000000000103','lead_00000000000000000000000101','company','lead','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','contact_00000000000000000000000001','merged_into','contact','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','contact_00000000000000000000000002','merged_into','contact','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','deal_00000000000000000000000001','contacts','deal','lawyer','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','inquiry_00000000000000000000000001','contact','inquiry','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','invoice_00000000000000000000000001','contacts','invoice','lawyer','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','lead_00000000000000000000000001','contact','lead','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000001','quote_00000000000000000000000001','contacts','quote','lawyer','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000002','deal_00000000000000000000000001','contacts','deal','head','',1);
INSERT INTO "links" VALUES('contact_00000000000000000000000002','invoice_00000000000000000000000001','contacts','invoice','head','',1);
INSERT INTO "links" VALUES('contact_00000000000000000000000002','quote_00000000000000000000000001','contacts','quote','head','',1);
INSERT INTO "links" VALUES('contact_00000000000000000000000104','activity_00000000000000000000000102','bindings','activity','','',0);
INSERT INTO "links" VALUES('contact_00000000000000000000000104','deal_00000000000000000000000105','contacts','deal','','',1);
INSERT INTO "links" VALUES('contact_00000000000000000000000104','lead_00000000000000000000000101','contact','lead','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000001','deal_00000000000000000000000001','merged_into','deal','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000001','inquiry_00000000000000000000000001','deal','inquiry','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000001','invoice_00000000000000000000000001','deal','invoice','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000001','lead_00000000000000000000000001','deal','lead','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000001','quote_00000000000000000000000001','deal','quote','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000105','activity_00000000000000000000000102','bindings','activity','','',0);
INSERT INTO "links" VALUES('deal_00000000000000000000000105','lead_00000000000000000000000101','deal','lead','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','activity_00000000000000000000000001','bindings','activity','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','company_00000000000000000000000001','lead','company','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','company_00000000000000000000000002','lead','company','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','contact_00000000000000000000000001','lead','contact','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','contact_00000000000000000000000002','lead','contact','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','deal_00000000000000000000000001','lead','deal','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','inquiry_00000000000000000000000001','lead','inquiry','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','lead_00000000000000000000000001','merged_into','lead','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000001','quote_00000000000000000000000001','lead','quote','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000101','activity_00000000000000000000000102','bindings','activity','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000101','company_00000000000000000000000103','lead','company','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000101','contact_00000000000000000000000104','lead','contact','','',0);
INSERT INTO "links" VALUES('lead_00000000000000000000000101','deal_00000000000000000000000105','lead','deal','','',0);
INSERT INTO "links" VALUES('product_00000000000000000000000001','deal_00000000000000000000000001','rows','deal','','',0);
INSERT INTO "links" VALUES('product_00000000000000000000000001','invoice_00000000000000000000000001','rows','invoice','','',0);
INSERT INTO "links" VALUES('product_00000000000000000000000001','lead_00000000000000000000000001','rows','lead','','',0);
INSERT INTO "links" VALUES('product_00000000000000000000000001','quote_00000000000000000000000001','rows','quote','','',0);
INSERT INTO "links" VALUES('quote_00000000000000000000000001','deal_00000000000000000000000001','quote','deal','','',0);
INSERT INTO "links" VALUES('quote_00000000000000000000000001','invoice_00000000000000000000000001','quote','invoice','','',0);
CREATE TABLE "meta" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "value" TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "meta" VALUES('shape','5657fac978c8c866e79ab75d073b2c42ab090e58b8c4c715ee64f49748031645');
CREATE TABLE "numbers" (
        "name" TEXT NOT NULL PRIMARY KEY,
        "last" INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    ;
CREATE TABLE "points" (
        "kind" TEXT NOT NULL,
        "key" TEXT NOT NULL,
        "record" TEXT NOT NULL,
        "entity" TEXT NOT NULL,
        PRIMARY KEY ("kind", "key", "record")
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "points" VALUES('delivery','b','inquiry_00000000000000000000000001','inquiry');
INSERT INTO "points" VALUES('delivery','ґ','inquiry_00000000000000000000000001','inquiry');
INSERT INTO "points" VALUES('domain','kyivlog.example','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('domain','kyivlog.example','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('domain','kyivlog.example','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('domain','kyivlog.example','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('domain','kyivlog.example','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','contact_00000000000000000000000104','contact');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('email','olena@kyivlog.example','lead_00000000000000000000000101','lead');
INSERT INTO "points" VALUES('email','олена@xn--80a1acn3a.example','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('email','олена@xn--80a1acn3a.example','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('email','олена@xn--80a1acn3a.example','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('email','олена@xn--80a1acn3a.example','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('email','олена@xn--80a1acn3a.example','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('messenger','telegram:olena_k','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('messenger','telegram:olena_k','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('messenger','telegram:olena_k','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('messenger','telegram:olena_k','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('messenger','telegram:olena_k','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('name','kyiv logistics','company_00000000000000000000000103','company');
INSERT INTO "points" VALUES('name','kyiv logistics','lead_00000000000000000000000101','lead');
INSERT INTO "points" VALUES('name','ґудзь o neil 100 null','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('name','ґудзь o neil 100 null','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('name','ґудзь o neil 100 null','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('phone','+380441234567','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('phone','+380441234567','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('phone','+380441234567','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('phone','+380441234567','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('phone','+380441234567','contact_00000000000000000000000104','contact');
INSERT INTO "points" VALUES('phone','+380441234567','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('phone','+380441234567','lead_00000000000000000000000101','lead');
INSERT INTO "points" VALUES('phone','101','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('phone','101','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('phone','101','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('phone','101','contact_00000000000000000000000002','contact');
INSERT INTO "points" VALUES('phone','101','lead_00000000000000000000000001','lead');
INSERT INTO "points" VALUES('tax_id','1234567890','company_00000000000000000000000001','company');
INSERT INTO "points" VALUES('tax_id','1234567890','company_00000000000000000000000002','company');
INSERT INTO "points" VALUES('tax_id','1234567890','contact_00000000000000000000000001','contact');
INSERT INTO "points" VALUES('tax_id','1234567890','contact_00000000000000000000000002','contact');
CREATE TABLE "products" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT NOT NULL DEFAULT '',
    "sku" TEXT NOT NULL DEFAULT '',
    "group" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL DEFAULT '',
    "price_e4" INTEGER,
    "price_currency" TEXT,
    "price" REAL GENERATED ALWAYS AS ("price_e4" / 10000.0) VIRTUAL,
    "cost_e4" INTEGER,
    "cost_currency" TEXT,
    "cost" REAL GENERATED ALWAYS AS ("cost_e4" / 10000.0) VIRTUAL,
    "tax_rate" TEXT,
    "tax_included" INTEGER NOT NULL DEFAULT 0,
    "is_active" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "products" VALUES('product_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',9223372036854775807,'UAH',9223372036854775807,'UAH','7.25',1,0,'{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
CREATE TABLE "quotes" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL DEFAULT '',
    "terms" TEXT NOT NULL DEFAULT '',
    "amount_e4" INTEGER,
    "amount_currency" TEXT,
    "amount" REAL GENERATED ALWAYS AS ("amount_e4" / 10000.0) VIRTUAL,
    "tax_e4" INTEGER,
    "tax_currency" TEXT,
    "tax" REAL GENERATED ALWAYS AS ("tax_e4" / 10000.0) VIRTUAL,
    "amount_is_manual" INTEGER NOT NULL DEFAULT 0,
    "rows" TEXT,
    "pipeline" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL DEFAULT '',
    "stage_kind" TEXT NOT NULL DEFAULT '',
    "stage_entered_at" TEXT,
    "moved_by" TEXT NOT NULL DEFAULT '',
    "closed_at" TEXT,
    "loss_reason" TEXT NOT NULL DEFAULT '',
    "loss_note" TEXT NOT NULL DEFAULT '',
    "issued_on" TEXT,
    "valid_until" TEXT,
    "expected_close" TEXT,
    "location" TEXT NOT NULL DEFAULT '',
    "seller" TEXT,
    "seller_requisites" TEXT,
    "company" TEXT,
    "requisites" TEXT,
    "client" TEXT,
    "contacts" TEXT,
    "lead" TEXT,
    "deal" TEXT,
    "utm" TEXT,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "files" TEXT,
    "custom" TEXT,
    "last_activity_at" TEXT,
    "last_activity_by" TEXT NOT NULL DEFAULT '',
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "quotes" VALUES('quote_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL',9223372036854775807,'UAH',9223372036854775807,'UAH',1,'[{"discount_percent":"12.5","name":"Fork","price":{"amount":"0.3333","currency":"USD"},"product":"product_00000000000000000000000001","quantity":"1.125","tax_included":true,"tax_rate":"20","unit":"pcs"},{"discount":{"amount":"0.5","currency":"USD"},"name":"Lift","price":{"amount":"1","currency":"USD"},"quantity":"1","tax_included":false}]','some_code','some_code','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','web','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2024-02-29','2024-02-29','2024-02-29','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','company_00000000000000000000000001','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','company_00000000000000000000000001','{"accounts":[{"account":"26001","bank":"Bank","currency":"UAH"}],"addresses":[{"city":"B","kind":"legal","line1":"A"}],"kind":"organisation","name":"ТОВ Гудзь","registration_date":"2020-02-29","tax_id":"1234567890","vat_payer":false}','{"phone":"044 123","title":"ТОВ «Ґудзь»"}','[{"contact":"contact_00000000000000000000000002","key":"contact_00000000000000000000000002","primary":true,"role":"head"},{"contact":"contact_00000000000000000000000001","key":"contact_00000000000000000000000001","primary":false,"role":"lawyer"}]','lead_00000000000000000000000001','deal_00000000000000000000000001','{"campaign":"осінь","content":"a","medium":"cpc","source":"g","term":"b"}','{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','[{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
CREATE TABLE "settings" (
        "revision" INTEGER PRIMARY KEY,
        "text" TEXT NOT NULL,
        "at" TEXT,
        "seq" INTEGER NOT NULL
    ) STRICT
    ;
INSERT INTO "settings" VALUES(1,'name = "Office"
mode = "classic"
language = "en"
zone = "UTC"
currency = "USD"

[[fields]]
code = "budget"
entity = "lead"
type = "money"

[[fields]]
code = "budget"
entity = "deal"
type = "money"

[[fields]]
code = "seats"
entity = "deal"
type = "integer"
multiple = true

[[fields]]
code = "share"
entity = "deal"
type = "decimal"

[[fields]]
code = "visit_on"
entity = "deal"
type = "date"
','2026-01-05T09:00:00.000000+00:00',12);
CREATE TABLE "users" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "version" INTEGER NOT NULL DEFAULT 0,
    "login" TEXT NOT NULL DEFAULT '',
    "first_name" TEXT NOT NULL DEFAULT '',
    "middle_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "job_title" TEXT NOT NULL DEFAULT '',
    "department" TEXT NOT NULL DEFAULT '',
    "manager" TEXT NOT NULL DEFAULT '',
    "phones" TEXT,
    "emails" TEXT,
    "is_active" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT,
    "owner" TEXT NOT NULL DEFAULT '',
    "open_to_all" INTEGER NOT NULL DEFAULT 1,
    "notes" TEXT NOT NULL DEFAULT '',
    "tags" TEXT,
    "custom" TEXT,
    "created_at" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "updated_at" TEXT,
    "updated_by" TEXT NOT NULL DEFAULT '',
    "deleted_at" TEXT
) STRICT;
INSERT INTO "users" VALUES('user_00000000000000000000000001',1,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','[{"extension":"12","key":"+380441234567","kind":"mobile","number":"+380441234567","raw":"+380 44 123-45-67"},{"key":"101","kind":"fax","number":"101","raw":"101"}]','[{"address":"Olena@KyivLog.example","key":"olena@kyivlog.example","kind":"work"},{"address":"олена@пошта.example","key":"олена@xn--80a1acn3a.example","kind":"work"}]',0,'{"id":"0042","system":"bitrix24","version":"7"}','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL',0,'Ґудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULLҐудзь «O''Neil»
	"100%" \ 🙂 NULL','["b","ґ"]','{"day":{"date":"0001-01-01"},"days":[{"date":"2026-01-31"}],"decimal":{"decimal":"12345678901234567890.123456789"},"decimals":[{"decimal":"1.50"}],"file":{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},"files":[{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}},{"file":{"key":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","media_type":"image/jpeg","name":"Фото Ґудзь.jpg","size":20480}}],"moment":{"datetime":"2026-01-01T09:00:00.000001+00:00"},"money":{"currency":"JPY","e4":-100},"numbers":[1,2,1],"place":{"address":{"city":"Київ","country_code":"UA","kind":"physical","line1":"вул. Хрещатик, 22"}},"record":{"record":"company_00000000000000000000000001"},"records":[{"record":"company_00000000000000000000000002"},{"record":"company_00000000000000000000000001"}],"several":["b","a","b"],"sums":[{"currency":"UAH","e4":11000},{"currency":"USD","e4":10000}],"text":"Ґудзь «O''Neil»\n\t\"100%\" \\ 🙂 NULL","truth":false,"whole":-9223372036854775808}','2026-01-02T23:00:00.999999+00:00','Ґудзь «O''Neil»
	"100%" \ 🙂 NULL','2026-01-05T09:00:00.000000+00:00','ada',NULL);
CREATE TABLE "workspace" (
        "id" INTEGER PRIMARY KEY CHECK ("id" = 1),
        "text" TEXT NOT NULL,
        "revision" INTEGER NOT NULL
    ) STRICT
    ;
INSERT INTO "workspace" VALUES(1,'name = "Office"
mode = "classic"
language = "en"
zone = "UTC"
currency = "USD"

[[fields]]
code = "budget"
entity = "lead"
type = "money"

[[fields]]
code = "budget"
entity = "deal"
type = "money"

[[fields]]
code = "seats"
entity = "deal"
type = "integer"
multiple = true

[[fields]]
code = "share"
entity = "deal"
type = "decimal"

[[fields]]
code = "visit_on"
entity = "deal"
type = "date"
',1);
CREATE INDEX "leads_by_stage" ON "leads" ("pipeline", "stage", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "deals_by_stage" ON "deals" ("pipeline", "stage", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "quotes_by_stage" ON "quotes" ("pipeline", "stage", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "invoices_by_stage" ON "invoices" ("pipeline", "stage", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "deals_by_company" ON "deals" ("company", "id") WHERE "company" IS NOT NULL;
CREATE INDEX "events_by_record" ON "events" ("record", "pipeline", "stage")
    ;
CREATE INDEX "events_by_cause" ON "events" ("cause") WHERE "cause" <> ''
    ;
COMMIT;
