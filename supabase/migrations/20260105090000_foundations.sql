-- Foundations: schemas, pgcrypto, closed default privileges, and the helpers that every later migration calls.

-- Hosted Supabase has both the schema and the extension already; the embedded stack has neither.
create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;

-- PostgREST exposes `public` only, so nothing in here can be called over HTTP.
create schema internal;
comment on schema internal is 'Helpers of the functions in public. Not exposed by the API.';

-- Hosted projects grant everything in public to the API roles by default. Here every grant is explicit, beside the
-- object that it opens; tests/db/conventions.test.ts lists all of them.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from anon, authenticated, service_role;

grant usage on schema internal to authenticated;

create function internal.fail(p_code text, p_status int, p_detail jsonb default null)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  -- PostgREST turns SQLSTATE PTnnn into HTTP status nnn.
  raise exception using errcode = 'PT' || p_status, message = p_code, detail = coalesce(p_detail::text, '');
end
$$;
comment on function internal.fail is
  'Raises a registered error code (docs/error-codes.md) with its HTTP status; the detail is JSON text for programs.';

create function internal.to_ms(p_at timestamptz)
returns bigint
language sql stable
return (extract(epoch from p_at) * 1000)::bigint;
comment on function internal.to_ms is
  'Milliseconds since the Unix epoch, the wire format of every timestamp of a scan. Stable, not immutable: extract is only stable, and the function would not be inlined otherwise.';

create function internal.from_ms(p_ms double precision)
returns timestamptz
language sql stable
return to_timestamp(round(p_ms) / 1000);
comment on function internal.from_ms is 'The timestamp for milliseconds since the Unix epoch.';

create function internal.json_number(p_object jsonb, p_key text, p_min numeric, p_max numeric)
returns numeric
language sql immutable
return case
  when jsonb_typeof(p_object -> p_key) = 'number' and (p_object -> p_key)::numeric between p_min and p_max
  then (p_object -> p_key)::numeric end;
comment on function internal.json_number is
  'A number from an untrusted JSON object, or null if it is absent, of another type or out of range; never raises.';

create function internal.is_email(p_email text)
returns boolean
language sql immutable
-- In several cheap steps: one expression with counted repetitions takes longer than to hold a seat.
return coalesce(length(p_email) <= 254 and strpos(p_email, '@') <= 65
  and p_email ~ '^[^\s@<>"(),:;\[\]\\]+@([a-z0-9-]+\.)+[a-z0-9-][a-z0-9-]+$' and p_email !~ '@-|@.*(\.-|-\.)'
  and (length(p_email) <= 64 or p_email !~ '@.*[a-z0-9-]{64}'), false);
comment on function internal.is_email is
  'Whether this is plausible as an address, trimmed and in lower case; the proof is the mail that arrives. Without settings of its own, so that callers inline it.';

create function internal.random_crockford(p_length int)
returns text
language sql volatile
set search_path = ''
as $$
  select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(b.bytes, i) & 31), 1), '' order by i)
  from (select extensions.gen_random_bytes(p_length) as bytes) b, generate_series(0, p_length - 1) i
$$;
comment on function internal.random_crockford is 'Random Crockford base32 characters (5 bits each) from the CSPRNG.';

create function internal.broadcast(p_event_id uuid, p_event text, p_payload jsonb)
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  if to_regprocedure('realtime.send(jsonb,text,text,boolean)') is not null then
    perform realtime.send(p_payload, p_event, 'event:' || p_event_id, true);
  end if;
end
$$;
comment on function internal.broadcast is
  'Sends a hint on an event''s private Realtime topic. Only a hint: a database without Realtime works too.';

create function internal.create_sign_in(p_email text, p_password text)
returns uuid
language plpgsql volatile
set search_path = ''
as $$
declare
  v_id uuid := gen_random_uuid();
begin
  -- The token columns must be '' and not null, and an identity must exist, or hosted Auth refuses the sign-in.
  insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data,
    created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
  values (v_id, 'authenticated', 'authenticated', lower(p_email), extensions.crypt(p_password, extensions.gen_salt('bf', 8)), now(),
    '{"provider":"email","providers":["email"]}', '{}', now(), now(), '', '', '', '');
  insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
  values (gen_random_uuid(), 'email', v_id::text, v_id,
    jsonb_build_object('sub', v_id, 'email', lower(p_email), 'email_verified', true, 'phone_verified', false), now(), now());
  -- Only hosted Auth has this column, and looks users up by it.
  if exists (select from pg_attribute where attrelid = 'auth.users'::regclass and attname = 'instance_id') then
    execute 'update auth.users set instance_id = $1 where id = $2' using '00000000-0000-0000-0000-000000000000'::uuid, v_id;
  end if;
  return v_id;
end
$$;
comment on function internal.create_sign_in is
  'Creates a user who can sign in with this e-mail and password at once, on hosted and embedded Auth alike.';
