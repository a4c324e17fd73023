-- Validates the night that an editor sends, field by field, so that an error names the path of its field.

create function internal.refuse_night(p_field text, p_problem text, p_detail jsonb default '{}')
returns void
language plpgsql volatile
set search_path = ''
as $$
begin
  perform internal.fail('night_invalid', 422, jsonb_build_object('field', p_field, 'problem', p_problem) || p_detail);
end
$$;
comment on function internal.refuse_night is 'Raises night_invalid with the path of the field ("types.0.price") and what is wrong with it.';

create function internal.night_text(p_from jsonb, p_path text, p_key text, p_max int, p_needed boolean default false)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_text text := nullif(trim(p_from ->> p_key), '');
begin
  if coalesce(jsonb_typeof(p_from -> p_key), 'null') not in ('string', 'null') or length(v_text) > p_max then
    perform internal.refuse_night(p_path || p_key, 'too_long', jsonb_build_object('max', p_max));
  elsif v_text is null and p_needed then
    perform internal.refuse_night(p_path || p_key, 'missing');
  end if;
  return v_text;
end
$$;
comment on function internal.night_text is 'A text field of a night, trimmed; null if empty.';

create function internal.night_number(p_from jsonb, p_path text, p_key text, p_min int, p_max int, p_needed boolean default false)
returns int
language plpgsql volatile
set search_path = ''
as $$
declare
  v_number numeric := internal.json_number(p_from, p_key, p_min, p_max);
begin
  if v_number is null and (p_needed or coalesce(jsonb_typeof(p_from -> p_key), 'null') <> 'null') or v_number <> trunc(v_number) then
    perform internal.refuse_night(p_path || p_key, 'number', jsonb_build_object('min', p_min, 'max', p_max));
  end if;
  return v_number::int;
end
$$;
comment on function internal.night_number is 'A whole-number field of a night, within its bounds, or null.';

create function internal.night_time(p_from jsonb, p_path text, p_key text, p_needed boolean default false)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_time text := nullif(p_from ->> p_key, '');
begin
  if v_time is null then
    if p_needed then
      perform internal.refuse_night(p_path || p_key, 'missing');
    end if;
  elsif v_time !~ '^20\d\d-\d\d-\d\dT\d\d:\d\d$' or not pg_input_is_valid(v_time, 'timestamp') then
    perform internal.refuse_night(p_path || p_key, 'time');
  end if;
  return v_time;
end
$$;
comment on function internal.night_time is 'A local-time field of a night, 2026-11-27T22:00, or null.';

create function internal.is_currency(p_currency text)
returns boolean
language sql immutable
-- docs.stripe.com/currencies, without the three-decimal currencies: decimal(10, 2) would lose their last digit.
return p_currency = any (string_to_array('usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf '
  || 'clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jpy kes kgs khr '
  || 'kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg '
  || 'qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd szl thb tjs top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar '
  || 'zmw', ' '));
comment on function internal.is_currency is 'Whether Stripe can charge in this currency (lower case) and our amounts can represent it.';

create function internal.night_price(p_from jsonb, p_path text, p_currency text)
returns text
language plpgsql volatile
set search_path = ''
as $$
declare
  v_price text := p_from ->> 'price';
begin
  if v_price is null or v_price !~ '^\d{1,6}(\.\d{1,2})?$' then
    perform internal.refuse_night(p_path || 'price', 'price');
  elsif not internal.is_chargeable(v_price::decimal, p_currency) then
    perform internal.refuse_night(p_path || 'price', 'not_chargeable');
  end if;
  return v_price::decimal(10, 2)::text;
end
$$;
comment on function internal.night_price is 'A price as decimal text that Stripe can charge in this currency; zero is always allowed.';

create function internal.night_list(p_from jsonb, p_path text, p_key text, p_max int, p_ids boolean default true)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_list jsonb := case jsonb_typeof(p_from -> p_key) when 'array' then p_from -> p_key else '[]' end;
begin
  if jsonb_array_length(v_list) > p_max then
    perform internal.refuse_night(p_path || p_key, 'too_many', jsonb_build_object('max', p_max));
  elsif p_ids and exists (select from jsonb_array_elements(v_list) i where not coalesce(pg_input_is_valid(i ->> 'id', 'uuid'), false))
    or p_ids and (select count(*) <> count(distinct lower(i ->> 'id')) from jsonb_array_elements(v_list) i) then
    perform internal.refuse_night(p_path || p_key, 'id');
  elsif (select count(*) <> count(distinct lower(trim(i ->> 'name'))) from jsonb_array_elements(v_list) i where trim(i ->> 'name') <> '') then
    perform internal.refuse_night(p_path || p_key, 'same_name');
  end if;
  return v_list;
end
$$;
comment on function internal.night_list is 'The pools, types, gates or releases of a night: no more than the limit, each with its own id, no two with the same name.';

create function internal.read_night_types(p_night jsonb, p_currency text, p_pools jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_types jsonb := '[]';
  v_releases jsonb;
  v_type record;
  v_release record;
  v_path text;
  v_inner text;
begin
  for v_type in select i.item, i.n - 1 as n from jsonb_array_elements(internal.night_list(p_night, '', 'types', 20)) with ordinality i (item, n) loop
    v_path := 'types.' || v_type.n || '.';
    v_releases := '[]';
    for v_release in
      select i.item, i.n - 1 as n from jsonb_array_elements(internal.night_list(v_type.item, v_path, 'releases', 10, false)) with ordinality i (item, n)
    loop
      v_inner := v_path || 'releases.' || v_release.n || '.';
      v_releases := v_releases || jsonb_build_object('name', internal.night_text(v_release.item, v_inner, 'name', 80, true),
        'price', internal.night_price(v_release.item, v_inner, p_currency),
        'until_taken', internal.night_number(v_release.item, v_inner, 'until_taken', 1, 1000000),
        'ends_at', internal.night_time(v_release.item, v_inner, 'ends_at'));
      if v_releases -> -1 -> 'until_taken' = 'null' and v_releases -> -1 -> 'ends_at' = 'null' then
        perform internal.refuse_night(v_inner || 'ends_at', 'no_end');
      end if;
    end loop;
    v_types := v_types || jsonb_build_object('id', lower(v_type.item ->> 'id'), 'name', internal.night_text(v_type.item, v_path, 'name', 80, true),
      'description', internal.night_text(v_type.item, v_path, 'description', 300), 'price', internal.night_price(v_type.item, v_path, p_currency),
      'capacity', internal.night_number(v_type.item, v_path, 'capacity', 0, 1000000, true),
      'max_per_order', internal.night_number(v_type.item, v_path, 'max_per_order', 1, 100),
      'sales_start_at', internal.night_time(v_type.item, v_path, 'sales_start_at'), 'sales_end_at', internal.night_time(v_type.item, v_path, 'sales_end_at'),
      'hidden', coalesce(v_type.item -> 'hidden' = 'true', false), 'pool', lower(v_type.item ->> 'pool'), 'releases', v_releases);
    if v_types -> -1 ->> 'sales_end_at' <= v_types -> -1 ->> 'sales_start_at' then
      perform internal.refuse_night(v_path || 'sales_end_at', 'order');
    elsif v_types -> -1 ->> 'pool' is not null and not p_pools @> jsonb_build_array(jsonb_build_object('id', v_types -> -1 ->> 'pool')) then
      perform internal.refuse_night(v_path || 'pool', 'unknown');
    end if;
  end loop;
  return v_types;
end
$$;
comment on function internal.read_night_types is 'The ticket types of a night as they were sent, checked and normalised.';

create function internal.read_night(p_night jsonb)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
declare
  v_night jsonb;
  v_pools jsonb;
  v_types jsonb;
  v_gates jsonb := '[]';
  v_gate record;
  v_currency text := lower(p_night ->> 'currency');
  v_zone text := p_night ->> 'timezone';
  v_image text := nullif(p_night ->> 'image_url', '');
  v_tax record;
begin
  if jsonb_typeof(p_night) is distinct from 'object' or length(p_night::text) > 200000 then
    perform internal.fail('invalid_request', 400);
  elsif not coalesce(internal.is_currency(v_currency), false) then
    perform internal.refuse_night('currency', 'currency');
  elsif v_zone is null or not exists (select from pg_catalog.pg_timezone_names z where z.name = v_zone) then
    perform internal.refuse_night('timezone', 'timezone');
  elsif not internal.is_poster_path(v_image) then
    perform internal.refuse_night('image_url', 'image');
  elsif coalesce(p_night ->> 'unsynced_policy', '') not in ('admit', 'ask') then
    perform internal.refuse_night('unsynced_policy', 'unknown');
  elsif p_night ->> 'tax_percent' !~ '^\d{1,2}(\.\d{1,3})?$' then
    perform internal.refuse_night('tax_percent', 'percent');
  end if;
  -- Without one, the club's.
  select case when p_night ->> 'tax_percent' is null then s.tax_name else coalesce(internal.night_text(p_night, '', 'tax_name', 40), '') end as name,
    trim_scale(coalesce((p_night ->> 'tax_percent')::decimal(6, 3), s.tax_percent))::text as percent into v_tax from public.settings s;
  select coalesce(jsonb_agg(jsonb_build_object('id', lower(i.item ->> 'id'), 'name', internal.night_text(i.item, 'pools.' || i.n - 1 || '.', 'name', 80, true),
    'capacity', internal.night_number(i.item, 'pools.' || i.n - 1 || '.', 'capacity', 0, 1000000, true)) order by i.n), '[]') into v_pools
  from jsonb_array_elements(internal.night_list(p_night, '', 'pools', 10)) with ordinality i (item, n);
  v_types := internal.read_night_types(p_night, v_currency, v_pools);
  for v_gate in select i.item, i.n - 1 as n from jsonb_array_elements(internal.night_list(p_night, '', 'gates', 20)) with ordinality i (item, n) loop
    v_gates := v_gates || jsonb_build_object('id', lower(v_gate.item ->> 'id'),
      'name', internal.night_text(v_gate.item, 'gates.' || v_gate.n || '.', 'name', 60, true),
      -- In the order of the types, so that the same choice gives the same document. None chosen means all.
      'admits', (select jsonb_agg(t.item ->> 'id' order by t.n) from jsonb_array_elements(v_types) with ordinality t (item, n)
        where jsonb_typeof(v_gate.item -> 'admits') = 'array' and lower((v_gate.item -> 'admits')::text)::jsonb ? (t.item ->> 'id')));
  end loop;
  v_night := jsonb_build_object('name', internal.night_text(p_night, '', 'name', 200, true),
    'description', internal.night_text(p_night, '', 'description', 5000), 'line_up', internal.night_text(p_night, '', 'line_up', 1000),
    'event_date', internal.night_time(p_night, '', 'event_date', true), 'doors_open_at', internal.night_time(p_night, '', 'doors_open_at', true),
    'ends_at', internal.night_time(p_night, '', 'ends_at', true), 'timezone', v_zone,
    'venue_name', internal.night_text(p_night, '', 'venue_name', 200, true), 'venue_address', internal.night_text(p_night, '', 'venue_address', 300),
    'venue_capacity', internal.night_number(p_night, '', 'venue_capacity', 0, 1000000, true),
    'min_age', internal.night_number(p_night, '', 'min_age', 0, 99), 'currency', v_currency, 'tax_name', v_tax.name, 'tax_percent', v_tax.percent,
    'sales_start_at', internal.night_time(p_night, '', 'sales_start_at'), 'sales_end_at', internal.night_time(p_night, '', 'sales_end_at'),
    'max_per_order', internal.night_number(p_night, '', 'max_per_order', 1, 100, true), 'reentry', coalesce(p_night -> 'reentry' = 'true', false),
    'unsynced_policy', p_night ->> 'unsynced_policy', 'image_url', v_image, 'image_alt', internal.night_text(p_night, '', 'image_alt', 300),
    'image_focus', jsonb_build_array(coalesce(internal.json_number(jsonb_build_object('x', p_night #> '{image_focus,0}'), 'x', 0, 100)::int, 50),
      coalesce(internal.json_number(jsonb_build_object('y', p_night #> '{image_focus,1}'), 'y', 0, 100)::int, 50)),
    'pools', v_pools, 'types', v_types, 'gates', v_gates);
  if v_night ->> 'event_date' < v_night ->> 'doors_open_at' then
    perform internal.refuse_night('event_date', 'order');
  elsif v_night ->> 'ends_at' <= v_night ->> 'event_date' or (v_night ->> 'ends_at')::timestamp > (v_night ->> 'doors_open_at')::timestamp + interval '3 days' then
    perform internal.refuse_night('ends_at', 'order');
  elsif v_night ->> 'sales_end_at' <= v_night ->> 'sales_start_at' then
    perform internal.refuse_night('sales_end_at', 'order');
  end if;
  return v_night;
end
$$;
comment on function internal.read_night is 'A night as it was sent, every field checked, in the shape of night_document; else night_invalid, which names the first invalid field.';
