-- Nights to look at on a fresh stack, dated relative to now: tonight (phones let guests in already), the coming weeks, and one
-- of each state that the shop must show. Runs again when its night is over: what is there already stays as it is.
-- Tests set maguey.seed_now to see it at other hours.

with clock as (
  select t.at, (t.at at time zone 'America/Los_Angeles' - interval '5 hours')::date as today -- Before five it is still last night.
  from (select coalesce(nullif(current_setting('maguey.seed_now', true), '')::timestamptz, now()) as at) t
), tonight as (
  -- The night is named after tonight's weekday.
  select trim(to_char(c.today, 'Day')) || 's' as weekday from clock c
), nights (base, slug, name, code, days, opens, hours, description, line_up, venue_capacity, min_age, status, sales_start, reentry) as (
  select 'perreo-fridays', 'perreo-' || lower(t.weekday), 'Perreo ' || t.weekday, 'PF', w.days, time '22:00', 6,
    'Reggaetón, dembow and old-school perreo until late. Resident DJs on two floors.', E'La Kinky\nDJ Nopal\nTía Rumba', 450, 21, 'published', null::interval, false
  from tonight t, (values (0), (7)) w (days)
  union all
  select n.base, n.base, n.name, n.code, n.days, n.opens, n.hours, n.description, n.line_up, n.venue_capacity, n.min_age, n.status, n.sales_start, n.reentry
  from (values
    ('noche-de-cumbia', 'Noche de Cumbia', 'NC', 1, time '20:00', 7,
      'Sonidera, rebajada and a ten-piece live band. Come early, the dance floor fills by eleven.', E'Sonora de la Sierra\nDJ Chela', 300, 18, 'published', null::interval, true),
    ('agave-techno', 'Agave Techno', 'AT', 21, time '22:00', 7,
      'Six hours of hypnotic techno from Guadalajara and Los Ángeles, mezcal bar in the courtyard.', E'Norte Oscuro\nMirador\nAna Volta', 500, 21, 'published', interval '5 days', false),
    ('sonidos-del-patio', 'Sonidos del Patio', 'SP', 10, time '18:00', 5,
      'An open-air evening of vinyl and food. Called off: the courtyard is being rebuilt.', null, 150, 18, 'cancelled', null, false),
    ('mezcal-sunrise', 'Mezcal Sunrise', 'MS', 35, time '23:00', 8, 'Not announced yet.', null, 200, 21, 'draft', null, false)
  ) n (base, name, code, days, opens, hours, description, line_up, venue_capacity, min_age, status, sales_start, reentry)
)
insert into public.events (name, slug, code, event_day, description, line_up, event_date, doors_open_at, admits_from, ends_at, timezone, venue_name,
  venue_address, venue_capacity, image_url, min_age, currency, status, sales_start_at, max_per_order, reentry, unsynced_policy)
select n.name, n.slug || '-' || to_char(d.day, 'YYYYMMDD'), n.code, d.day, n.description, n.line_up, d.doors + interval '1 hour', d.doors,
  -- So that a scan works at ten in the morning too, and at four there are still hours left.
  case when n.days = 0 then least(d.doors, date_trunc('hour', c.at) - interval '1 hour') end,
  case when n.days = 0 then greatest(d.doors + n.hours * interval '1 hour', date_trunc('hour', c.at) + interval '8 hours')
    else d.doors + n.hours * interval '1 hour' end,
  'America/Los_Angeles', 'Maguey', '1520 E 7th St, Los Angeles, CA 90021', n.venue_capacity, '/images/' || n.base || '.webp', n.min_age,
  'usd', n.status, c.at + n.sales_start, 8, n.reentry, 'admit'
from nights n cross join clock c
cross join lateral (select c.today + n.days as day, (c.today + n.days + n.opens) at time zone 'America/Los_Angeles' as doors) d
-- Seeding again adds tonight, and of the other nights only those without a date to come.
where n.days = 0 or not exists (
  select from public.events e where e.image_url = '/images/' || n.base || '.webp' and e.event_date > c.at + interval '1 day')
on conflict do nothing;

with offered (base, code, name, description, price, capacity, sold, sort) as (
  values
    ('perreo-fridays', 'VIP', 'VIP', 'Own entrance, balcony and a welcome drink', 50.00, 100, 0, 1),
    ('perreo-fridays', 'GA', 'General', 'Entry to both floors', 25.00, 400, 0, 2),
    ('noche-de-cumbia', 'EB', 'Early bird', 'The first fifty', 12.00, 50, 50, 1),
    ('noche-de-cumbia', 'GA', 'General', 'Entry all night', 20.00, 200, 189, 2),
    ('noche-de-cumbia', 'MESA', 'Table seat', 'A seat at a table by the stage', 45.00, 40, 6, 3),
    ('agave-techno', 'GA', 'General', 'Entry and courtyard', 30.00, 450, 0, 1),
    ('agave-techno', 'VIP', 'VIP', 'Backstage terrace', 70.00, 50, 0, 2),
    ('sonidos-del-patio', 'GA', 'General', null, 15.00, 150, 0, 1),
    ('mezcal-sunrise', 'GA', 'General', null, 25.00, 200, 0, 1)
)
insert into public.ticket_types (event_id, code, name, description, price, capacity, sold, sort)
select e.id, o.code, o.name, o.description, o.price, o.capacity, o.sold, o.sort
from offered o join public.events e on e.image_url = '/images/' || o.base || '.webp'
-- A night that a manager made with the same poster is left alone.
where e.created_at > now() - interval '1 minute'
on conflict do nothing;

insert into public.gates (event_id, name, admits, sort)
select e.id, g.name, g.admits, g.sort
from public.events e
join (values ('Main', null::text[], 1, true), ('VIP', array['VIP'], 2, false)) g (name, admits, sort, everywhere)
  on g.everywhere or exists (select from public.ticket_types t where t.event_id = e.id and t.code = 'VIP')
where e.created_at > now() - interval '1 minute'
on conflict do nothing;
