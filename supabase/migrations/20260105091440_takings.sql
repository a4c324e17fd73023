-- Takings: what a night sold, refunded and keeps, and the same as rows for a spreadsheet. Summed from facts on each
-- call.

create function internal.money_of_night(p_event_id uuid)
returns table (order_id uuid, bought_at timestamptz, paid decimal, returned decimal, under_way decimal, disputed decimal)
language sql stable
set search_path = ''
as $$
  -- By payment and not by order: a second payment is also money that came in and goes back. The twin of money_of_order,
  -- for all orders of a night at once, where calling it for each takes a second for every ten thousand.
  with paid as (
    select o.id, o.completed_at, p.stripe_payment_intent_id as intent, p.amount
    from public.orders o join public.payments p on p.order_id = o.id where o.event_id = p_event_id and p.mismatch is null
  ), refunded as (
    select r.stripe_payment_intent_id as intent, sum(r.amount) filter (where r.status = 'succeeded') as succeeded,
      sum(r.amount) filter (where r.status = 'pending') as pending
    from public.refunds r where r.stripe_payment_intent_id in (select p.intent from paid p) group by 1
  ), queued as (
    select q.stripe_payment_intent_id as intent, sum(q.amount) as amount
    from public.refund_requests q
    where q.status = 'queued' and q.stripe_payment_intent_id in (select p.intent from paid p)
      and not exists (select from public.refunds r where r.request_id = q.id)
    group by 1
  ), disputed as (
    select k.stripe_payment_intent_id as intent, sum(k.amount) as amount
    from public.disputes k
    where k.status not in ('won', 'warning_closed', 'prevented') and k.stripe_payment_intent_id in (select p.intent from paid p)
    group by 1
  )
  select p.id, p.completed_at, sum(p.amount), sum(coalesce(r.succeeded, 0)), sum(coalesce(r.pending, 0) + coalesce(q.amount, 0)),
    sum(coalesce(k.amount, 0))
  from paid p left join refunded r using (intent) left join queued q using (intent) left join disputed k using (intent)
  group by p.id, p.completed_at
$$;
comment on function internal.money_of_night is 'The money of each paid order of a night: what was paid, refunded, is on its way back, and is disputed or lost to a dispute.';

create function internal.owed_of_night(p_event_id uuid)
returns decimal
language sql stable
set search_path = ''
as $$
  -- What was paid in another currency can't be added up with the rest: it is on the list of what needs a person.
  select coalesce(sum(case when m.mismatch = 'currency' then 0 when m.mismatch is not null then m.amount - m.returned - m.under_way - m.disputed
    else greatest(least(m.failed, m.amount - m.returned - m.under_way - m.disputed), 0) end), 0)
  from (select distinct n.order_id from public.needs_person n join public.orders o on o.id = n.order_id
    where o.event_id = p_event_id and n.resolved_at is null and n.cause in ('payment_mismatch', 'refund_failed', 'refund_refused')) d
  cross join internal.money_of_order(d.order_id) m
$$;
comment on function internal.owed_of_night is
  'Money that belongs to customers and goes nowhere by itself: payments that fit no order, refunds that failed or were refused, as long as they wait for a person.';

create function internal.tax_of_night(p_event_id uuid)
returns decimal
language sql stable
set search_path = ''
as $$
  select coalesce(sum(case r.series when 'R' then r.tax_amount else -r.tax_amount end), 0)
  from public.receipts r join public.orders o on o.id = r.order_id where o.event_id = p_event_id
$$;
comment on function internal.tax_of_night is 'The tax in a night''s receipts, less that in its credit notes.';

create function public.night_takings(p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
set jit = off
as $$
declare
  v_event public.events;
begin
  perform internal.require_action('see_money');
  select * into v_event from public.events e where e.id = p_event_id;
  if v_event.id is null then
    perform internal.fail('event_not_found', 404);
  end if;
  return (
    with money as (
      select * from internal.money_of_night(p_event_id)
    ), sold as (
      -- A ticket counts as sold whatever became of it; refunds are listed separately. One that was replaced is the
      -- same sale as its replacement.
      select t.id, t.ticket_type, l.release, t.price_paid, l.discount, t.status, o.completed_at, o.promo_code_id
      from public.tickets t join public.orders o on o.id = t.order_id
      join public.order_lines l on l.order_id = o.id and l.ticket_type_id = t.ticket_type_id
      where t.event_id = p_event_id and o.completed_at is not null and o.kind = 'sale'
        and not exists (select from public.ticket_voids v where v.ticket_id = t.ticket_id and v.replaced_by is not null)
    ), held as (
      select coalesce(sum(o.total_amount), 0) as amount, count(*) as orders from public.orders o
      where o.event_id = p_event_id and o.status = 'pending' and (o.hold_expires_at > now() or o.payment_underway)
    )
    select internal.event_base(v_event) || jsonb_build_object('currency', v_event.currency,
      'tax_name', v_event.tax_name, 'tax_percent', trim_scale(v_event.tax_percent)::text,
      'paid', t.paid::text, 'returned', t.returned::text, 'under_way', t.under_way::text, 'disputed', t.disputed::text,
      'net', (t.paid - t.returned - t.under_way - t.disputed)::text,
      'tax', internal.tax_of_night(p_event_id)::text,
      'owed', internal.owed_of_night(p_event_id)::text, 'balance', internal.night_balance(v_event),
      'orders', t.orders, 'door', internal.door_takings(p_event_id), 'held', held.amount::text, 'held_orders', held.orders,
      'by_type', (select coalesce(jsonb_agg(jsonb_build_object('name', g.ticket_type, 'release', g.release, 'tickets', g.tickets, 'amount', g.amount::text,
        'given_back', g.given_back) order by g.ticket_type, g.release nulls first), '[]')
        from (select x.ticket_type, x.release, count(*) as tickets, sum(x.price_paid) as amount, count(*) filter (where x.status = 'refunded') as given_back
          from sold x group by 1, 2) g),
      'by_day', (select coalesce(jsonb_agg(jsonb_build_object('day', g.day, 'tickets', g.tickets, 'amount', g.amount::text) order by g.day), '[]')
        from (select (x.completed_at at time zone v_event.timezone)::date as day, count(*) as tickets, sum(x.price_paid) as amount from sold x group by 1) g),
      'by_promo', (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'tickets', g.tickets, 'amount', g.amount::text, 'discount', g.discount::text) order by c.code), '[]')
        from (select x.promo_code_id, count(*) as tickets, sum(x.price_paid) as amount, sum(x.discount) as discount from sold x
          where x.promo_code_id is not null group by 1) g join public.promo_codes c on c.id = g.promo_code_id))
    from (select coalesce(sum(m.paid), 0) as paid, coalesce(sum(m.returned), 0) as returned, coalesce(sum(m.under_way), 0) as under_way,
        coalesce(sum(m.disputed), 0) as disputed, count(*) as orders from money m) t, held);
end
$$;
comment on function public.night_takings is
  'What a night took: paid, returned, on its way back, disputed, net, the tax in its receipts, and what needs a person before it goes back (owed); whether the provider''s balance agrees; by type and release, day of sale, and promo code; what the door sold, which is no part of the rest; and what is held unpaid. Excludes complimentary tickets. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.night_takings to authenticated;

create function internal.nights_money(p_event_ids uuid[])
returns table (event_id uuid, paid decimal, returned decimal, under_way decimal, disputed decimal)
language sql stable
set search_path = ''
as $$
  with facts as (
    select p.stripe_payment_intent_id as intent, p.amount as paid, 0 as returned, 0 as under_way, 0 as disputed from public.payments p
    union all
    select r.stripe_payment_intent_id, 0, case r.status when 'succeeded' then r.amount else 0 end, case r.status when 'pending' then r.amount else 0 end, 0
    from public.refunds r where r.status in ('pending', 'succeeded')
    union all
    select q.stripe_payment_intent_id, 0, 0, q.amount, 0 from public.refund_requests q
    where q.status = 'queued' and not exists (select from public.refunds r where r.request_id = q.id)
    union all
    select k.stripe_payment_intent_id, 0, 0, 0, k.amount from public.disputes k where k.status not in ('won', 'warning_closed', 'prevented')
  )
  select o.event_id, sum(f.paid), sum(f.returned), sum(f.under_way), sum(f.disputed)
  from facts f join public.payments p on p.stripe_payment_intent_id = f.intent and p.mismatch is null join public.orders o on o.id = p.order_id
  where o.event_id = any (p_event_ids)
  group by o.event_id
$$;
comment on function internal.nights_money is
  'What money_of_night says, summed for each of many nights in one pass over the facts; a night without any payment is left out.';

create function public.takings_list(p_limit int default 60)
returns jsonb
language plpgsql stable security definer
set search_path = ''
set jit = off
as $$
begin
  perform internal.require_action('see_money');
  return (
    with shown as (
      select * from public.events x where x.status <> 'draft' order by x.event_date desc limit least(greatest(p_limit, 1), 200)
    )
    select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'name', e.name, 'event_date', e.event_date, 'timezone', e.timezone, 'currency', e.currency, 'status', e.status,
      'paid', coalesce(m.paid, 0)::text, 'returned', coalesce(m.returned + m.under_way, 0)::text, 'disputed', coalesce(m.disputed, 0)::text,
      'net', coalesce(m.paid - m.returned - m.under_way - m.disputed, 0)::text) order by e.event_date desc), '[]')
    from shown e left join internal.nights_money(array(select s.id from shown s)) m on m.event_id = e.id);
end
$$;
comment on function public.takings_list is
  'The nights with what each took, latest first. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.takings_list to authenticated;

create function internal.local_time(p_at timestamptz, p_timezone text)
returns text
language sql stable
set search_path = ''
as $$ select to_char(p_at at time zone p_timezone, 'YYYY-MM-DD HH24:MI:SS') $$;
comment on function internal.local_time is 'An instant as the venue''s clock showed it, in a form that spreadsheets recognise as a time.';

create function internal.takings_cells(p_event public.events)
returns jsonb
-- plpgsql, because what the door sold is defined later.
language plpgsql stable
set search_path = ''
as $$
begin
  return (
  select jsonb_build_array(p_event.name, internal.local_time(p_event.event_date, p_event.timezone), p_event.status, m.orders,
    (select coalesce(sum(t.sold), 0) from public.ticket_types t where t.event_id = p_event.id), upper(p_event.currency),
    m.paid::text, m.returned::text, m.under_way::text, m.disputed::text, (m.paid - m.returned - m.under_way - m.disputed)::text,
    p_event.tax_name, trim_scale(p_event.tax_percent)::text, internal.tax_of_night(p_event.id)::text, internal.owed_of_night(p_event.id)::text,
    b.balance ->> 'booked', b.balance ->> 'fees', b.balance ->> 'difference', d.door ->> 'tickets', d.door ->> 'cash', d.door ->> 'terminal')
  from (select count(*) as orders, coalesce(sum(o.paid), 0) as paid, coalesce(sum(o.returned), 0) as returned, coalesce(sum(o.under_way), 0) as under_way,
    coalesce(sum(o.disputed), 0) as disputed from internal.money_of_night(p_event.id) o) m, internal.night_balance(p_event) b (balance), internal.door_takings(p_event.id) d (door));
end
$$;
comment on function internal.takings_cells is 'A night''s takings as a row of the export.';

create function public.export_rows(p_kind text, p_event_id uuid, p_after text default '', p_limit int default 1000)
returns jsonb
-- Volatile because it writes the audit log.
language plpgsql volatile security definer
set search_path = ''
set jit = off
as $$
declare
  v_zone text;
  v_limit int := least(greatest(p_limit, 1), 5000);
  v_after uuid := case when pg_input_is_valid(nullif(p_after, ''), 'uuid') then nullif(p_after, '')::uuid end;
  v_answer jsonb;
begin
  perform internal.require_action('see_money');
  select e.timezone into v_zone from public.events e where e.id = p_event_id;
  if v_zone is null then
    perform internal.fail('event_not_found', 404);
  end if;
  -- Every page: any of them may be the first that somebody asks for.
  perform internal.log_action('export', p_event_id, null, '',
    jsonb_strip_nulls(jsonb_build_object('kind', p_kind, 'after', left(nullif(p_after, ''), 64))));
  case p_kind
    when 'orders' then
      select jsonb_build_object('rows', coalesce(jsonb_agg(r.cells order by r.id), '[]'), 'next', case when count(*) = v_limit then (array_agg(r.id order by r.id desc))[1] end)
      into v_answer from (
        select o.id, jsonb_build_array(o.number, o.status, internal.local_time(o.created_at, v_zone), internal.local_time(o.completed_at, v_zone),
          o.customer_name, o.customer_email, o.ticket_count, o.total_amount::text, o.refunded_amount::text, o.currency,
          (select c.code from public.promo_codes c where c.id = o.promo_code_id), o.stripe_payment_intent_id, o.kind) as cells
        from public.orders o where o.event_id = p_event_id and (v_after is null or o.id > v_after) order by o.id limit v_limit) r;
    when 'tickets' then
      select jsonb_build_object('rows', coalesce(jsonb_agg(r.cells order by r.id), '[]'), 'next', case when count(*) = v_limit then (array_agg(r.id order by r.id desc))[1] end)
      into v_answer from (
        select t.id, jsonb_build_array(t.ticket_id, t.ticket_type, t.status, (select o.number from public.orders o where o.id = t.order_id), t.guest_name,
          t.price_paid::text, internal.local_time(t.entered_at, v_zone)) as cells
        from public.tickets t where t.event_id = p_event_id and (v_after is null or t.id > v_after) order by t.id limit v_limit) r;
    when 'scans' then
      select jsonb_build_object('rows', coalesce(jsonb_agg(r.cells order by r.id), '[]'), 'next', case when count(*) = v_limit then (array_agg(r.id order by r.id desc))[1] end)
      into v_answer from (
        select s.id, jsonb_build_array(internal.local_time(s.scanned_at, v_zone), s.ticket_id, s.verdict, s.direction, s.result,
          (select g.name from public.gates g where g.id = s.gate_id), (select d.name from public.devices d where d.id = s.device_id)) as cells
        from public.scans s where s.event_id = p_event_id and (v_after is null or s.id > v_after) order by s.id limit v_limit) r;
    when 'receipts' then
      select jsonb_build_object('rows', coalesce(jsonb_agg(r.cells order by r.number), '[]'), 'next', case when count(*) = v_limit then max(r.number collate "C") end)
      into v_answer from (
        select c.number, jsonb_build_array(c.number, c.kind, internal.local_time(c.issued_at, v_zone), o.number,
          (case c.series when 'R' then c.amount else -c.amount end)::text, (case c.series when 'R' then c.amount - c.tax_amount else c.tax_amount - c.amount end)::text,
          c.tax_name, trim_scale(c.tax_percent)::text, (case c.series when 'R' then c.tax_amount else -c.tax_amount end)::text, upper(c.currency), c.refund_id) as cells
        from public.receipts c join public.orders o on o.id = c.order_id
        where o.event_id = p_event_id and c.number collate "C" > p_after order by c.number collate "C" limit v_limit) r;
    when 'takings' then
      -- Each night's balance is compared: few on a page, so that no request takes long.
      v_limit := least(v_limit, 4);
      select jsonb_build_object('rows', coalesce(jsonb_agg(r.cells order by r.event_date, r.id), '[]'),
        'next', case when count(*) = v_limit then (array_agg(r.id order by r.event_date desc, r.id desc))[1] end)
      into v_answer from (
        select e.id, e.event_date, internal.takings_cells(e) as cells from public.events e
        where e.status <> 'draft' and (v_after is null or (e.event_date, e.id) > (select x.event_date, x.id from public.events x where x.id = v_after))
        order by e.event_date, e.id limit v_limit) r;
    else
      perform internal.fail('invalid_request', 400);
  end case;
  return v_answer;
end
$$;
comment on function public.export_rows is
  'A page of the orders, tickets, scans or receipts of a night, or of the takings of all nights, as rows of cells, starting after the given id; next is null on the last page. The column names are in packages/wire. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.export_rows to authenticated;
