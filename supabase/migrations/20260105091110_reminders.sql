-- A reminder on the day, once for each order and evening, unless its owner wants none.

create table public.reminder_refusals (
  email_hash bytea primary key,
  created_at timestamptz not null default now()
);
comment on table public.reminder_refusals is
  'Addresses, as SHA-256, that get no reminders: enough to recognise one. No policy: the worker works through functions.';
alter table public.reminder_refusals enable row level security;
grant select on public.reminder_refusals to service_role;

create function internal.email_hash(p_email text)
returns bytea
language sql immutable
set search_path = ''
as $$ select sha256(convert_to(lower(p_email), 'UTF8')) $$;
comment on function internal.email_hash is 'A pseudonym of an address: whoever has the address can tell that it is this one.';

create function internal.evening_of(p_event public.events)
returns date
language sql stable
set search_path = ''
-- Not event_day, which a moved night keeps.
as $$ select ((p_event.doors_open_at at time zone p_event.timezone) - interval '6 hours')::date $$;
comment on function internal.evening_of is 'The day, where the venue is, on whose evening the doors open; after midnight, the day before.';

create function internal.reminder_due(p_event public.events)
returns timestamptz
language sql stable
set search_path = ''
as $$
  select (case
    when d.doors >= d.day + time '15:00' then d.day + time '12:00'
    when d.doors >= d.day + time '12:00' then d.doors - interval '3 hours'
    when d.doors >= d.day + time '10:00' then d.day + time '09:00'
    else d.day - interval '3 hours' end) at time zone p_event.timezone
  from (select p_event.doors_open_at at time zone p_event.timezone as doors, internal.evening_of(p_event) as day) d
$$;
comment on function internal.reminder_due is
  'Noon, where the venue is, of the day on whose evening the doors open, or three hours before the doors if that is earlier; but nobody is woken: not before nine, and for doors before ten at nine the evening before.';

create function public.queue_reminders(p_limit int default 500)
returns int
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_queued int;
begin
  insert into public.mail_outbox (order_id, transfer_id, kind, cause, to_email, locale)
  select o.id, h.transfer_id, 'reminder', trim(internal.evening_of(e) || ' ' || coalesce(h.transfer_id::text, '')), h.email, h.locale
  from public.events e join public.orders o on o.event_id = e.id
  cross join lateral (
    select null::uuid as transfer_id, o.customer_email as email, o.locale, o.completed_at as since where o.forgotten_at is null and internal.has_customer(o)
    union all
    select x.id, x.to_email, x.locale, x.accepted_at from public.ticket_transfers x
    where x.order_id = o.id and x.accepted_at is not null and x.to_email is not null
  ) h
  where e.status = 'published' and e.doors_open_at > now() and e.doors_open_at < now() + interval '24 hours' and internal.reminder_due(e) <= now()
    and o.status in ('completed', 'partially_refunded') and o.dispute is distinct from 'open'
    -- Whoever bought today has the tickets' mail on top.
    and h.since < internal.reminder_due(e) - interval '12 hours'
    and exists (select from public.tickets t where t.order_id = o.id and t.transfer_id is not distinct from h.transfer_id and t.status = 'issued')
    and not exists (select from public.mail_outbox m where m.order_id = o.id and m.transfer_id is not distinct from h.transfer_id and m.kind = 'reminder'
      and split_part(m.cause, ' ', 1) = internal.evening_of(e)::text)
    and not exists (select from public.reminder_refusals r where r.email_hash = internal.email_hash(h.email))
  limit p_limit
  on conflict (order_id, kind, cause) do nothing;
  get diagnostics v_queued = row_count;
  return v_queued;
end
$$;
comment on function public.queue_reminders is
  'Queues the reminders that are due, p_limit at most, and says how many; an order gets one for each evening on which its night was to be. Security definer because no role may write mail_outbox.';
grant execute on function public.queue_reminders to service_role;

create function internal.reminded_address(p_mail_id uuid)
returns text
language sql stable
set search_path = ''
as $$
  select m.to_email from public.mail_outbox m
  where m.id = p_mail_id and m.kind = 'reminder' and m.to_email <> 'forgotten@people.maguey.invalid'
$$;
comment on function internal.reminded_address is 'Whom this reminder went to, whatever address its order has by now; null for another mail, and once that person was forgotten.';

create function public.refuse_reminders(p_mail_id uuid)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := internal.reminded_address(p_mail_id);
begin
  if v_email is null then
    return false;
  end if;
  insert into public.reminder_refusals (email_hash) values (internal.email_hash(v_email)) on conflict do nothing;
  update public.mail_outbox m set status = 'dropped'
  where m.status = 'queued' and m.kind = 'reminder' and lower(m.to_email) = lower(v_email);
  return true;
end
$$;
comment on function public.refuse_reminders is
  'The address that got this reminder gets no more of them, of any order; false where no address is known. The function that calls it has checked the link. Security definer because no role may write reminder_refusals.';
grant execute on function public.refuse_reminders to service_role;

create function public.accept_reminders(p_mail_id uuid)
returns boolean
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_email text := internal.reminded_address(p_mail_id);
begin
  delete from public.reminder_refusals r where r.email_hash = internal.email_hash(v_email);
  return v_email is not null;
end
$$;
comment on function public.accept_reminders is
  'The address that got this reminder gets them again; false where no address is known. The function that calls it has checked the link. Security definer because no role may write reminder_refusals.';
grant execute on function public.accept_reminders to service_role;
