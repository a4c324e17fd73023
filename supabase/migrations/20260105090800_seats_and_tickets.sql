-- What settling reads and changes: an order's money, its seats, its tickets.

create table public.ticket_voids (
  ticket_id text primary key references public.tickets (ticket_id),
  reason text not null,
  voided_by uuid,
  replaced_by text unique references public.tickets (ticket_id),
  created_at timestamptz not null default now()
);
comment on table public.ticket_voids is 'Tickets that were voided without a refund, and why: by a manager, or because another took their place.';
comment on column public.ticket_voids.replaced_by is 'The ticket that stands in its place: it was lost, or handed to somebody else.';
alter table public.ticket_voids enable row level security;
create policy "Managers can read which tickets were voided" on public.ticket_voids
  for select to authenticated using ((select internal.is_manager()));
grant select on public.ticket_voids to authenticated, service_role;

create type internal.order_money as (
  intent text, amount decimal, mismatch text, returned decimal, under_way decimal, failed decimal, dispute text, disputed decimal
);
comment on type internal.order_money is 'What became of one payment of an order.';

create function internal.money_of_order(p_order_id uuid)
returns setof internal.order_money
-- plpgsql, because its plan is cached per session. An order has one payment or two: with an estimate of a thousand
-- rows, the planner would read all payments.
language plpgsql stable rows 2
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select p.stripe_payment_intent_id, p.amount, p.mismatch, r.succeeded, r.pending + q.queued, r.failed + q.refused, d.dispute, d.disputed
  from public.payments p,
  lateral (
    select coalesce(sum(r.amount) filter (where r.status = 'succeeded'), 0) as succeeded,
      coalesce(sum(r.amount) filter (where r.status = 'pending'), 0) as pending,
      coalesce(sum(r.amount) filter (where r.status in ('failed', 'canceled')), 0) as failed
    from public.refunds r where r.stripe_payment_intent_id = p.stripe_payment_intent_id
  ) r,
  lateral (
    -- A request whose refund is known counts as that refund.
    select coalesce(sum(q.amount) filter (where q.status = 'queued'), 0) as queued, coalesce(sum(q.amount) filter (where q.status = 'refused'), 0) as refused
    from public.refund_requests q
    where q.stripe_payment_intent_id = p.stripe_payment_intent_id and not exists (select from public.refunds r where r.request_id = q.id)
  ) q,
  lateral (
    select case when bool_or(s.state = 'open') then 'open' when bool_or(s.state = 'lost') then 'lost' when bool_or(s.state = 'won') then 'won' end as dispute,
      coalesce(sum(s.amount) filter (where s.state in ('open', 'lost')), 0) as disputed
    from (
      select k.amount, case when k.status in ('won', 'warning_closed', 'prevented') then 'won' when k.status = 'lost' then 'lost' else 'open' end as state
      from public.disputes k where k.stripe_payment_intent_id = p.stripe_payment_intent_id
    ) s
  ) d
  where p.order_id = p_order_id
  order by p.created_at, p.stripe_payment_intent_id;
end
$$;
comment on function internal.money_of_order is
  'What became of each payment of an order, oldest first: given back (returned), on its way back (under_way, requests included), failed to come back, and disputed.';

create function internal.take_paid_seats(p_order public.orders)
returns boolean
language plpgsql volatile
set search_path = ''
as $$
declare
  v_types uuid[];
  v_held int[];
  v_sold int[];
  v_lapsed record;
  v_returned record;
begin
  select array_agg(l.ticket_type_id), array_agg(-l.held), array_agg(l.quantity) into v_types, v_held, v_sold
  from public.order_lines l where l.order_id = p_order.id;
  if v_held @> array[0] then
    -- Paid after the hold ended: takes seats again, if need be those of others whose holds have lapsed since.
    select * into v_lapsed from internal.lapse_holds(p_order.event_id, 100);
    v_types := v_types || v_lapsed.type_ids;
    v_held := v_held || v_lapsed.held;
    v_sold := v_sold || array_fill(0, array[cardinality(v_lapsed.held)]);
  end if;
  if p_order.request_hash = 'offer' then
    select * into v_returned from internal.resell_returns(p_order);
    v_types := v_types || v_returned.type_ids;
    v_held := v_held || array_fill(0, array[cardinality(v_returned.sold)]);
    v_sold := v_sold || v_returned.sold;
  end if;
  perform internal.shift_seats(p_order.event_id, v_types, v_held, v_sold);
  update public.order_lines l set held = 0, sold = l.quantity where l.order_id = p_order.id;
  return true;
exception when sqlstate 'PT409' then
  return false;
end
$$;
comment on function internal.take_paid_seats is 'Turns an order''s held seats into sold ones, an offer''s also by ending the returned tickets that it is made of, or takes seats again if the hold is gone; false if none are left.';

create function internal.ticket_states(p_order_id uuid, p_returned boolean, p_blocked boolean, p_lost boolean)
returns table (id uuid, ticket_type_id uuid, status text, next_status text, keeps_seat boolean)
-- plpgsql, because its plan is cached per session; settling calls it several times.
language plpgsql stable rows 5
set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive inside as (
    -- Whoever is let in by a ticket sits on the seat of what stands in its place by now.
    select t.ticket_id::text as ticket_id from public.tickets t where t.order_id = p_order_id and t.is_used
    union
    select v.replaced_by from inside i join public.ticket_voids v on v.ticket_id = i.ticket_id where v.replaced_by is not null
  ), given_up as (
    select u.ticket_id, coalesce(bool_or(r.status = 'succeeded'), false) as returned,
      bool_or(r.status in ('pending', 'succeeded') or r.id is null and q.status = 'queued') as under_way
    from public.refund_requests q cross join unnest(q.ticket_ids) u (ticket_id) left join public.refunds r on r.request_id = q.id
    where q.order_id = p_order_id group by u.ticket_id
  )
  select t.id, t.ticket_type_id, t.status,
    case
      when p_returned or g.returned then 'refunded'
      when v.ticket_id is not null then 'void'
      when not t.is_used and (p_lost or p_blocked or g.under_way) then 'void'
      else 'issued' end,
    -- A ticket and its replacement have one seat between them, even if a phone without a network let both in.
    v.replaced_by is null and (i.ticket_id is not null or not (p_returned or coalesce(g.returned, false) or v.ticket_id is not null or p_lost))
  from public.tickets t
  left join given_up g on g.ticket_id = t.ticket_id
  left join public.ticket_voids v on v.ticket_id = t.ticket_id
  left join inside i on i.ticket_id = t.ticket_id
  where t.order_id = p_order_id;
end
$$;
comment on function internal.ticket_states is
  'The current and the correct state of each ticket of an order. While its money is being returned, disputed or owed, an unused ticket is void but keeps its seat, so that it can be restored; a guest who is inside keeps the seat for good.';

create function internal.stand_tickets(p_order public.orders, p_returned boolean, p_blocked boolean, p_lost boolean)
returns text[]
language plpgsql volatile
set search_path = ''
as $$
declare
  v_types uuid[];
  v_sold int[];
  v_seated boolean := true;
  v_changed text[];
begin
  -- Locks in the order of scanner_push (tickets by id), then the seats.
  perform from public.tickets t where t.order_id = p_order.id order by t.id for no key update;
  select array_agg(d.ticket_type_id), array_agg(d.sold) into v_types, v_sold
  from (
    select l.ticket_type_id, (count(*) filter (where s.keeps_seat) - l.sold)::int as sold
    from public.order_lines l left join internal.ticket_states(p_order.id, p_returned, p_blocked, p_lost) s using (ticket_type_id)
    where l.order_id = p_order.id group by l.ticket_type_id, l.sold
  ) d where d.sold <> 0;
  if v_types is not null then
    begin
      perform internal.shift_seats(p_order.event_id, v_types, array_fill(0, array[cardinality(v_types)]), v_sold);
      update public.order_lines l set sold = l.sold + d.sold from unnest(v_types, v_sold) d (type_id, sold)
      where l.order_id = p_order.id and l.ticket_type_id = d.type_id;
    exception when sqlstate 'PT409' then
      -- The refund failed after its seats were sold to others: two guests for one seat is for a person to decide.
      v_seated := false;
      -- Unless nothing is restored: somebody was let in by a ticket that stays void, and stands in the figures beyond the seats.
      perform internal.call_person(p_order.id, 'no_seat_to_restore', p_order.id::text) where exists (
        select from internal.ticket_states(p_order.id, p_returned, p_blocked, p_lost) s where s.status <> 'issued' and s.next_status = 'issued');
    end;
  end if;
  with changed as (
    update public.tickets t set status = s.next_status
    from internal.ticket_states(p_order.id, p_returned, p_blocked, p_lost) s
    where t.id = s.id and t.status <> s.next_status and (v_seated or s.next_status <> 'issued') returning t.ticket_id
  )
  select array_agg(c.ticket_id::text) into v_changed from changed c;
  return coalesce(v_changed, '{}');
end
$$;
comment on function internal.stand_tickets is
  'Brings tickets and seats of a completed order to their correct state; returns the tickets that changed.';

create function internal.insert_tickets(p_order public.orders, p_tickets jsonb, p_payment_intent text)
returns void
language plpgsql volatile
set search_path = ''
as $$
declare
  v_prefix text;
begin
  select internal.ticket_id_prefix(e) into v_prefix from public.events e where e.id = p_order.event_id;
  if exists (
    select from (select (t ->> 'ticket_type_id') as type_id, count(*) as given from jsonb_array_elements(p_tickets) t group by 1) g
    full join (select l.ticket_type_id::text as type_id, l.quantity from public.order_lines l where l.order_id = p_order.id) l using (type_id)
    where g.given is distinct from l.quantity
  ) or exists (
    select from jsonb_array_elements(p_tickets) t join public.ticket_types y on y.id::text = t ->> 'ticket_type_id'
    where not starts_with(t ->> 'ticket_id', v_prefix) or not starts_with(t ->> 'qr_code_data', (t ->> 'ticket_id') || '.' || y.code || '.')
  ) then
    perform internal.fail('tickets_mismatch', 400);
  end if;
  insert into public.tickets (ticket_id, event_id, event_name, ticket_type_id, ticket_type, order_id, qr_code_data, price_paid,
    stripe_payment_id, guest_name, guest_email, guest_phone, order_position, order_size)
  select t ->> 'ticket_id', p_order.event_id, p_order.event_name, y.id, y.name, p_order.id, t ->> 'qr_code_data', l.unit_price,
    p_payment_intent, p_order.customer_name, nullif(p_order.customer_email, ''), p_order.customer_phone,
    row_number() over (order by y.sort, y.id, t ->> 'ticket_id'), count(*) over ()
  from jsonb_array_elements(p_tickets) t
  join public.ticket_types y on y.id = (t ->> 'ticket_type_id')::uuid
  join public.order_lines l on l.order_id = p_order.id and l.ticket_type_id = y.id;
end
$$;
comment on function internal.insert_tickets is
  'Writes the tickets of a paid order; raises tickets_mismatch unless they match its lines exactly, with ids and QR texts of this event and type.';

create function internal.tell_recipients(p_order public.orders)
returns void
language sql volatile
set search_path = ''
as $$
  select internal.queue_recipient_mail(x, 'transfer_void')
  from public.ticket_transfers x
  where x.order_id = p_order.id and x.accepted_at is not null and exists (
    select from public.tickets t left join public.ticket_voids v on v.ticket_id = t.ticket_id
    where t.transfer_id = x.id and t.status <> 'issued' and not t.is_used and v.replaced_by is null
      and (t.status = 'refunded' or v.ticket_id is not null or p_order.declined is not null or p_order.dispute = 'lost'));
  -- Dropped while the ticket was gone, and it stands again: the refund failed.
  update public.mail_outbox m set status = 'queued', next_attempt_at = now(), requeued_at = now() from public.ticket_transfers x
  where m.order_id = p_order.id and x.id = m.transfer_id and x.to_email is not null and m.kind = 'tickets' and m.cause = x.id::text
    and m.status = 'dropped' and p_order.declined is null
    and exists (select from public.tickets t where t.transfer_id = x.id and t.status = 'issued' and not t.is_used)
    -- Another mail has taken its place, perhaps to another address.
    and not exists (select from public.mail_outbox a where a.transfer_id = x.id and a.kind = 'tickets' and a.id <> m.id and a.status <> 'dropped');
$$;
comment on function internal.tell_recipients is
  'Tells the recipients of an order''s tickets, once, that theirs is void for good: refunded, voided, lost to a dispute, or its night is cancelled; and sends them a ticket whose mail was dropped, once it stands again.';
