-- What a promoter is owed: each ticket that their code sold and each arrival, with its door and minute, and what it earns.

create type internal.statement_line as (event_id uuid, kind text, at timestamptz, what text, order_number text, heads int, amount decimal,
  kept boolean, entered_at timestamptz, gate text, device text, commission decimal);
comment on type internal.statement_line is
  'sale: one ticket, sold at "at", with its entry if there was one; arrival: heads that came in on a list at "at". kept: not refunded, void or declined. commission is null where it is agreed in another currency than the night''s.';

create function internal.in_currency(p_amount decimal, p_currency text)
returns decimal
language sql immutable
return round(p_amount, case when internal.fits_currency(0.01, p_currency) then 2 else 0 end);
comment on function internal.in_currency is 'Rounded to what the currency can express.';

create function internal.statement_lines(p_promoter public.promoters, p_event_id uuid)
returns setof internal.statement_line
language sql stable
set search_path = ''
as $$
  select o.event_id, 'sale', o.completed_at, t.ticket_id::text, o.number, 1, coalesce(t.price_paid, 0), t.status = 'issued',
    t.entered_at, g.name, d.name,
    case
      when t.status <> 'issued' or m.commission_per = 'none' or m.commission_per = 'head' and not t.is_used then 0
      when m.commission_percent is not null then internal.in_currency(coalesce(t.price_paid, 0) * m.commission_percent / 100, e.currency)
      when m.commission_currency = e.currency then m.commission_amount end
  from public.orders o
  join public.events e on e.id = o.event_id
  cross join lateral internal.promoter_terms_at(p_promoter, e.ends_at) m
  join public.tickets t on t.order_id = o.id
  left join public.scans s on s.id = t.entry_scan_id
  left join public.gates g on g.id = s.gate_id
  left join public.devices d on d.id = s.device_id
  where o.promoter_id = p_promoter.id and (p_event_id is null or o.event_id = p_event_id)
    -- A ticket that was replaced is its successor's line.
    and not exists (select from public.ticket_voids v where v.ticket_id = t.ticket_id and v.replaced_by is not null)
  union all
  select a.event_id, 'arrival', a.merged_at, a.what, null, a.change, a.change * coalesce(a.paid, 0), true, a.merged_at, g.name, d.name,
    case
      when a.commission_per <> 'head' then 0
      when a.commission_currency = a.currency then a.commission_amount * a.change end
  from (
    -- As list_moves counts them: below nought it is still nobody.
    select t.*, (t.heads - lag(t.heads, 1, 0::bigint) over (partition by t.entry_id order by t.merged_at, t.id))::int as change
    from (
      select a.id, a.event_id, a.entry_id, a.merged_at, a.paid, a.gate_id, a.device_id, coalesce(n.name, l.name) as what, e.currency,
        m.commission_per, m.commission_amount, m.commission_currency,
        greatest(0, sum(a.heads) over (partition by a.entry_id order by a.merged_at, a.id)) as heads
      from public.guest_lists l
      join public.events e on e.id = l.event_id
      cross join lateral internal.promoter_terms_at(p_promoter, e.ends_at) m
      join public.list_entries n on n.list_id = l.id
      join internal.list_arrivals a on a.entry_id = n.id and a.event_id = n.event_id
      where l.promoter_id = p_promoter.id and (p_event_id is null or l.event_id = p_event_id)
    ) t
  ) a
  left join public.gates g on g.id = a.gate_id
  left join public.devices d on d.id = a.device_id
  where a.change <> 0
$$;
comment on function internal.statement_lines is 'A promoter''s lines of one night, or of all. The commission is the one that was agreed when the night ended, or is now.';

create function internal.statement_sum(p_promoter public.promoters, p_event_id uuid)
returns jsonb
language sql stable
set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('event_id', e.id, 'name', e.name, 'event_date', e.event_date, 'timezone', e.timezone, 'currency', e.currency,
    'sold', s.sold, 'sold_amount', s.sold_amount::text, 'ticket_heads', s.ticket_heads, 'list_heads', s.list_heads,
    'commission', s.commission::decimal(12, 2)::text, 'other_currency', s.other_currency) order by e.event_date desc, e.id), '[]')
  from (
    select l.event_id, count(*) filter (where l.kind = 'sale' and l.kept) as sold,
      coalesce(sum(l.amount) filter (where l.kind = 'sale' and l.kept), 0)::decimal(12, 2) as sold_amount,
      count(*) filter (where l.kind = 'sale' and l.kept and l.entered_at is not null) as ticket_heads,
      coalesce(sum(l.heads) filter (where l.kind = 'arrival' and l.kept), 0) as list_heads,
      coalesce(sum(l.commission), 0) as commission, bool_or(l.commission is null) as other_currency
    from internal.statement_lines(p_promoter, p_event_id) l group by l.event_id
  ) s join public.events e on e.id = s.event_id
$$;
comment on function internal.statement_sum is 'The statement by night, newest first: tickets sold and kept, heads that came in on them and on lists, and what is owed. A sum of the lines and nothing else.';

create function public.promoter_statement(p_promoter_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters;
begin
  perform internal.require_action('promoters');
  select * into v_promoter from public.promoters p where p.id = p_promoter_id;
  if v_promoter.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return jsonb_build_object('promoter', internal.promoter_row(v_promoter), 'nights', internal.statement_sum(v_promoter, null));
end
$$;
comment on function public.promoter_statement is
  'What a promoter brought and is owed, by night. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.promoter_statement to authenticated;

create function public.promoter_lines(p_promoter_id uuid, p_event_id uuid)
returns jsonb
language plpgsql stable security definer
set search_path = ''
as $$
declare
  v_promoter public.promoters;
begin
  perform internal.require_action('promoters');
  select * into v_promoter from public.promoters p where p.id = p_promoter_id;
  if v_promoter.id is null then
    perform internal.fail('not_found', 404);
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'at', l.at, 'what', l.what, 'order_number', l.order_number, 'heads', l.heads,
      'amount', l.amount::decimal(10, 2)::text, 'kept', l.kept, 'entered_at', l.entered_at, 'gate', l.gate, 'device', l.device,
      'commission', l.commission::decimal(10, 2)::text) order by l.at, l.what), '[]')
    from internal.statement_lines(v_promoter, p_event_id) l);
end
$$;
comment on function public.promoter_lines is
  'Each line of a promoter''s statement of one night, with its door and minute. Security definer because it reads across tables; it checks the caller''s role itself.';
grant execute on function public.promoter_lines to authenticated;
