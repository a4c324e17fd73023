-- What managers do with promo codes, and what the shop asks about one before anything is held.

create function internal.promo_row(p_promo public.promo_codes)
returns jsonb
language sql stable
set search_path = ''
as $$
  select jsonb_build_object('id', p_promo.id, 'code', p_promo.code, 'event_id', p_promo.event_id,
    'event_name', (select e.name from public.events e where e.id = p_promo.event_id), 'percent_off', p_promo.percent_off,
    'amount_off', p_promo.amount_off::text, 'currency', p_promo.currency, 'type_codes', p_promo.type_codes, 'max_uses', p_promo.max_uses,
    'max_per_customer', p_promo.max_per_customer, 'starts_at', p_promo.starts_at, 'ends_at', p_promo.ends_at, 'paused_at', p_promo.paused_at,
    'note', p_promo.note, 'created_at', p_promo.created_at, 'uses', (select coalesce(sum(u.uses), 0) from internal.promo_uses(p_promo.id) u))
$$;
comment on function internal.promo_row is 'A promo code as its manager sees it, with the orders that use it now.';

create function public.promo_code_list()
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
begin
  perform internal.require_action('promo_codes');
  return (select coalesce(jsonb_agg(internal.promo_row(c) order by c.created_at desc, c.id), '[]') from public.promo_codes c);
end
$$;
comment on function public.promo_code_list is
  'All promo codes with their uses, newest first. Security definer because it counts orders; it checks the caller''s role itself.';
grant execute on function public.promo_code_list to authenticated;

create function public.create_promo_code(p_promo jsonb)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_code text := upper(regexp_replace(coalesce(p_promo ->> 'code', ''), '\s', '', 'g'));
  v_event public.events;
  v_amount decimal := case when pg_input_is_valid(p_promo ->> 'amount_off', 'numeric') then (p_promo ->> 'amount_off')::decimal end;
  v_currency text := nullif(lower(p_promo ->> 'currency'), '');
  v_moment text;
  v_key text;
  v_number numeric;
  v_types text[];
  v_made public.promo_codes;
begin
  perform internal.require_action('promo_codes');
  if v_code !~ '^[A-Z0-9]([A-Z0-9-]{1,22}[A-Z0-9])$' then
    perform internal.fail('invalid_request', 400, jsonb_build_object('field', 'code'));
  end if;
  foreach v_moment in array array['starts_at', 'ends_at'] loop
    if p_promo ->> v_moment is not null and not pg_input_is_valid(p_promo ->> v_moment, 'timestamptz') then
      perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_moment));
    end if;
  end loop;
  -- No limit is null; what was meant as one must not become none.
  foreach v_key in array array['percent_off', 'max_uses', 'max_per_customer'] loop
    v_number := internal.json_number(p_promo, v_key, 1, case v_key when 'percent_off' then 100 else 1000000 end);
    if p_promo ->> v_key is not null and (v_number is null or v_number <> trunc(v_number)) then
      perform internal.fail('invalid_request', 400, jsonb_build_object('field', v_key));
    end if;
  end loop;
  if p_promo ->> 'event_id' is not null then
    select * into v_event from public.events e where e.id::text = p_promo ->> 'event_id';
    if v_event.id is null then
      perform internal.fail('event_not_found', 404);
    end if;
  end if;
  select nullif(array_agg(t.code), '{}') into v_types
  from jsonb_array_elements_text(case when jsonb_typeof(p_promo -> 'type_codes') = 'array' then p_promo -> 'type_codes' else '[]' end) t (code);
  v_currency := case when v_amount is null then null else coalesce(v_event.currency, v_currency) end;
  if v_amount is not null and (v_currency is null or not internal.fits_currency(v_amount, v_currency) or v_amount <> round(v_amount, 2) or v_amount > 999999.99) then
    perform internal.fail('amount_not_chargeable', 422);
  end if;
  begin
    insert into public.promo_codes (code, event_id, percent_off, amount_off, currency, type_codes, max_uses, max_per_customer, starts_at, ends_at, note, created_by)
    values (v_code, v_event.id, internal.json_number(p_promo, 'percent_off', 1, 100)::int, v_amount, v_currency, v_types,
      internal.json_number(p_promo, 'max_uses', 1, 1000000)::int, internal.json_number(p_promo, 'max_per_customer', 1, 1000000)::int,
      (p_promo ->> 'starts_at')::timestamptz, (p_promo ->> 'ends_at')::timestamptz, left(trim(coalesce(p_promo ->> 'note', '')), 200), auth.uid())
    returning * into v_made;
  exception
    when unique_violation then
      perform internal.fail('promo_taken', 409);
    when check_violation then
      perform internal.fail('invalid_request', 400);
  end;
  perform internal.log_action('create_promo', v_made.event_id, null, '', jsonb_build_object('code', v_made.code, 'promo_code_id', v_made.id));
  return internal.promo_row(v_made);
end
$$;
comment on function public.create_promo_code is
  'Creates a promo code: {code, event_id, percent_off or amount_off, currency, type_codes, max_uses, max_per_customer, starts_at, ends_at, note}. A code''s discount never changes afterwards: pause it and create another. Security definer because no role may write codes directly; it checks the caller''s role itself.';
grant execute on function public.create_promo_code to authenticated;

create function public.pause_promo_code(p_id uuid, p_paused boolean)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_promo public.promo_codes;
begin
  perform internal.require_action('promo_codes');
  update public.promo_codes c set paused_at = case when p_paused then coalesce(c.paused_at, now()) end where c.id = p_id returning * into v_promo;
  if v_promo.id is null then
    perform internal.fail('not_found', 404);
  end if;
  perform internal.log_action(case when p_paused then 'pause_promo' else 'resume_promo' end, v_promo.event_id, null, '',
    jsonb_build_object('code', v_promo.code, 'promo_code_id', v_promo.id));
  return internal.promo_row(v_promo);
end
$$;
comment on function public.pause_promo_code is
  'Pauses a code, or resumes it; holds and orders that use it keep it. Security definer because no role may write codes directly; it checks the caller''s role itself.';
grant execute on function public.pause_promo_code to authenticated;

create function public.promo_offer(p_event text, p_promo text)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_event public.events := internal.require_event(p_event);
  v_promo public.promo_codes := internal.require_promo(p_promo, v_event);
begin
  if v_promo.max_uses <= (select coalesce(sum(u.uses), 0) from internal.promo_uses(v_promo.id) u) then
    perform internal.fail('promo_used_up', 409);
  end if;
  return jsonb_build_object('code', v_promo.code, 'percent_off', v_promo.percent_off, 'amount_off', v_promo.amount_off::text,
    'prices', (
      select coalesce(jsonb_object_agg(t.type ->> 'id',
        internal.promo_price(v_promo, t.type ->> 'code', (t.type ->> 'price')::decimal, v_event.currency)::decimal(10, 2)::text), '{}')
      from jsonb_array_elements(internal.event_card(v_event) -> 'ticket_types') t (type)));
end
$$;
comment on function public.promo_offer is
  'What each type of a night costs with this code, by the type''s id; asking holds and uses nothing. Security definer because codes are closed to the public.';
grant execute on function public.promo_offer to service_role;
