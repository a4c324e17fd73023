-- Receipts as customers, staff and the worker ask for them.

create function internal.receipts_of_order(p_order public.orders)
returns jsonb
language plpgsql volatile
set search_path = ''
as $$
begin
  if exists (select from public.receipts r where r.order_id = p_order.id and r.serial is null) then
    perform internal.number_receipts(p_order.id);
  end if;
  return jsonb_build_object(
    'order', jsonb_build_object('id', p_order.id, 'number', p_order.number, 'locale', p_order.locale, 'customer_name', p_order.customer_name,
      'currency', p_order.currency),
    'receipts', (select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'number', r.number, 'issued_at', r.issued_at, 'amount', r.amount::text,
      'tax_name', r.tax_name, 'tax_percent', trim_scale(r.tax_percent)::text, 'tax_amount', r.tax_amount::text,
      'issuer_name', r.issuer_name, 'issuer_address', r.issuer_address, 'about', r.about,
      'corrects', (select c.number from public.receipts c where c.order_id = r.order_id
        and c.kind = case r.kind when 'credit_note' then 'receipt' when 'restored' then 'credit_note' end
        and (r.kind = 'credit_note' or c.refund_id = r.refund_id))) order by r.created_at, r.id), '[]')
      from public.receipts r where r.order_id = p_order.id));
end
$$;
comment on function internal.receipts_of_order is 'What was issued for an order, oldest first; what still waits for its number is issued now.';

create function public.order_receipts(p_order_id uuid, p_token_hash text)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  return internal.receipts_of_order(internal.order_of_link(p_order_id, p_token_hash));
end
$$;
comment on function public.order_receipts is
  'The receipts of an order, for whoever has the link''s token (its SHA-256 in hex). Security definer because no role may read orders by token or number receipts.';
grant execute on function public.order_receipts to service_role;

create function public.desk_receipts(p_order_id uuid)
returns jsonb
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_order public.orders;
begin
  perform internal.require_action('find_orders');
  select * into v_order from public.orders o where o.id = p_order_id;
  if v_order.id is null then
    perform internal.fail('order_not_found', 404);
  end if;
  return internal.receipts_of_order(v_order);
end
$$;
comment on function public.desk_receipts is
  'The receipts of an order, for staff. Security definer because no role may number receipts; it checks the caller''s role itself.';
grant execute on function public.desk_receipts to authenticated;

create function public.issue_receipts(p_limit int default 1000)
returns integer
language plpgsql volatile security definer
set search_path = ''
as $$
begin
  if not exists (select from public.receipts r where r.serial is null) then
    return 0;
  end if;
  return internal.number_receipts(null, p_limit);
end
$$;
comment on function public.issue_receipts is
  'Numbers the receipts that wait for it and returns how many; the worker calls it. Security definer because no role may write receipts.';
grant execute on function public.issue_receipts to service_role;
