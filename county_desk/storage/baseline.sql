CREATE TABLE event (
  id INTEGER NOT NULL, at DATETIME NOT NULL, actor VARCHAR NOT NULL, role VARCHAR NOT NULL,
  command VARCHAR NOT NULL, request TEXT NOT NULL, summary VARCHAR NOT NULL, changes TEXT NOT NULL,
  algorithm VARCHAR NOT NULL, previous VARCHAR NOT NULL, seal VARCHAR NOT NULL, operation VARCHAR,
  CONSTRAINT pk_event PRIMARY KEY (id), CONSTRAINT uq_event_previous UNIQUE (previous),
  CONSTRAINT uq_event_seal UNIQUE (seal)
);
CREATE INDEX ix_event_command ON event (command);
CREATE UNIQUE INDEX ix_event_operation ON event (operation);
CREATE TABLE event_record (
  id INTEGER NOT NULL, event_id INTEGER NOT NULL, record VARCHAR NOT NULL, low INTEGER NOT NULL,
  high INTEGER NOT NULL, made BOOLEAN NOT NULL, "before" TEXT, "after" TEXT,
  CONSTRAINT pk_event_record PRIMARY KEY (id)
);
CREATE INDEX ix_event_record_event_id ON event_record (event_id);
CREATE INDEX ix_event_record_record_low ON event_record (record, low);
CREATE INDEX ix_event_record_run ON event_record (record, low, high) WHERE high > low;
CREATE TABLE fund (
  document VARCHAR NOT NULL, title VARCHAR NOT NULL, title_sort VARCHAR, title_found VARCHAR,
  level VARCHAR(32) NOT NULL, year INTEGER NOT NULL, received_on DATE NOT NULL, amount BIGINT NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_fund PRIMARY KEY (id), CONSTRAINT uq_fund_document UNIQUE (document),
  CONSTRAINT ck_fund_amount_positive CHECK (amount > 0),
  CONSTRAINT ck_fund_fundlevel CHECK (level IN ('central', 'province', 'city', 'county', 'partner', 'social'))
);
CREATE TABLE official (
  name VARCHAR NOT NULL, unit VARCHAR NOT NULL, post VARCHAR NOT NULL, affiliation VARCHAR(32),
  telephone VARCHAR NOT NULL, id_number VARCHAR NOT NULL, name_sort VARCHAR, name_found VARCHAR,
  unit_sort VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_official PRIMARY KEY (id),
  CONSTRAINT ck_official_affiliation CHECK (affiliation IN ('central', 'province', 'city', 'county',
    'township', 'army', 'other'))
);
CREATE INDEX ix_official_id_number ON official (id_number);
CREATE TABLE original (
  id INTEGER NOT NULL, digest VARCHAR NOT NULL, name VARCHAR NOT NULL, size INTEGER NOT NULL,
  content BLOB NOT NULL,
  CONSTRAINT pk_original PRIMARY KEY (id), CONSTRAINT uq_original_digest UNIQUE (digest)
);
CREATE TABLE place (
  level VARCHAR(32) NOT NULL, parent_id INTEGER, name VARCHAR NOT NULL, short VARCHAR NOT NULL,
  office VARCHAR NOT NULL, contact VARCHAR NOT NULL, telephone VARCHAR NOT NULL, address VARCHAR NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, agency_code VARCHAR, name_sort VARCHAR,
  name_found VARCHAR, short_sort VARCHAR, office_sort VARCHAR, contact_sort VARCHAR,
  CONSTRAINT pk_place PRIMARY KEY (id),
  CONSTRAINT fk_place_parent_id FOREIGN KEY(parent_id) REFERENCES place (id),
  CONSTRAINT uq_place_parent_id_name UNIQUE (parent_id, name),
  CONSTRAINT ck_place_level CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village'))
);
CREATE INDEX ix_place_level_name ON place (level, name);
CREATE INDEX ix_place_name_sort ON place (name_sort);
CREATE TABLE policy_text (
  id INTEGER NOT NULL, digest VARCHAR NOT NULL, kind VARCHAR NOT NULL, name VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  CONSTRAINT pk_policy_text PRIMARY KEY (id), CONSTRAINT uq_policy_text_digest UNIQUE (digest)
);
CREATE TABLE county_record (
  county_id INTEGER NOT NULL, standing VARCHAR(32) NOT NULL, exited_on DATE, grace_until DATE,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_county_record PRIMARY KEY (id),
  CONSTRAINT fk_county_record_county_id FOREIGN KEY(county_id) REFERENCES place (id),
  CONSTRAINT uq_county_record_county_id UNIQUE (county_id),
  CONSTRAINT ck_county_record_countystanding CHECK (standing IN ('poor', 'exited'))
);
CREATE TABLE layout (
  kind VARCHAR NOT NULL, place_id INTEGER, texts JSON NOT NULL, meanings JSON NOT NULL,
  first_used DATE NOT NULL, last_used DATE NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_layout PRIMARY KEY (id),
  CONSTRAINT fk_layout_place_id FOREIGN KEY(place_id) REFERENCES place (id)
);
CREATE INDEX ix_layout_kind_place_id ON layout (kind, place_id);
CREATE TABLE place_code (
  id INTEGER NOT NULL, place_id INTEGER NOT NULL, code VARCHAR NOT NULL, since DATE NOT NULL, until DATE,
  CONSTRAINT pk_place_code PRIMARY KEY (id),
  CONSTRAINT fk_place_code_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT uq_place_code_code_since UNIQUE (code, since),
  CONSTRAINT ck_place_code_runs_forward CHECK (until IS NULL OR until > since)
);
CREATE INDEX ix_place_code_place_id ON place_code (place_id);
CREATE TABLE project (
  place_id INTEGER NOT NULL, year INTEGER NOT NULL, title VARCHAR NOT NULL, title_sort VARCHAR,
  title_found VARCHAR, purpose VARCHAR(32) NOT NULL, content VARCHAR NOT NULL, unit VARCHAR NOT NULL,
  begins_on DATE NOT NULL, ends_on DATE NOT NULL, budget BIGINT NOT NULL, standing VARCHAR(32) NOT NULL,
  approved_on DATE, tendered_on DATE, started_on DATE, finished_on DATE, accepted_on DATE, stopped_on DATE,
  remark VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, tender_document VARCHAR,
  contractor VARCHAR, benefit VARCHAR, helped_households INTEGER, helped_persons INTEGER,
  CONSTRAINT pk_project PRIMARY KEY (id),
  CONSTRAINT fk_project_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT ck_project_budget_positive CHECK (budget > 0),
  CONSTRAINT ck_project_projectclass CHECK (purpose IN ('industry', 'employment', 'relocation', 'ecology',
    'education', 'health', 'housing', 'water', 'infrastructure', 'services', 'other')),
  CONSTRAINT ck_project_projectstanding CHECK (standing IN ('proposed', 'approved', 'tendered', 'started',
    'finished', 'accepted', 'stopped')),
  CONSTRAINT ck_project_term_in_order CHECK (ends_on >= begins_on)
);
CREATE INDEX ix_project_place_id ON project (place_id);
CREATE TABLE register (
  id INTEGER NOT NULL, uid VARCHAR NOT NULL, name VARCHAR NOT NULL, kind VARCHAR(32) NOT NULL,
  county_id INTEGER NOT NULL, province VARCHAR NOT NULL, region VARCHAR NOT NULL,
  leading_group VARCHAR NOT NULL, created_at DATETIME NOT NULL,
  CONSTRAINT pk_register PRIMARY KEY (id),
  CONSTRAINT fk_register_county_id FOREIGN KEY(county_id) REFERENCES place (id),
  CONSTRAINT ck_register_only_one CHECK (id = 1),
  CONSTRAINT ck_register_registerkind CHECK (kind IN ('real', 'rehearsal', 'demo'))
);
CREATE TABLE user (
  name VARCHAR NOT NULL, role VARCHAR(32) NOT NULL, place_id INTEGER, password VARCHAR,
  created_at DATETIME NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  one_time BOOLEAN, failures INTEGER, locked_until DATETIME, name_sort VARCHAR, name_found VARCHAR,
  CONSTRAINT pk_user PRIMARY KEY (id),
  CONSTRAINT fk_user_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT uq_user_name UNIQUE (name),
  CONSTRAINT ck_user_role CHECK (role IN ('village_clerk', 'township_clerk', 'county_clerk', 'reviewer',
    'administrator', 'inspector'))
);
CREATE TABLE appraisal (
  year INTEGER NOT NULL, kind VARCHAR(32) NOT NULL, place_id INTEGER NOT NULL, name VARCHAR NOT NULL,
  name_sort VARCHAR, name_found VARCHAR, grade VARCHAR(32) NOT NULL, basis VARCHAR NOT NULL,
  appraised_on DATE NOT NULL, incentive VARCHAR NOT NULL, incentive_on DATE, reason VARCHAR NOT NULL,
  recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_appraisal PRIMARY KEY (id),
  CONSTRAINT fk_appraisal_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_appraisal_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_appraisal_appraisalgrade CHECK (grade IN ('good', 'fair', 'middling', 'poor')),
  CONSTRAINT ck_appraisal_appraisedkind CHECK (kind IN ('village', 'township', 'official', 'secretary',
    'unit'))
);
CREATE INDEX ix_appraisal_place_id ON appraisal (place_id);
CREATE TABLE asset (
  project_id INTEGER NOT NULL, place_id INTEGER NOT NULL, title VARCHAR NOT NULL, title_sort VARCHAR,
  title_found VARCHAR, value BIGINT NOT NULL, built_on DATE NOT NULL, keeper VARCHAR NOT NULL,
  document VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_asset PRIMARY KEY (id),
  CONSTRAINT fk_asset_project_id FOREIGN KEY(project_id) REFERENCES project (id),
  CONSTRAINT fk_asset_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT ck_asset_value_positive CHECK (value > 0)
);
CREATE INDEX ix_asset_place_id ON asset (place_id);
CREATE INDEX ix_asset_project_id ON asset (project_id);
CREATE TABLE batch (
  file_name VARCHAR NOT NULL, digest VARCHAR NOT NULL, year INTEGER NOT NULL, place_id INTEGER,
  taken_at DATETIME NOT NULL, taken_by INTEGER NOT NULL, counts JSON NOT NULL, report JSON NOT NULL,
  undone_on DATE, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, file_name_sort VARCHAR,
  file_name_found VARCHAR, opening BOOLEAN, confirmed_by INTEGER, confirmed_on DATE,
  CONSTRAINT pk_batch PRIMARY KEY (id),
  CONSTRAINT fk_batch_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_batch_taken_by FOREIGN KEY(taken_by) REFERENCES user (id),
  CONSTRAINT fk_batch_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES user (id)
);
CREATE INDEX ix_batch_digest ON batch (digest);
CREATE INDEX ix_batch_place_id ON batch (place_id);
CREATE TABLE check_setting (
  number VARCHAR NOT NULL, year INTEGER NOT NULL, level VARCHAR NOT NULL, reason VARCHAR NOT NULL,
  set_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_check_setting PRIMARY KEY (id),
  CONSTRAINT fk_check_setting_set_by FOREIGN KEY(set_by) REFERENCES user (id)
);
CREATE INDEX ix_check_setting_year_number ON check_setting (year, number);
CREATE TABLE closed_year (
  year INTEGER NOT NULL, closed_on DATE NOT NULL, closed_by INTEGER NOT NULL, reason VARCHAR,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_closed_year PRIMARY KEY (id),
  CONSTRAINT fk_closed_year_closed_by FOREIGN KEY(closed_by) REFERENCES user (id)
);
CREATE INDEX ix_closed_year_year ON closed_year (year);
CREATE TABLE evaluation_result (
  county_id INTEGER NOT NULL, year INTEGER NOT NULL, round INTEGER NOT NULL, parameter VARCHAR(32) NOT NULL,
  numerator INTEGER NOT NULL, denominator INTEGER NOT NULL, missed INTEGER, wrong INTEGER,
  found_on DATE NOT NULL, document VARCHAR NOT NULL, recorded_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, weighted BIGINT, low BIGINT, high BIGINT,
  CONSTRAINT pk_evaluation_result PRIMARY KEY (id),
  CONSTRAINT fk_evaluation_result_county_id FOREIGN KEY(county_id) REFERENCES place (id),
  CONSTRAINT fk_evaluation_result_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_evaluation_result_denominator_positive CHECK (denominator > 0),
  CONSTRAINT ck_evaluation_result_evaluationparameter CHECK (parameter IN ('wrong_exit', 'missed',
    'incidence', 'approval', 'income_share', 'roads', 'tap_water', 'power', 'safe_houses', 'insured')),
  CONSTRAINT ck_evaluation_result_numerator_not_below_nought CHECK (numerator >= 0)
);
CREATE INDEX ix_evaluation_result_county_id ON evaluation_result (county_id);
CREATE TABLE fund_share (
  fund_id INTEGER NOT NULL, project_id INTEGER NOT NULL, amount BIGINT NOT NULL, released_on DATE NOT NULL,
  document VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_fund_share PRIMARY KEY (id),
  CONSTRAINT fk_fund_share_fund_id FOREIGN KEY(fund_id) REFERENCES fund (id),
  CONSTRAINT fk_fund_share_project_id FOREIGN KEY(project_id) REFERENCES project (id),
  CONSTRAINT ck_fund_share_amount_positive CHECK (amount > 0)
);
CREATE INDEX ix_fund_share_fund_id ON fund_share (fund_id);
CREATE INDEX ix_fund_share_project_id ON fund_share (project_id);
CREATE TABLE inspection_round (
  kind VARCHAR(32) NOT NULL, title VARCHAR NOT NULL, people VARCHAR(32) NOT NULL, place_id INTEGER,
  drawn_on DATE NOT NULL, due_on DATE, unit VARCHAR NOT NULL, confidence BIGINT, margin BIGINT, weight BIGINT,
  remote VARCHAR NOT NULL, seed VARCHAR NOT NULL, population INTEGER NOT NULL, size INTEGER NOT NULL,
  recorded_by INTEGER NOT NULL, reason VARCHAR NOT NULL, title_sort VARCHAR, title_found VARCHAR,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, frame VARCHAR, registered_persons INTEGER,
  exited_persons INTEGER,
  CONSTRAINT pk_inspection_round PRIMARY KEY (id),
  CONSTRAINT fk_inspection_round_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_inspection_round_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_inspection_round_roundkind CHECK (kind IN ('inspection', 'spot_check', 'evaluation',
    'survey')),
  CONSTRAINT ck_inspection_round_roundpeople CHECK (people IN ('registered', 'exited', 'both', 'all'))
);
CREATE INDEX ix_inspection_round_place_id ON inspection_round (place_id);
CREATE TABLE misconduct_report (
  received_on DATE NOT NULL, channel VARCHAR(32) NOT NULL, anonymous BOOLEAN NOT NULL,
  reporter VARCHAR NOT NULL, about VARCHAR NOT NULL, words VARCHAR NOT NULL, investigators VARCHAR NOT NULL,
  found VARCHAR NOT NULL, reason VARCHAR NOT NULL, village_id INTEGER, due_on DATE, settled_on DATE,
  answered_on DATE, outcome VARCHAR(32), recorded_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_misconduct_report PRIMARY KEY (id),
  CONSTRAINT fk_misconduct_report_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_misconduct_report_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_misconduct_report_reportchannel CHECK (channel IN ('hotline', 'letter', 'visit', 'online',
    'round')),
  CONSTRAINT ck_misconduct_report_reportoutcome CHECK (outcome IN ('founded', 'partly', 'unfounded',
    'transferred'))
);
CREATE INDEX ix_misconduct_report_village_id ON misconduct_report (village_id);
CREATE TABLE notice (
  kind VARCHAR NOT NULL, place_id INTEGER NOT NULL, year INTEGER NOT NULL, serial INTEGER NOT NULL,
  number VARCHAR NOT NULL, issued_on DATE NOT NULL, issued_at DATETIME NOT NULL, issued_by INTEGER NOT NULL,
  facts JSON NOT NULL, digest VARCHAR NOT NULL, anchor VARCHAR NOT NULL, voided_on DATE,
  void_reason VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  number_sort VARCHAR, number_found VARCHAR, copies INTEGER, copied_on DATE,
  CONSTRAINT pk_notice PRIMARY KEY (id),
  CONSTRAINT fk_notice_issued_by FOREIGN KEY(issued_by) REFERENCES user (id),
  CONSTRAINT fk_notice_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT uq_notice_number UNIQUE (number),
  CONSTRAINT uq_notice_place_id_year_serial UNIQUE (place_id, year, serial)
);
CREATE TABLE office_name (
  place_id INTEGER NOT NULL, since DATE NOT NULL, office VARCHAR NOT NULL, agency_code VARCHAR NOT NULL,
  leading_group VARCHAR NOT NULL, reference VARCHAR NOT NULL, entered_by INTEGER NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_office_name PRIMARY KEY (id),
  CONSTRAINT fk_office_name_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_office_name_entered_by FOREIGN KEY(entered_by) REFERENCES user (id)
);
CREATE INDEX ix_office_name_place_id_since ON office_name (place_id, since);
CREATE TABLE own_parameter (
  name VARCHAR NOT NULL, since DATE NOT NULL, value VARCHAR NOT NULL, reference VARCHAR NOT NULL,
  entered_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  proposed_on DATE, confirmed_on DATE, confirmed_by INTEGER, scan VARCHAR, dated_back VARCHAR,
  CONSTRAINT pk_own_parameter PRIMARY KEY (id),
  CONSTRAINT fk_own_parameter_entered_by FOREIGN KEY(entered_by) REFERENCES user (id),
  CONSTRAINT fk_own_parameter_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES user (id)
);
CREATE INDEX ix_own_parameter_name_since ON own_parameter (name, since);
CREATE TABLE own_policy_file (
  kind VARCHAR NOT NULL, name VARCHAR NOT NULL, digest VARCHAR NOT NULL, reference VARCHAR NOT NULL,
  entered_on DATE NOT NULL, entered_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, proposed_on DATE, confirmed_on DATE, confirmed_by INTEGER, scan VARCHAR,
  CONSTRAINT pk_own_policy_file PRIMARY KEY (id),
  CONSTRAINT fk_own_policy_file_digest FOREIGN KEY(digest) REFERENCES policy_text (digest),
  CONSTRAINT fk_own_policy_file_entered_by FOREIGN KEY(entered_by) REFERENCES user (id),
  CONSTRAINT fk_own_policy_file_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES user (id)
);
CREATE INDEX ix_own_policy_file_kind_name ON own_policy_file (kind, name);
CREATE TABLE own_year (
  year INTEGER NOT NULL, holidays JSON NOT NULL, workdays JSON NOT NULL, reference VARCHAR NOT NULL,
  entered_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_own_year PRIMARY KEY (id),
  CONSTRAINT fk_own_year_entered_by FOREIGN KEY(entered_by) REFERENCES user (id)
);
CREATE INDEX ix_own_year_year ON own_year (year);
CREATE TABLE policy_confirmation (
  what VARCHAR NOT NULL, place VARCHAR NOT NULL, since DATE NOT NULL, value VARCHAR NOT NULL,
  reference VARCHAR NOT NULL, confirmed_on DATE NOT NULL, confirmed_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_policy_confirmation PRIMARY KEY (id),
  CONSTRAINT fk_policy_confirmation_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES user (id)
);
CREATE INDEX ix_policy_confirmation_what ON policy_confirmation (what);
CREATE TABLE return (
  name VARCHAR NOT NULL, period VARCHAR NOT NULL, edition INTEGER NOT NULL, frozen_at DATETIME NOT NULL,
  frozen_by INTEGER NOT NULL, figures JSON NOT NULL, digest VARCHAR NOT NULL, anchor VARCHAR NOT NULL,
  reason VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_return PRIMARY KEY (id),
  CONSTRAINT fk_return_frozen_by FOREIGN KEY(frozen_by) REFERENCES user (id),
  CONSTRAINT uq_return_name_period_edition UNIQUE (name, period, edition)
);
CREATE TABLE team (
  village_id INTEGER NOT NULL, unit VARCHAR NOT NULL, since DATE NOT NULL, until DATE NOT NULL, ended_on DATE,
  reason VARCHAR, recorded_by INTEGER NOT NULL, unit_sort VARCHAR, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_team PRIMARY KEY (id),
  CONSTRAINT fk_team_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_team_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_team_term_in_order CHECK (until >= since)
);
CREATE INDEX ix_team_village_id ON team (village_id);
CREATE TABLE training (
  place_id INTEGER NOT NULL, title VARCHAR NOT NULL, audience VARCHAR(32) NOT NULL, held_on DATE NOT NULL,
  venue VARCHAR NOT NULL, teachers VARCHAR NOT NULL, persons INTEGER NOT NULL, participants VARCHAR NOT NULL,
  recorded_by INTEGER NOT NULL, title_sort VARCHAR, title_found VARCHAR, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_training PRIMARY KEY (id),
  CONSTRAINT fk_training_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_training_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_training_audience CHECK (audience IN ('officials', 'teams', 'households'))
);
CREATE INDEX ix_training_place_id ON training (place_id);
CREATE TABLE undertaking (
  kind VARCHAR(32) NOT NULL, place_id INTEGER NOT NULL, year INTEGER NOT NULL, target VARCHAR NOT NULL,
  responsible VARCHAR NOT NULL, unit VARCHAR NOT NULL, given_to VARCHAR NOT NULL, signed_on DATE NOT NULL,
  due_on DATE NOT NULL, done_on DATE, result VARCHAR, recorded_by INTEGER NOT NULL, responsible_sort VARCHAR,
  responsible_found VARCHAR, unit_sort VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_undertaking PRIMARY KEY (id),
  CONSTRAINT fk_undertaking_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_undertaking_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_undertaking_term_in_order CHECK (due_on >= signed_on),
  CONSTRAINT ck_undertaking_undertakingkind CHECK (kind IN ('pledge', 'task'))
);
CREATE INDEX ix_undertaking_due_on ON undertaking (due_on);
CREATE INDEX ix_undertaking_place_id ON undertaking (place_id);
CREATE TABLE village_plan (
  village_id INTEGER NOT NULL, year INTEGER NOT NULL, kind VARCHAR(32) NOT NULL, households INTEGER NOT NULL,
  persons INTEGER, due_on DATE NOT NULL, responsible VARCHAR NOT NULL, steps VARCHAR NOT NULL,
  recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_village_plan PRIMARY KEY (id),
  CONSTRAINT fk_village_plan_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_village_plan_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_village_plan_households_positive CHECK (households > 0),
  CONSTRAINT ck_village_plan_persons_enough CHECK (persons IS NULL OR persons >= households),
  CONSTRAINT ck_village_plan_plankind CHECK (kind IN ('household_exit', 'village_exit',
    'household_registration', 'monitoring_release', 'measures'))
);
CREATE INDEX ix_village_plan_village_id_year_kind ON village_plan (village_id, year, kind);
CREATE TABLE asset_year (
  asset_id INTEGER NOT NULL, year INTEGER NOT NULL, income BIGINT NOT NULL, village_share BIGINT NOT NULL,
  household_share BIGINT NOT NULL, households INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_asset_year PRIMARY KEY (id),
  CONSTRAINT fk_asset_year_asset_id FOREIGN KEY(asset_id) REFERENCES asset (id)
);
CREATE INDEX ix_asset_year_asset_id ON asset_year (asset_id);
CREATE TABLE correction (
  batch_id INTEGER NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR NOT NULL, title VARCHAR NOT NULL,
  was VARCHAR NOT NULL, text VARCHAR NOT NULL, kind VARCHAR NOT NULL, record INTEGER NOT NULL,
  field VARCHAR NOT NULL, value VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_correction PRIMARY KEY (id),
  CONSTRAINT fk_correction_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id)
);
CREATE INDEX ix_correction_batch_id ON correction (batch_id);
CREATE INDEX ix_correction_kind_record ON correction (kind, record);
CREATE TABLE disclosure (
  kind VARCHAR NOT NULL, procedure VARCHAR NOT NULL, step VARCHAR NOT NULL, place_id INTEGER NOT NULL,
  opened_on DATE NOT NULL, days INTEGER NOT NULL, counting VARCHAR NOT NULL, last_day DATE NOT NULL,
  reference VARCHAR NOT NULL, opened_by INTEGER NOT NULL, notice_id INTEGER, closed_on DATE,
  closed_by INTEGER, outcome VARCHAR(32), remark VARCHAR NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, rule_reason VARCHAR, extension VARCHAR,
  CONSTRAINT pk_disclosure PRIMARY KEY (id),
  CONSTRAINT fk_disclosure_closed_by FOREIGN KEY(closed_by) REFERENCES user (id),
  CONSTRAINT fk_disclosure_opened_by FOREIGN KEY(opened_by) REFERENCES user (id),
  CONSTRAINT fk_disclosure_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_disclosure_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id),
  CONSTRAINT ck_disclosure_closed_after_last_day CHECK (closed_on IS NULL OR closed_on > last_day OR outcome =
    'suspended'),
  CONSTRAINT ck_disclosure_disclosureoutcome CHECK (outcome IN ('unopposed', 'rejected', 'settled',
    'adjusted', 'suspended')),
  CONSTRAINT ck_disclosure_outcome_when_closed CHECK ((closed_on IS NULL) = (outcome IS NULL)),
  CONSTRAINT ck_disclosure_runs_forward CHECK (last_day >= opened_on)
);
CREATE INDEX ix_disclosure_last_day ON disclosure (last_day);
CREATE INDEX ix_disclosure_place_id ON disclosure (place_id);
CREATE TABLE household (
  number VARCHAR NOT NULL, village_id INTEGER NOT NULL, group_name VARCHAR NOT NULL, head VARCHAR NOT NULL,
  persons INTEGER NOT NULL, standing VARCHAR(32) NOT NULL, kind VARCHAR NOT NULL, cause VARCHAR NOT NULL,
  other_causes VARCHAR NOT NULL, telephone VARCHAR NOT NULL, account VARCHAR NOT NULL,
  identified VARCHAR NOT NULL, claimed VARCHAR NOT NULL, remark VARCHAR NOT NULL, registered_on DATE,
  exited_on DATE, grace_until DATE, batch_id INTEGER, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, earlier_number VARCHAR, standard VARCHAR, planned_exit VARCHAR, exit_year VARCHAR,
  address VARCHAR, registered_address VARCHAR, bank VARCHAR, official VARCHAR, official_unit VARCHAR,
  official_post VARCHAR, official_phone VARCHAR, labourers INTEGER, group_name_sort VARCHAR,
  head_sort VARCHAR, head_found VARCHAR, kind_sort VARCHAR, cause_sort VARCHAR, stated_entry_on DATE,
  stated_exit_on DATE, stated_return_on DATE, relapsed VARCHAR, causes_found_on DATE, causes_found_by VARCHAR,
  CONSTRAINT pk_household PRIMARY KEY (id),
  CONSTRAINT fk_household_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_household_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT uq_household_number UNIQUE (number),
  CONSTRAINT ck_household_persons_positive CHECK (persons > 0),
  CONSTRAINT ck_household_standing CHECK (standing IN ('applicant', 'registered', 'exited', 'removed',
    'ordinary'))
);
CREATE INDEX ix_household_account ON household (account);
CREATE INDEX ix_household_batch_id ON household (batch_id);
CREATE INDEX ix_household_by_name ON household (head_sort, village_id, number);
CREATE INDEX ix_household_head ON household (head);
CREATE INDEX ix_household_head_found ON household (head_found);
CREATE INDEX ix_household_standing ON household (standing);
CREATE INDEX ix_household_telephone ON household (telephone);
CREATE INDEX ix_household_village_standing ON household (village_id, standing);
CREATE TABLE inspection_stratum (
  round_id INTEGER NOT NULL, township_id INTEGER NOT NULL, population INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_inspection_stratum PRIMARY KEY (id),
  CONSTRAINT fk_inspection_stratum_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id),
  CONSTRAINT fk_inspection_stratum_township_id FOREIGN KEY(township_id) REFERENCES place (id)
);
CREATE INDEX ix_inspection_stratum_round_id ON inspection_stratum (round_id);
CREATE TABLE team_member (
  team_id INTEGER NOT NULL, name VARCHAR NOT NULL, role VARCHAR(32) NOT NULL, unit VARCHAR NOT NULL,
  post VARCHAR NOT NULL, telephone VARCHAR NOT NULL, since DATE NOT NULL, until DATE, name_sort VARCHAR,
  name_found VARCHAR, unit_sort VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_team_member PRIMARY KEY (id),
  CONSTRAINT fk_team_member_team_id FOREIGN KEY(team_id) REFERENCES team (id),
  CONSTRAINT ck_team_member_teamrole CHECK (role IN ('first_secretary', 'leader', 'member')),
  CONSTRAINT ck_team_member_term_in_order CHECK (until IS NULL OR until >= since)
);
CREATE INDEX ix_team_member_team_id ON team_member (team_id);
CREATE TABLE village_record (
  village_id INTEGER NOT NULL, standing VARCHAR(32) NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, listed_on DATE, exited_on DATE, grace_until DATE, batch_id INTEGER,
  CONSTRAINT pk_village_record PRIMARY KEY (id),
  CONSTRAINT fk_village_record_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_village_record_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT uq_village_record_village_id UNIQUE (village_id),
  CONSTRAINT ck_village_record_villagestanding CHECK (standing IN ('ordinary', 'poor', 'exited'))
);
CREATE TABLE village_year (
  village_id INTEGER NOT NULL, year INTEGER NOT NULL, source VARCHAR(32) NOT NULL, natural_villages INTEGER,
  households INTEGER, persons INTEGER, poor_households INTEGER, poor_persons INTEGER, income_per_head BIGINT,
  collective_income BIGINT, indicators JSON, remark VARCHAR NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, facts JSON, batch_id INTEGER, surveyed_poor INTEGER,
  surveyed_words VARCHAR,
  CONSTRAINT pk_village_year PRIMARY KEY (id),
  CONSTRAINT fk_village_year_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_village_year_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT uq_village_year_village_id_year_source UNIQUE (village_id, year, source),
  CONSTRAINT ck_village_year_poor_households_within CHECK (poor_households IS NULL OR households IS NULL OR
    poor_households <= households),
  CONSTRAINT ck_village_year_poor_within CHECK (poor_persons IS NULL OR persons IS NULL OR poor_persons <=
    persons),
  CONSTRAINT ck_village_year_source CHECK (source IN ('form', 'workbook', 'table', 'records'))
);
CREATE TABLE "case" (
  kind VARCHAR NOT NULL, procedure VARCHAR NOT NULL, year INTEGER NOT NULL, household_id INTEGER,
  village_id INTEGER, place_id INTEGER NOT NULL, subject VARCHAR NOT NULL, persons INTEGER NOT NULL,
  step VARCHAR NOT NULL, state VARCHAR(32) NOT NULL, received_on DATE NOT NULL, entered_by INTEGER NOT NULL,
  batch_id INTEGER, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  procedure_digest VARCHAR, subject_sort VARCHAR, subject_found VARCHAR, due_on DATE, project_id INTEGER,
  county_id INTEGER,
  CONSTRAINT pk_case PRIMARY KEY (id),
  CONSTRAINT fk_case_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_case_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_case_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_case_project_id FOREIGN KEY(project_id) REFERENCES project (id),
  CONSTRAINT fk_case_entered_by FOREIGN KEY(entered_by) REFERENCES user (id),
  CONSTRAINT fk_case_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT fk_case_county_id FOREIGN KEY(county_id) REFERENCES place (id),
  CONSTRAINT ck_case_casestate CHECK (state IN ('open', 'approved', 'done', 'refused', 'struck',
    'withdrawn')),
  CONSTRAINT ck_case_one_subject CHECK ((CASE WHEN household_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN
    village_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN
    county_id IS NULL THEN 0 ELSE 1 END) = 1)
);
CREATE INDEX ix_case_batch_id ON "case" (batch_id);
CREATE INDEX ix_case_county_id ON "case" (county_id);
CREATE INDEX ix_case_household_id ON "case" (household_id);
CREATE INDEX ix_case_place_id ON "case" (place_id);
CREATE INDEX ix_case_procedure_digest ON "case" (procedure_digest);
CREATE INDEX ix_case_project_id ON "case" (project_id);
CREATE INDEX ix_case_state_kind_step ON "case" (state, kind, step);
CREATE INDEX ix_case_village_id ON "case" (village_id);
CREATE TABLE household_year (
  household_id INTEGER NOT NULL, year INTEGER NOT NULL, persons INTEGER, wage BIGINT, business BIGINT,
  property BIGINT, transfer BIGINT, expense BIGINT, net_income BIGINT, income_per_head BIGINT,
  income_stable BOOLEAN, ledger JSON, enough_food BOOLEAN, enough_clothing BOOLEAN, dropouts INTEGER,
  all_insured BOOLEAN, housing_grade VARCHAR, housing_area BIGINT, safe_water BOOLEAN, electricity BOOLEAN,
  broadcasting BOOLEAN, road VARCHAR, fuel VARCHAR, arable_land BIGINT, disqualified BOOLEAN,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, dangerous BOOLEAN,
  production_power BOOLEAN, toilet BOOLEAN, cooperative BOOLEAN, enterprise_led BOOLEAN, leader_led BOOLEAN,
  road_distance BIGINT, irrigated_land BIGINT, forest_land BIGINT, returned_land BIGINT, orchard_land BIGINT,
  pasture_land BIGINT, water_area BIGINT, hard_spending BIGINT, window_income BIGINT, window_end VARCHAR,
  months_above INTEGER, beyond_means BOOLEAN, risks_gone BOOLEAN, new_risk BOOLEAN,
  all_illness_insured BOOLEAN, group_road BOOLEAN, income_source BOOLEAN,
  CONSTRAINT pk_household_year PRIMARY KEY (id),
  CONSTRAINT fk_household_year_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT uq_household_year_household_id_year UNIQUE (household_id, year),
  CONSTRAINT ck_household_year_persons_positive CHECK (persons IS NULL OR persons > 0)
);
CREATE INDEX ix_household_year_newest ON household_year (household_id, year, income_per_head) WHERE withdrawn_on IS NULL;
CREATE TABLE inspected_household (
  round_id INTEGER NOT NULL, "row" INTEGER NOT NULL, household_id INTEGER NOT NULL,
  township_id INTEGER NOT NULL, visited_on DATE, visitors VARCHAR NOT NULL, decided_rightly BOOLEAN,
  fell_back BOOLEAN, satisfied BOOLEAN, note VARCHAR NOT NULL, entered_by INTEGER, checked_by INTEGER,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, standing VARCHAR(32), persons INTEGER,
  CONSTRAINT pk_inspected_household PRIMARY KEY (id),
  CONSTRAINT fk_inspected_household_entered_by FOREIGN KEY(entered_by) REFERENCES user (id),
  CONSTRAINT fk_inspected_household_checked_by FOREIGN KEY(checked_by) REFERENCES user (id),
  CONSTRAINT fk_inspected_household_township_id FOREIGN KEY(township_id) REFERENCES place (id),
  CONSTRAINT fk_inspected_household_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_inspected_household_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id),
  CONSTRAINT ck_inspected_household_standing CHECK (standing IN ('applicant', 'registered', 'exited',
    'removed', 'ordinary'))
);
CREATE INDEX ix_inspected_household_household_id ON inspected_household (household_id);
CREATE INDEX ix_inspected_household_round_id ON inspected_household (round_id);
CREATE TABLE inspection_finding (
  round_id INTEGER, village_id INTEGER NOT NULL, household_id INTEGER, severity VARCHAR(32) NOT NULL,
  words VARCHAR NOT NULL, found_on DATE NOT NULL, mender VARCHAR NOT NULL, due_on DATE NOT NULL,
  mended_on DATE, proof VARCHAR NOT NULL, confirmed_on DATE, recorded_by INTEGER NOT NULL,
  reason VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_inspection_finding PRIMARY KEY (id),
  CONSTRAINT fk_inspection_finding_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id),
  CONSTRAINT fk_inspection_finding_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_inspection_finding_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_inspection_finding_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_inspection_finding_severity CHECK (severity IN ('slight', 'serious', 'grave'))
);
CREATE INDEX ix_inspection_finding_household_id ON inspection_finding (household_id);
CREATE INDEX ix_inspection_finding_round_id ON inspection_finding (round_id);
CREATE INDEX ix_inspection_finding_village_id ON inspection_finding (village_id);
CREATE TABLE member (
  household_id INTEGER NOT NULL, position INTEGER NOT NULL, name VARCHAR NOT NULL, relation VARCHAR NOT NULL,
  sex VARCHAR(32), id_number VARCHAR NOT NULL, born_on DATE, ethnicity VARCHAR NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, person_number VARCHAR, political_status VARCHAR,
  marital_status VARCHAR, own_telephone VARCHAR, certificate VARCHAR, person_identified VARCHAR,
  name_sort VARCHAR, name_found VARCHAR, relation_sort VARCHAR, ethnicity_sort VARCHAR,
  CONSTRAINT pk_member PRIMARY KEY (id),
  CONSTRAINT fk_member_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT ck_member_sex CHECK (sex IN ('male', 'female'))
);
CREATE INDEX ix_member_by_name ON member (name_sort, household_id);
CREATE INDEX ix_member_certificate ON member (id_number) WHERE length(id_number) > 18;
CREATE INDEX ix_member_head ON member (household_id, relation, id_number) WHERE withdrawn_on IS NULL;
CREATE INDEX ix_member_household_id ON member (household_id);
CREATE INDEX ix_member_id_number ON member (id_number);
CREATE INDEX ix_member_name ON member (name);
CREATE INDEX ix_member_name_found ON member (name_found);
CREATE TABLE need (
  household_id INTEGER NOT NULL, cause VARCHAR NOT NULL, risk VARCHAR NOT NULL, wants VARCHAR(32) NOT NULL,
  words VARCHAR NOT NULL, found_on DATE NOT NULL, found_by VARCHAR NOT NULL, ended_on DATE,
  ended_as VARCHAR(32), outcome VARCHAR NOT NULL, recorded_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_need PRIMARY KEY (id),
  CONSTRAINT fk_need_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_need_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_need_measureclass CHECK (wants IN ('产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶', '住房安全保障', '饮水安全保障',
    '健康帮扶', '义务教育保障', '教育帮扶', '综合保障', '社会帮扶', '搬迁', '生产生活条件改善', '基础设施建设', '其他帮扶')),
  CONSTRAINT ck_need_needend CHECK (ended_as IN ('met', 'gone'))
);
CREATE INDEX ix_need_household_id_withdrawn_on ON need (household_id, withdrawn_on);
CREATE TABLE pairing (
  household_id INTEGER NOT NULL, official_id INTEGER NOT NULL, since DATE NOT NULL, until DATE,
  reason VARCHAR, left_open VARCHAR, visited_on DATE, visit_due_on DATE, recorded_by INTEGER NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_pairing PRIMARY KEY (id),
  CONSTRAINT fk_pairing_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_pairing_official_id FOREIGN KEY(official_id) REFERENCES official (id),
  CONSTRAINT fk_pairing_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_pairing_term_in_order CHECK (until IS NULL OR until >= since)
);
CREATE INDEX ix_pairing_household_id_since ON pairing (household_id, since);
CREATE INDEX ix_pairing_official_id ON pairing (official_id);
CREATE INDEX ix_pairing_open ON pairing (household_id, visit_due_on) WHERE until IS NULL AND withdrawn_on IS NULL;
CREATE INDEX ix_pairing_visit_due_on ON pairing (visit_due_on);
CREATE TABLE payment (
  project_id INTEGER NOT NULL, household_id INTEGER, payee VARCHAR NOT NULL, payee_sort VARCHAR,
  payee_found VARCHAR, account VARCHAR, amount BIGINT NOT NULL, paid_on DATE NOT NULL,
  voucher VARCHAR NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_payment PRIMARY KEY (id),
  CONSTRAINT fk_payment_project_id FOREIGN KEY(project_id) REFERENCES project (id),
  CONSTRAINT fk_payment_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT ck_payment_amount_positive CHECK (amount > 0)
);
CREATE INDEX ix_payment_account_household_id ON payment (account, household_id);
CREATE INDEX ix_payment_household_id_project_id ON payment (household_id, project_id);
CREATE INDEX ix_payment_paid_on_withdrawn_on ON payment (paid_on, withdrawn_on);
CREATE INDEX ix_payment_project_id_withdrawn_on ON payment (project_id, withdrawn_on, amount, household_id);
CREATE INDEX ix_payment_voucher ON payment (voucher);
CREATE TABLE posting_place (
  disclosure_id INTEGER NOT NULL, hung_at VARCHAR NOT NULL, posted_on DATE NOT NULL, picture VARCHAR NOT NULL,
  recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  scan VARCHAR,
  CONSTRAINT pk_posting_place PRIMARY KEY (id),
  CONSTRAINT fk_posting_place_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
  CONSTRAINT fk_posting_place_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
);
CREATE INDEX ix_posting_place_disclosure_id ON posting_place (disclosure_id);
CREATE TABLE team_week (
  member_id INTEGER NOT NULL, monday DATE NOT NULL, days INTEGER NOT NULL, log VARCHAR NOT NULL,
  recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_team_week PRIMARY KEY (id),
  CONSTRAINT fk_team_week_member_id FOREIGN KEY(member_id) REFERENCES team_member (id),
  CONSTRAINT fk_team_week_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_team_week_days_of_a_week CHECK (days BETWEEN 0 AND 7)
);
CREATE INDEX ix_team_week_member_id_monday ON team_week (member_id, monday);
CREATE TABLE waiting_change (
  household_id INTEGER NOT NULL, act VARCHAR(32) NOT NULL, asked JSON NOT NULL, happened_on DATE NOT NULL,
  recorded_on DATE NOT NULL, recorded_by INTEGER NOT NULL, opens_on DATE, entered_on DATE, reason VARCHAR,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_waiting_change PRIMARY KEY (id),
  CONSTRAINT fk_waiting_change_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_waiting_change_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_waiting_change_waitingact CHECK (act IN ('JoinMember', 'LeaveMember', 'ChangeHead',
    'SplitHousehold', 'MergeHouseholds', 'MoveHousehold', 'EndHousehold'))
);
CREATE INDEX ix_waiting_change_household_id ON waiting_change (household_id);
CREATE TABLE case_step (
  case_id INTEGER NOT NULL, step VARCHAR NOT NULL, outcome VARCHAR(32) NOT NULL, done_on DATE NOT NULL,
  recorded_at DATETIME NOT NULL, actor_id INTEGER NOT NULL, opinion VARCHAR NOT NULL, facts JSON,
  finding JSON, disclosure_id INTEGER, notice_id INTEGER, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, late_days INTEGER, late_reason VARCHAR, confirmed_by INTEGER, confirmed_on DATE,
  CONSTRAINT pk_case_step PRIMARY KEY (id),
  CONSTRAINT fk_case_step_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
  CONSTRAINT fk_case_step_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id),
  CONSTRAINT fk_case_step_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT fk_case_step_actor_id FOREIGN KEY(actor_id) REFERENCES user (id),
  CONSTRAINT fk_case_step_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES user (id),
  CONSTRAINT ck_case_step_stepoutcome CHECK (outcome IN ('passed', 'not_passed', 'posted', 'struck',
    'returned', 'approved', 'refused', 'announced', 'withdrawn', 'suspended', 'answered', 'reexamined'))
);
CREATE INDEX ix_case_step_actor_id ON case_step (actor_id);
CREATE INDEX ix_case_step_case_id ON case_step (case_id);
CREATE INDEX ix_case_step_disclosure_id ON case_step (disclosure_id);
CREATE TABLE clue (
  village_id INTEGER NOT NULL, household_id INTEGER, head VARCHAR NOT NULL, group_name VARCHAR NOT NULL,
  source VARCHAR(32) NOT NULL, risks VARCHAR NOT NULL, found_on DATE NOT NULL, urgency VARCHAR(32) NOT NULL,
  words VARCHAR NOT NULL, state VARCHAR(32) NOT NULL, recorded_by INTEGER NOT NULL, earlier_id INTEGER,
  assigned_to VARCHAR, due_on DATE, verified_on DATE, visitors VARCHAR, authorised BOOLEAN, finding VARCHAR,
  ended_on DATE, reason VARCHAR, case_id INTEGER, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, head_sort VARCHAR, head_found VARCHAR,
  CONSTRAINT pk_clue PRIMARY KEY (id),
  CONSTRAINT fk_clue_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_clue_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_clue_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT fk_clue_earlier_id FOREIGN KEY(earlier_id) REFERENCES clue (id),
  CONSTRAINT fk_clue_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT ck_clue_cluesource CHECK (source IN ('household', 'round', 'department', 'hotline', 'signal',
    'other')),
  CONSTRAINT ck_clue_cluestate CHECK (state IN ('new', 'again', 'dispatched', 'verified', 'case',
    'dismissed')),
  CONSTRAINT ck_clue_clueurgency CHECK (urgency IN ('1', '2', '3'))
);
CREATE INDEX ix_clue_case_id ON clue (case_id);
CREATE INDEX ix_clue_household_id ON clue (household_id);
CREATE INDEX ix_clue_state_village_id ON clue (state, village_id);
CREATE INDEX ix_clue_village_id ON clue (village_id);
CREATE TABLE department_request (
  department VARCHAR(32) NOT NULL, asked_on DATE NOT NULL, due_on DATE, asked_about VARCHAR(32),
  place_id INTEGER, case_id INTEGER, recorded_by INTEGER NOT NULL, reason VARCHAR NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_department_request PRIMARY KEY (id),
  CONSTRAINT fk_department_request_place_id FOREIGN KEY(place_id) REFERENCES place (id),
  CONSTRAINT fk_department_request_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT fk_department_request_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT ck_department_request_department CHECK (department IN ('civil_affairs', 'public_security',
    'market', 'housing', 'vehicles', 'tax', 'social_insurance', 'medical_insurance', 'disabled_federation',
    'education', 'bank')),
  CONSTRAINT ck_department_request_persons CHECK (asked_about IN ('registered', 'monitored', 'exited',
    'applicants', 'all'))
);
CREATE INDEX ix_department_request_case_id ON department_request (case_id);
CREATE INDEX ix_department_request_place_id ON department_request (place_id);
CREATE TABLE duplicate_ruling (
  one_id INTEGER NOT NULL, other_id INTEGER NOT NULL, same BOOLEAN NOT NULL, survivor_id INTEGER,
  reason VARCHAR NOT NULL, settled_on DATE NOT NULL, settled_by INTEGER NOT NULL, "before" JSON,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_duplicate_ruling PRIMARY KEY (id),
  CONSTRAINT fk_duplicate_ruling_one_id FOREIGN KEY(one_id) REFERENCES member (id),
  CONSTRAINT fk_duplicate_ruling_other_id FOREIGN KEY(other_id) REFERENCES member (id),
  CONSTRAINT fk_duplicate_ruling_settled_by FOREIGN KEY(settled_by) REFERENCES user (id),
  CONSTRAINT fk_duplicate_ruling_survivor_id FOREIGN KEY(survivor_id) REFERENCES member (id),
  CONSTRAINT ck_duplicate_ruling_in_order CHECK (one_id < other_id),
  CONSTRAINT ck_duplicate_ruling_one_survives CHECK (same = (survivor_id IS NOT NULL))
);
CREATE INDEX ix_duplicate_ruling_one_id ON duplicate_ruling (one_id);
CREATE INDEX ix_duplicate_ruling_other_id ON duplicate_ruling (other_id);
CREATE TABLE entry (
  disclosure_id INTEGER NOT NULL, case_id INTEGER NOT NULL, position INTEGER NOT NULL,
  subject VARCHAR NOT NULL, group_name VARCHAR NOT NULL, persons INTEGER NOT NULL, struck_on DATE,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, subject_sort VARCHAR,
  subject_found VARCHAR, group_name_sort VARCHAR, frozen JSON,
  CONSTRAINT pk_entry PRIMARY KEY (id),
  CONSTRAINT fk_entry_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT fk_entry_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
  CONSTRAINT uq_entry_disclosure_id_case_id UNIQUE (disclosure_id, case_id)
);
CREATE INDEX ix_entry_case_id ON entry (case_id);
CREATE TABLE exit (
  case_id INTEGER NOT NULL, household_id INTEGER, village_id INTEGER, year INTEGER NOT NULL,
  persons INTEGER NOT NULL, exited_on DATE NOT NULL, grace_until DATE, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_exit PRIMARY KEY (id),
  CONSTRAINT fk_exit_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_exit_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT fk_exit_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT ck_exit_one_subject CHECK ((household_id IS NULL) <> (village_id IS NULL))
);
CREATE INDEX ix_exit_household_id ON exit (household_id);
CREATE INDEX ix_exit_village_id ON exit (village_id);
CREATE UNIQUE INDEX uq_exit_case_id ON exit (case_id) WHERE withdrawn_on IS NULL;
CREATE TABLE household_change (
  household_id INTEGER NOT NULL, member_id INTEGER, other_id INTEGER, village_before INTEGER,
  kind VARCHAR(32) NOT NULL, happened_on DATE NOT NULL, recorded_on DATE NOT NULL,
  recorded_by INTEGER NOT NULL, persons INTEGER NOT NULL, "by" INTEGER NOT NULL, evidence VARCHAR NOT NULL,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_household_change PRIMARY KEY (id),
  CONSTRAINT fk_household_change_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_household_change_village_before FOREIGN KEY(village_before) REFERENCES place (id),
  CONSTRAINT fk_household_change_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT fk_household_change_other_id FOREIGN KEY(other_id) REFERENCES household (id),
  CONSTRAINT fk_household_change_member_id FOREIGN KEY(member_id) REFERENCES member (id),
  CONSTRAINT ck_household_change_changekind CHECK (kind IN ('birth', 'married_in', 'came_in', 'death',
    'married_out', 'abroad', 'prison', 'left', 'new_head', 'split_off', 'split_new', 'merged_in',
    'merged_away', 'moved', 'moved_away', 'ended'))
);
CREATE INDEX ix_household_change_household_id_happened_on ON household_change (household_id, happened_on);
CREATE INDEX ix_household_change_member_id ON household_change (member_id);
CREATE TABLE measure (
  household_id INTEGER NOT NULL, risk VARCHAR NOT NULL, kind VARCHAR(32) NOT NULL, title VARCHAR NOT NULL,
  since DATE NOT NULL, until DATE, delivered_on DATE, responsible VARCHAR NOT NULL, unit VARCHAR NOT NULL,
  amount BIGINT, result VARCHAR NOT NULL, recorded_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, need_id INTEGER, programme VARCHAR, member_id INTEGER,
  months INTEGER, departure VARCHAR, finding JSON, ended_on DATE,
  CONSTRAINT pk_measure PRIMARY KEY (id),
  CONSTRAINT fk_measure_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_measure_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT fk_measure_need_id FOREIGN KEY(need_id) REFERENCES need (id),
  CONSTRAINT fk_measure_member_id FOREIGN KEY(member_id) REFERENCES member (id),
  CONSTRAINT ck_measure_measureclass CHECK (kind IN ('产业帮扶', '就业帮扶', '金融帮扶', '公益岗位帮扶', '住房安全保障', '饮水安全保障',
    '健康帮扶', '义务教育保障', '教育帮扶', '综合保障', '社会帮扶', '搬迁', '生产生活条件改善', '基础设施建设', '其他帮扶'))
);
CREATE INDEX ix_measure_household_id_withdrawn_on ON measure (household_id, withdrawn_on, kind, delivered_on, risk, need_id);
CREATE INDEX ix_measure_member_id ON measure (member_id);
CREATE INDEX ix_measure_need_id_withdrawn_on ON measure (need_id, withdrawn_on, delivered_on);
CREATE TABLE member_year (
  member_id INTEGER NOT NULL, year INTEGER NOT NULL, education VARCHAR, schooling VARCHAR, health VARCHAR,
  labour VARCHAR, work_months BIGINT, insured BOOLEAN, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, dropout_reason VARCHAR, work_place VARCHAR, post VARCHAR, allowance VARCHAR,
  extreme_poverty VARCHAR, post_months BIGINT, employee_insured BOOLEAN, serious_illness_insured BOOLEAN,
  commercial_insured BOOLEAN, pension_insured BOOLEAN, medical_aid BOOLEAN, mandarin BOOLEAN,
  CONSTRAINT pk_member_year PRIMARY KEY (id),
  CONSTRAINT fk_member_year_member_id FOREIGN KEY(member_id) REFERENCES member (id),
  CONSTRAINT uq_member_year_member_id_year UNIQUE (member_id, year),
  CONSTRAINT ck_member_year_months_in_a_year CHECK (work_months IS NULL OR work_months BETWEEN 0 AND 1200)
);
CREATE TABLE monitored (
  household_id INTEGER, village_id INTEGER NOT NULL, number VARCHAR NOT NULL, head VARCHAR NOT NULL,
  id_number VARCHAR NOT NULL, kind VARCHAR NOT NULL, risks VARCHAR NOT NULL, identified VARCHAR NOT NULL,
  removed VARCHAR NOT NULL, facts JSON NOT NULL, batch_id INTEGER, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE, head_sort VARCHAR, head_found VARCHAR, kind_sort VARCHAR,
  entered_on DATE, entry_case_id INTEGER, released_on DATE, release_case_id INTEGER, way VARCHAR(32),
  intensity VARCHAR(32), visited_on DATE, visit_due_on DATE, measures_due_on DATE,
  CONSTRAINT pk_monitored PRIMARY KEY (id),
  CONSTRAINT fk_monitored_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_monitored_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT fk_monitored_entry_case_id FOREIGN KEY(entry_case_id) REFERENCES "case" (id),
  CONSTRAINT fk_monitored_village_id FOREIGN KEY(village_id) REFERENCES place (id),
  CONSTRAINT fk_monitored_release_case_id FOREIGN KEY(release_case_id) REFERENCES "case" (id),
  CONSTRAINT ck_monitored_intensity CHECK (intensity IN ('key', 'regular', 'observation')),
  CONSTRAINT ck_monitored_removalway CHECK (way IN ('帮扶消除', '自然消除', '识别不准'))
);
CREATE INDEX ix_monitored_batch_id ON monitored (batch_id);
CREATE INDEX ix_monitored_entry_case_id ON monitored (entry_case_id);
CREATE INDEX ix_monitored_household_id ON monitored (household_id);
CREATE INDEX ix_monitored_id_number ON monitored (id_number);
CREATE INDEX ix_monitored_number ON monitored (number);
CREATE INDEX ix_monitored_release_case_id ON monitored (release_case_id);
CREATE INDEX ix_monitored_village_id ON monitored (village_id);
CREATE TABLE asked_person (
  request_id INTEGER NOT NULL, "row" INTEGER NOT NULL, household_id INTEGER NOT NULL,
  member_id INTEGER NOT NULL, name VARCHAR NOT NULL, id_number VARCHAR NOT NULL, name_sort VARCHAR,
  name_found VARCHAR, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_asked_person PRIMARY KEY (id),
  CONSTRAINT fk_asked_person_request_id FOREIGN KEY(request_id) REFERENCES department_request (id),
  CONSTRAINT fk_asked_person_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_asked_person_member_id FOREIGN KEY(member_id) REFERENCES member (id)
);
CREATE INDEX ix_asked_person_household_id ON asked_person (household_id);
CREATE INDEX ix_asked_person_id_number ON asked_person (id_number);
CREATE INDEX ix_asked_person_member_id ON asked_person (member_id);
CREATE INDEX ix_asked_person_request_id ON asked_person (request_id);
CREATE TABLE department_list (
  name VARCHAR NOT NULL, year INTEGER NOT NULL, received_on DATE NOT NULL, batch_id INTEGER,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, name_sort VARCHAR, name_found VARCHAR,
  department VARCHAR(32), request_id INTEGER,
  CONSTRAINT pk_department_list PRIMARY KEY (id),
  CONSTRAINT fk_department_list_batch_id FOREIGN KEY(batch_id) REFERENCES batch (id),
  CONSTRAINT fk_department_list_request_id FOREIGN KEY(request_id) REFERENCES department_request (id),
  CONSTRAINT ck_department_list_department CHECK (department IN ('civil_affairs', 'public_security', 'market',
    'housing', 'vehicles', 'tax', 'social_insurance', 'medical_insurance', 'disabled_federation', 'education',
    'bank'))
);
CREATE INDEX ix_department_list_batch_id ON department_list (batch_id);
CREATE INDEX ix_department_list_request_id ON department_list (request_id);
CREATE TABLE measure_stage (
  measure_id INTEGER NOT NULL, stage VARCHAR NOT NULL, done_on DATE NOT NULL, amount BIGINT, until DATE,
  document VARCHAR, agreed BOOLEAN, persons INTEGER, area BIGINT, place VARCHAR, words VARCHAR,
  recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_measure_stage PRIMARY KEY (id),
  CONSTRAINT fk_measure_stage_measure_id FOREIGN KEY(measure_id) REFERENCES measure (id),
  CONSTRAINT fk_measure_stage_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id)
);
CREATE INDEX ix_measure_stage_measure_id_withdrawn_on ON measure_stage (measure_id, withdrawn_on);
CREATE TABLE objection (
  disclosure_id INTEGER NOT NULL, entry_id INTEGER, received_on DATE NOT NULL, channel VARCHAR(32) NOT NULL,
  objector VARCHAR NOT NULL, words VARCHAR NOT NULL, recorded_by INTEGER NOT NULL, settled_on DATE,
  finding VARCHAR(32), investigators VARCHAR NOT NULL, reply VARCHAR NOT NULL, settled_by INTEGER,
  id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE, omitted_head VARCHAR,
  omitted_group VARCHAR, case_id INTEGER, omitted_head_sort VARCHAR, omitted_head_found VARCHAR,
  public_words VARCHAR, complained_of VARCHAR,
  CONSTRAINT pk_objection PRIMARY KEY (id),
  CONSTRAINT fk_objection_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT fk_objection_settled_by FOREIGN KEY(settled_by) REFERENCES user (id),
  CONSTRAINT fk_objection_disclosure_id FOREIGN KEY(disclosure_id) REFERENCES disclosure (id),
  CONSTRAINT fk_objection_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id),
  CONSTRAINT fk_objection_case_id FOREIGN KEY(case_id) REFERENCES "case" (id),
  CONSTRAINT ck_objection_channel CHECK (channel IN ('letter', 'visit', 'telephone', 'hotline')),
  CONSTRAINT ck_objection_finding_when_settled CHECK ((settled_on IS NULL) = (finding IS NULL)),
  CONSTRAINT ck_objection_objectionfinding CHECK (finding IN ('upheld', 'partly', 'rejected'))
);
CREATE INDEX ix_objection_disclosure_id ON objection (disclosure_id);
CREATE TABLE signal (
  number VARCHAR NOT NULL, year INTEGER NOT NULL, household_id INTEGER NOT NULL, member_id INTEGER,
  found_on DATE NOT NULL, words VARCHAR NOT NULL, "values" VARCHAR NOT NULL, gone_on DATE, dismissed_on DATE,
  dismissed_by INTEGER, reason VARCHAR, clue_id INTEGER, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE,
  CONSTRAINT pk_signal PRIMARY KEY (id),
  CONSTRAINT fk_signal_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_signal_member_id FOREIGN KEY(member_id) REFERENCES member (id),
  CONSTRAINT fk_signal_dismissed_by FOREIGN KEY(dismissed_by) REFERENCES user (id),
  CONSTRAINT fk_signal_clue_id FOREIGN KEY(clue_id) REFERENCES clue (id)
);
CREATE INDEX ix_signal_clue_id ON signal (clue_id);
CREATE INDEX ix_signal_household_id ON signal (household_id);
CREATE INDEX ix_signal_year_number ON signal (year, number);
CREATE TABLE watch_visit (
  monitored_id INTEGER, visited_on DATE NOT NULL, visitors VARCHAR NOT NULL, found VARCHAR NOT NULL,
  new_risk BOOLEAN, recorded_by INTEGER NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL,
  withdrawn_on DATE, household_id INTEGER, purpose VARCHAR(32),
  CONSTRAINT pk_watch_visit PRIMARY KEY (id),
  CONSTRAINT fk_watch_visit_recorded_by FOREIGN KEY(recorded_by) REFERENCES user (id),
  CONSTRAINT fk_watch_visit_monitored_id FOREIGN KEY(monitored_id) REFERENCES monitored (id),
  CONSTRAINT fk_watch_visit_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT ck_watch_visit_visitpurpose CHECK (purpose IN ('monitoring', 'contact', 'team', 'measures',
    'check', 'other'))
);
CREATE INDEX ix_watch_visit_household_id_visited_on ON watch_visit (household_id, visited_on, withdrawn_on, monitored_id);
CREATE INDEX ix_watch_visit_monitored_id ON watch_visit (monitored_id);
CREATE INDEX ix_watch_visit_visited_on ON watch_visit (visited_on, withdrawn_on);
CREATE TABLE department_entry (
  list_id INTEGER NOT NULL, "row" INTEGER NOT NULL, name VARCHAR NOT NULL, id_number VARCHAR NOT NULL,
  kind VARCHAR NOT NULL, amount BIGINT, id INTEGER NOT NULL, version INTEGER NOT NULL, withdrawn_on DATE,
  name_sort VARCHAR, name_found VARCHAR, kind_sort VARCHAR, village_id INTEGER, absent BOOLEAN,
  CONSTRAINT pk_department_entry PRIMARY KEY (id),
  CONSTRAINT fk_department_entry_list_id FOREIGN KEY(list_id) REFERENCES department_list (id),
  CONSTRAINT fk_department_entry_village_id FOREIGN KEY(village_id) REFERENCES place (id)
);
CREATE INDEX ix_department_entry_id_number ON department_entry (id_number);
CREATE INDEX ix_department_entry_list_id ON department_entry (list_id);
CREATE INDEX ix_department_entry_village_id ON department_entry (village_id);
CREATE TABLE hit_decision (
  entry_id INTEGER, member_id INTEGER, household_id INTEGER, outcome VARCHAR(32) NOT NULL,
  explanation VARCHAR NOT NULL, decided_on DATE NOT NULL, decided_by INTEGER NOT NULL, id INTEGER NOT NULL,
  version INTEGER NOT NULL, withdrawn_on DATE,
  CONSTRAINT pk_hit_decision PRIMARY KEY (id),
  CONSTRAINT fk_hit_decision_entry_id FOREIGN KEY(entry_id) REFERENCES department_entry (id),
  CONSTRAINT fk_hit_decision_member_id FOREIGN KEY(member_id) REFERENCES member (id),
  CONSTRAINT fk_hit_decision_household_id FOREIGN KEY(household_id) REFERENCES household (id),
  CONSTRAINT fk_hit_decision_decided_by FOREIGN KEY(decided_by) REFERENCES user (id),
  CONSTRAINT ck_hit_decision_hitoutcome CHECK (outcome IN ('nothing', 'visit', 'correct', 'reexamine',
    'other_person'))
);
CREATE INDEX ix_hit_decision_household_id ON hit_decision (household_id);
CREATE INDEX ix_hit_decision_member_id ON hit_decision (member_id);
CREATE INDEX ix_hit_decision_pair ON hit_decision (entry_id, member_id);
