-- The club's settings: name, look, addresses, policies, defaults. One row, changed by an admin.

alter table public.settings
  add column club_name text not null default 'Maguey' check (length(club_name) between 1 and 80),
  add column named_at timestamptz,
  add column accent text check (accent ~ '^#[0-9a-f]{6}$'),
  add column logo text check (logo ~ '^data:image/(png|webp|jpeg);base64,[A-Za-z0-9+/]+=*$' and length(logo) <= 120000),
  add column address text not null default '' check (length(address) <= 300),
  add column contact_email text not null default '' check (length(contact_email) <= 254),
  add column contact_phone text not null default '' check (length(contact_phone) <= 40),
  add column sender_name text not null default '' check (length(sender_name) <= 80 and sender_name !~ '[<>"\r\n]'),
  add column reply_to text not null default '' check (length(reply_to) <= 254),
  add column terms text not null default '' check (length(terms) <= 20000),
  add column privacy_policy text not null default '' check (length(privacy_policy) <= 20000),
  add column refund_policy text not null default '' check (length(refund_policy) <= 20000),
  add column clock text not null default '24h' check (clock in ('24h', '12h')),
  add column tax_name text not null default '' check (length(tax_name) <= 40),
  add column tax_percent decimal(6, 3) not null default 0 check (tax_percent >= 0 and tax_percent < 100),
  add column retention_days integer check (retention_days between 1 and 3650),
  add column night_defaults jsonb not null default '{}' check (jsonb_typeof(night_defaults) = 'object');
comment on column public.settings.named_at is 'When somebody named the club; null while it has the default name.';
comment on column public.settings.accent is 'The club''s colour, #rrggbb. Each screen darkens or lightens it until it is readable; null: agave green.';
comment on column public.settings.logo is 'A small picture as a data URL, so that pages and mails need no extra URL for it.';
comment on column public.settings.sender_name is 'The sender''s name in mails; empty: the club''s name.';
comment on column public.settings.tax_percent is 'The tax that prices include.';
comment on column public.settings.retention_days is 'Names and addresses are erased this many days after a night; null keeps them.';
comment on column public.settings.night_defaults is 'What a new night begins with: venue_name, venue_capacity, timezone, currency, min_age, max_per_order.';

create function public.club_face()
returns jsonb
language sql stable security definer
set search_path = ''
as $$
  select jsonb_build_object('name', s.club_name, 'accent', s.accent, 'logo', s.logo, 'address', s.address, 'contact_email', s.contact_email,
    'contact_phone', s.contact_phone, 'sender_name', s.sender_name, 'reply_to', s.reply_to, 'terms', s.terms,
    'privacy_policy', s.privacy_policy, 'refund_policy', s.refund_policy, 'clock', s.clock)
  from public.settings s
$$;
comment on function public.club_face is
  'The club''s public settings. Security definer because the settings are closed to the public.';
grant execute on function public.club_face to anon, authenticated, service_role;

create function public.club_settings()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('change_settings');
  return public.club_face() || (select jsonb_build_object('named', s.named_at is not null, 'tax_name', s.tax_name, 'tax_percent', s.tax_percent::text,
    'retention_days', s.retention_days, 'offer_minutes', s.offer_minutes, 'id_check', s.id_check, 'night_defaults', s.night_defaults) from public.settings s);
end
$$;
comment on function public.club_settings is
  'All that an admin may set. Security definer because it is one call of the admin''s app; it checks the caller''s role itself.';
grant execute on function public.club_settings to authenticated;

create function internal.is_night_default(p_defaults jsonb, p_key text)
returns boolean
language sql stable
set search_path = ''
as $$
  select case p_key
    when 'venue_name' then jsonb_typeof(p_defaults -> p_key) = 'string' and length(p_defaults ->> p_key) <= 200
    when 'timezone' then exists (select from pg_catalog.pg_timezone_names z where z.name = p_defaults ->> p_key)
    when 'currency' then internal.is_currency(p_defaults ->> p_key)
    else trunc(r.number) = r.number end
  from (select case p_key
    when 'venue_capacity' then internal.json_number(p_defaults, p_key, 0, 1000000)
    when 'min_age' then internal.json_number(p_defaults, p_key, 0, 99)
    when 'max_per_order' then internal.json_number(p_defaults, p_key, 1, 100) end as number) r
$$;
comment on function internal.is_night_default is 'Whether a night may begin with this: what night_input refuses can be no default.';

create function public.change_club_settings(p_changes jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_key text;
  v_constraint text;
begin
  perform internal.require_action('change_settings');
  if jsonb_typeof(p_changes) is distinct from 'object' then
    perform internal.fail('invalid_request', 400);
  end if;
  foreach v_key in array array['contact_email', 'reply_to'] loop
    if coalesce(trim(p_changes ->> v_key), '') <> '' and not internal.is_email(lower(trim(p_changes ->> v_key))) then
      perform internal.fail('invalid_email', 422, jsonb_build_object('field', v_key));
    end if;
  end loop;
  foreach v_key in array array['tax_percent', 'retention_days', 'offer_minutes'] loop
    if p_changes ->> v_key is not null and not pg_input_is_valid(p_changes ->> v_key, case v_key when 'tax_percent' then 'numeric' else 'integer' end) then
      perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_key));
    end if;
  end loop;
  if jsonb_typeof(p_changes -> 'night_defaults') = 'object' and exists (
    select from jsonb_object_keys(p_changes -> 'night_defaults') k where not coalesce(internal.is_night_default(p_changes -> 'night_defaults', k), false)) then
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', 'night_defaults'));
  end if;
  begin
    -- Absent fields stay as they are; null clears the ones that may be empty.
    update public.settings s set
      club_name = coalesce(trim(p_changes ->> 'name'), s.club_name),
      named_at = case when p_changes ? 'name' then coalesce(s.named_at, now()) else s.named_at end,
      address = coalesce(trim(p_changes ->> 'address'), s.address),
      contact_email = coalesce(trim(p_changes ->> 'contact_email'), s.contact_email),
      contact_phone = coalesce(trim(p_changes ->> 'contact_phone'), s.contact_phone),
      sender_name = coalesce(trim(p_changes ->> 'sender_name'), s.sender_name),
      reply_to = coalesce(trim(p_changes ->> 'reply_to'), s.reply_to),
      terms = coalesce(trim(p_changes ->> 'terms'), s.terms),
      privacy_policy = coalesce(trim(p_changes ->> 'privacy_policy'), s.privacy_policy),
      refund_policy = coalesce(trim(p_changes ->> 'refund_policy'), s.refund_policy),
      clock = coalesce(trim(p_changes ->> 'clock'), s.clock),
      tax_name = coalesce(trim(p_changes ->> 'tax_name'), s.tax_name),
      id_check = coalesce(p_changes ->> 'id_check', s.id_check),
      accent = case when p_changes ? 'accent' then lower(p_changes ->> 'accent') else s.accent end,
      logo = case when p_changes ? 'logo' then p_changes ->> 'logo' else s.logo end,
      tax_percent = coalesce((p_changes ->> 'tax_percent')::decimal, s.tax_percent),
      retention_days = case when p_changes ? 'retention_days' then (p_changes ->> 'retention_days')::int else s.retention_days end,
      offer_minutes = coalesce((p_changes ->> 'offer_minutes')::int, s.offer_minutes),
      night_defaults = case when jsonb_typeof(p_changes -> 'night_defaults') = 'object' then p_changes -> 'night_defaults' else s.night_defaults end
    where s.id;
  exception when check_violation or numeric_value_out_of_range then
    get stacked diagnostics v_constraint = constraint_name;
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', regexp_replace(v_constraint, '^settings_(.*?)_check\d*$', '\1')));
  end;
  -- Only the names of the fields: a policy's text is in the settings, and a logo is long.
  perform internal.log_action('change_settings', null, null, '', jsonb_build_object('changed', array(select jsonb_object_keys(p_changes) order by 1)));
  return public.club_settings();
end
$$;
comment on function public.change_club_settings is
  'Changes the fields in p_changes and leaves the rest; one invalid field refuses the whole change (detail.field). Security definer because no role may write the settings directly; it checks the caller''s role itself.';
grant execute on function public.change_club_settings to authenticated;

create function public.night_defaults()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('edit_nights');
  return (select s.night_defaults from public.settings s);
end
$$;
comment on function public.night_defaults is
  'What a new night begins with, for whoever may create one. Security definer because the settings are closed; it checks the caller''s role itself.';
grant execute on function public.night_defaults to authenticated;

create function public.first_steps()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('change_settings');
  return jsonb_build_object(
    'named', (select s.named_at is not null from public.settings s),
    'night', exists (select from public.events e where e.status <> 'draft' and e.ends_at > now()),
    'phone', exists (select from public.devices d where d.revoked_at is null),
    'purchase', exists (select from public.orders o where o.completed_at is not null and o.kind = 'sale'));
end
$$;
comment on function public.first_steps is
  'Which of the first steps an owner has done, each derived from the data and not ticked off by hand. Security definer because it looks across tables; it checks the caller''s role itself.';
grant execute on function public.first_steps to authenticated;
