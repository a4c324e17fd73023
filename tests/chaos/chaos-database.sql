-- Turns a migrated throw-away database into one whose time and ids are controlled by the test.
--
-- now() and the like are inlined when planned, so replacing the catalogue's own functions is enough: no migration is
-- changed, and column defaults follow too. CURRENT_TIMESTAMP is a keyword and wouldn't; the migrations don't use it.

create schema chaos;
grant usage on schema chaos to public;

create sequence chaos.ids;
grant usage, update on sequence chaos.ids to public;

create or replace function pg_catalog.now() returns timestamptz language sql stable
as $$ select current_setting('chaos.now')::timestamptz $$;

create or replace function pg_catalog.clock_timestamp() returns timestamptz language sql volatile
as $$ select current_setting('chaos.now')::timestamptz $$;

create or replace function pg_catalog.gen_random_uuid() returns uuid language sql volatile
as $$ select md5(current_setting('chaos.seed') || ' ' || nextval('chaos.ids'))::uuid $$;

-- One API call as PostgREST makes it: at a given time, as a role, in a transaction that an error rolls back.
create function chaos.call(p_now text, p_role text, p_claims text, p_sql text, p_args text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
  v_code text;
  v_message text;
  v_detail text;
  v_hint text;
begin
  perform set_config('chaos.now', p_now, false);
  begin
    -- The old claim setting too: an embedded auth.uid() reads that one.
    perform set_config('request.jwt.claims', p_claims, true), set_config('request.jwt.claim.sub', coalesce(p_claims::jsonb ->> 'sub', ''), true),
      set_config('role', p_role, true);
    execute p_sql into v_answer using p_args;
    perform set_config('role', 'none', true);
    return jsonb_build_object('ok', v_answer);
  exception when others then
    get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return jsonb_build_object('error', jsonb_build_object('code', v_code, 'message', v_message,
      'details', nullif(v_detail, ''), 'hint', nullif(v_hint, '')));
  end;
end
$$;

-- A history begins eight days before its nights, and their phones carry something to sell from then on.
do $$
declare
  v_bent text := regexp_replace(pg_get_functiondef('internal.stock_wanted'::regproc), 'now\(\) >= [^\n]* hours'' and ', '');
begin
  if v_bent = pg_get_functiondef('internal.stock_wanted'::regproc) then
    raise 'internal.stock_wanted no longer says from when on';
  end if;
  execute v_bent;
end
$$;

-- Who works there is the same in every history: hashing a password takes longer than anything in it.
create table chaos.people (name text primary key, user_id uuid not null);

select set_config('chaos.now', '2026-11-01T12:00:00Z', false), set_config('chaos.seed', '0', false);
insert into chaos.people
values ('manager', internal.ensure_staff_member('manager@example.com', 'correct horse battery', 'Ana', 'manager')),
  ('door 1', internal.create_sign_in('door-1@devices.test', 'password')),
  ('door 2', internal.create_sign_in('door-2@devices.test', 'password'));
