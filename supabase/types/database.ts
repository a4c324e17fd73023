// Made from the database by `npm run db:types`; do not edit. tests/db/database-types.test.ts keeps it fresh.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  public: {
    Tables: {
      audit_log: {
        Row: {
          action: 'seal_record' | 'correct_record' | 'refund' | 'void' | 'correct' | 'reissue' | 'comp' | 'resend' | 'cancel_event' | 'resolve' | 'requeue_mail' | 'acknowledge_double_entry' | 'create_promo' | 'pause_promo' | 'resume_promo' | 'change_settings' | 'invite_staff' | 'change_staff' | 'export_person' | 'erase_person' | 'save_night' | 'set_night_state' | 'retry_cancellation' | 'pair_phone' | 'rename_phone' | 'revoke_phone' | 'end_session' | 'change_password' | 'export' | 'reset_second_factor' | 'set_door_pin' | 'remove_door_pin' | 'offer_transfer' | 'take_back_transfer' | 'accept_transfer' | 'raise_limit' | 'save_door_sales' | 'take_back_stock' | 'save_promoter' | 'renew_promoter_link' | 'end_promoter' | 'resume_promoter' | 'save_guest_list' | 'add_list_names' | 'change_list_name' | 'enter_ban' | 'change_ban' | 'lift_ban' | 'join_waiting' | 'leave_waiting' | 'offer_seats' | 'return_ticket' | 'take_back_return' | 'sell_return'
          actor: string | null
          at: string
          detail: Json
          event_id: string | null
          id: number
          order_id: string | null
          reason: string
        }
        Insert: {
          action: 'seal_record' | 'correct_record' | 'refund' | 'void' | 'correct' | 'reissue' | 'comp' | 'resend' | 'cancel_event' | 'resolve' | 'requeue_mail' | 'acknowledge_double_entry' | 'create_promo' | 'pause_promo' | 'resume_promo' | 'change_settings' | 'invite_staff' | 'change_staff' | 'export_person' | 'erase_person' | 'save_night' | 'set_night_state' | 'retry_cancellation' | 'pair_phone' | 'rename_phone' | 'revoke_phone' | 'end_session' | 'change_password' | 'export' | 'reset_second_factor' | 'set_door_pin' | 'remove_door_pin' | 'offer_transfer' | 'take_back_transfer' | 'accept_transfer' | 'raise_limit' | 'save_door_sales' | 'take_back_stock' | 'save_promoter' | 'renew_promoter_link' | 'end_promoter' | 'resume_promoter' | 'save_guest_list' | 'add_list_names' | 'change_list_name' | 'enter_ban' | 'change_ban' | 'lift_ban' | 'join_waiting' | 'leave_waiting' | 'offer_seats' | 'return_ticket' | 'take_back_return' | 'sell_return'
          actor?: string | null
          at?: string
          detail?: Json
          event_id?: string | null
          id: number
          order_id?: string | null
          reason?: string
        }
        Update: {
          action?: 'seal_record' | 'correct_record' | 'refund' | 'void' | 'correct' | 'reissue' | 'comp' | 'resend' | 'cancel_event' | 'resolve' | 'requeue_mail' | 'acknowledge_double_entry' | 'create_promo' | 'pause_promo' | 'resume_promo' | 'change_settings' | 'invite_staff' | 'change_staff' | 'export_person' | 'erase_person' | 'save_night' | 'set_night_state' | 'retry_cancellation' | 'pair_phone' | 'rename_phone' | 'revoke_phone' | 'end_session' | 'change_password' | 'export' | 'reset_second_factor' | 'set_door_pin' | 'remove_door_pin' | 'offer_transfer' | 'take_back_transfer' | 'accept_transfer' | 'raise_limit' | 'save_door_sales' | 'take_back_stock' | 'save_promoter' | 'renew_promoter_link' | 'end_promoter' | 'resume_promoter' | 'save_guest_list' | 'add_list_names' | 'change_list_name' | 'enter_ban' | 'change_ban' | 'lift_ban' | 'join_waiting' | 'leave_waiting' | 'offer_seats' | 'return_ticket' | 'take_back_return' | 'sell_return'
          actor?: string | null
          at?: string
          detail?: Json
          event_id?: string | null
          id?: number
          order_id?: string | null
          reason?: string
        }
        Relationships: [
          {
            foreignKeyName: "audit_log_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "audit_log_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      balance_entries: {
        Row: {
          amount: number
          booked_at: string
          currency: string
          fee: number
          id: string
          order_id: string | null
          part: 'payment' | 'refund' | 'dispute'
          stripe_payment_intent_id: string
        }
        Insert: {
          amount: number
          booked_at: string
          currency: string
          fee: number
          id: string
          order_id?: string | null
          part: 'payment' | 'refund' | 'dispute'
          stripe_payment_intent_id: string
        }
        Update: {
          amount?: number
          booked_at?: string
          currency?: string
          fee?: number
          id?: string
          order_id?: string | null
          part?: 'payment' | 'refund' | 'dispute'
          stripe_payment_intent_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "balance_entries_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      balance_reading: {
        Row: {
          next_at: string
          only_row: boolean
          read_until: string
        }
        Insert: {
          next_at: string
          only_row?: boolean
          read_until: string
        }
        Update: {
          next_at?: string
          only_row?: boolean
          read_until?: string
        }
        Relationships: []
      }
      ban_keys: {
        Row: {
          event_id: string
          key: string
          made_at: string
        }
        Insert: {
          event_id: string
          key?: string
          made_at?: string
        }
        Update: {
          event_id?: string
          key?: string
          made_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "ban_keys_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: true
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      device_events: {
        Row: {
          device_id: string
          event_id: string
        }
        Insert: {
          device_id: string
          event_id: string
        }
        Update: {
          device_id?: string
          event_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "device_events_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "device_events_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      devices: {
        Row: {
          app_version: string | null
          battery: number | null
          clock_offset_ms: number | null
          gate_id: string | null
          id: string
          last_seen_at: string
          list_age_ms: number | null
          name: string
          paired_at: string
          paired_by: string | null
          queue_length: number | null
          revoked_at: string | null
          user_id: string
        }
        Insert: {
          app_version?: string | null
          battery?: number | null
          clock_offset_ms?: number | null
          gate_id?: string | null
          id?: string
          last_seen_at?: string
          list_age_ms?: number | null
          name: string
          paired_at?: string
          paired_by?: string | null
          queue_length?: number | null
          revoked_at?: string | null
          user_id: string
        }
        Update: {
          app_version?: string | null
          battery?: number | null
          clock_offset_ms?: number | null
          gate_id?: string | null
          id?: string
          last_seen_at?: string
          list_age_ms?: number | null
          name?: string
          paired_at?: string
          paired_by?: string | null
          queue_length?: number | null
          revoked_at?: string | null
          user_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "devices_gate_id_fkey"
            columns: ["gate_id"]
            isOneToOne: false
            referencedRelation: "gates"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "devices_paired_by_fkey"
            columns: ["paired_by"]
            isOneToOne: false
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
        ]
      }
      disputes: {
        Row: {
          amount: number
          created_at: string
          currency: string
          due_at: string | null
          id: string
          reason: string | null
          status: string
          stripe_payment_intent_id: string
          told_at: string
        }
        Insert: {
          amount: number
          created_at?: string
          currency: string
          due_at?: string | null
          id: string
          reason?: string | null
          status: string
          stripe_payment_intent_id: string
          told_at: string
        }
        Update: {
          amount?: number
          created_at?: string
          currency?: string
          due_at?: string | null
          id?: string
          reason?: string | null
          status?: string
          stripe_payment_intent_id?: string
          told_at?: string
        }
        Relationships: []
      }
      door_acts: {
        Row: {
          acted_at: string
          after_revocation: boolean
          clock_offset_ms: number
          clock_uncertainty_ms: number
          device_id: string
          device_time: string
          event_id: string
          from_revoked: boolean
          gate_id: string | null
          id: string
          kind: string
          merged_at: string
          merged_uncertainty_ms: number
          offline: boolean
          payload: Json
          received_at: string
        }
        Insert: {
          acted_at: string
          after_revocation: boolean
          clock_offset_ms: number
          clock_uncertainty_ms: number
          device_id: string
          device_time: string
          event_id: string
          from_revoked: boolean
          gate_id?: string | null
          id: string
          kind: string
          merged_at: string
          merged_uncertainty_ms: number
          offline: boolean
          payload: Json
          received_at: string
        }
        Update: {
          acted_at?: string
          after_revocation?: boolean
          clock_offset_ms?: number
          clock_uncertainty_ms?: number
          device_id?: string
          device_time?: string
          event_id?: string
          from_revoked?: boolean
          gate_id?: string | null
          id?: string
          kind?: string
          merged_at?: string
          merged_uncertainty_ms?: number
          offline?: boolean
          payload?: Json
          received_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "door_acts_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "door_acts_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "door_acts_gate_id_fkey"
            columns: ["gate_id"]
            isOneToOne: false
            referencedRelation: "gates"
            referencedColumns: ["id"]
          },
        ]
      }
      door_pins: {
        Row: {
          hash: string
          iterations: number
          salt: string
          set_at: string
          staff_id: string
        }
        Insert: {
          hash: string
          iterations: number
          salt: string
          set_at?: string
          staff_id: string
        }
        Update: {
          hash?: string
          iterations?: number
          salt?: string
          set_at?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "door_pins_staff_id_fkey"
            columns: ["staff_id"]
            isOneToOne: true
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
        ]
      }
      door_prices: {
        Row: {
          event_id: string
          price: number
          stock: number
          ticket_type_id: string
        }
        Insert: {
          event_id: string
          price: number
          stock: number
          ticket_type_id: string
        }
        Update: {
          event_id?: string
          price?: number
          stock?: number
          ticket_type_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "door_prices_event_id_ticket_type_id_fkey"
            columns: ["event_id","ticket_type_id"]
            isOneToOne: true
            referencedRelation: "ticket_types"
            referencedColumns: ["event_id","id"]
          },
        ]
      }
      door_stock: {
        Row: {
          device_id: string
          ended: 'sold' | 'returned' | 'undone' | null
          event_id: string
          granted_at: string
          order_id: string | null
          qr_code_data: string
          ticket_id: string
          ticket_type_id: string
        }
        Insert: {
          device_id: string
          ended?: 'sold' | 'returned' | 'undone' | null
          event_id: string
          granted_at?: string
          order_id?: string | null
          qr_code_data: string
          ticket_id: string
          ticket_type_id: string
        }
        Update: {
          device_id?: string
          ended?: 'sold' | 'returned' | 'undone' | null
          event_id?: string
          granted_at?: string
          order_id?: string | null
          qr_code_data?: string
          ticket_id?: string
          ticket_type_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "door_stock_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "door_stock_event_id_ticket_type_id_fkey"
            columns: ["event_id","ticket_type_id"]
            isOneToOne: false
            referencedRelation: "ticket_types"
            referencedColumns: ["event_id","id"]
          },
          {
            foreignKeyName: "door_stock_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      double_entry_notes: {
        Row: {
          event_id: string
          note: string
          noted_at: string
          noted_by: string | null
          scan_id: string
        }
        Insert: {
          event_id: string
          note: string
          noted_at?: string
          noted_by?: string | null
          scan_id: string
        }
        Update: {
          event_id?: string
          note?: string
          noted_at?: string
          noted_by?: string | null
          scan_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "double_entry_notes_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "double_entry_notes_scan_id_fkey"
            columns: ["scan_id"]
            isOneToOne: true
            referencedRelation: "scans"
            referencedColumns: ["id"]
          },
        ]
      }
      erasures: {
        Row: {
          email_hash: string
          erased_at: string
          erased_by: string | null
          event_ids: string[]
          id: string
          orders: number
          reason: string
        }
        Insert: {
          email_hash: string
          erased_at?: string
          erased_by?: string | null
          event_ids: string[]
          id?: string
          orders: number
          reason: string
        }
        Update: {
          email_hash?: string
          erased_at?: string
          erased_by?: string | null
          event_ids?: string[]
          id?: string
          orders?: number
          reason?: string
        }
        Relationships: []
      }
      event_cancellations: {
        Row: {
          cancelled_by: string | null
          created_at: string
          event_id: string
          finished_at: string | null
          reason: string
          settled_to: string | null
        }
        Insert: {
          cancelled_by?: string | null
          created_at?: string
          event_id: string
          finished_at?: string | null
          reason: string
          settled_to?: string | null
        }
        Update: {
          cancelled_by?: string | null
          created_at?: string
          event_id?: string
          finished_at?: string | null
          reason?: string
          settled_to?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "event_cancellations_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: true
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      event_counts: {
        Row: {
          entered: number
          event_id: string
          inside: number
          key: string
        }
        Insert: {
          entered: number
          event_id: string
          inside: number
          key: string
        }
        Update: {
          entered?: number
          event_id?: string
          inside?: number
          key?: string
        }
        Relationships: [
          {
            foreignKeyName: "event_counts_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      event_moves: {
        Row: {
          event_id: string
          from_date: string
          from_venue: string
          id: string
          moved_at: string
          moved_by: string | null
          to_date: string
          to_venue: string
        }
        Insert: {
          event_id: string
          from_date: string
          from_venue: string
          id?: string
          moved_at?: string
          moved_by?: string | null
          to_date: string
          to_venue: string
        }
        Update: {
          event_id?: string
          from_date?: string
          from_venue?: string
          id?: string
          moved_at?: string
          moved_by?: string | null
          to_date?: string
          to_venue?: string
        }
        Relationships: [
          {
            foreignKeyName: "event_moves_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      event_nudges: {
        Row: {
          event_id: string
          owed_tickets: string[]
          owes_sales: boolean
          owes_scans: boolean
          refilled_at: string
          tokens: number
        }
        Insert: {
          event_id: string
          owed_tickets?: string[]
          owes_sales?: boolean
          owes_scans?: boolean
          refilled_at: string
          tokens: number
        }
        Update: {
          event_id?: string
          owed_tickets?: string[]
          owes_sales?: boolean
          owes_scans?: boolean
          refilled_at?: string
          tokens?: number
        }
        Relationships: [
          {
            foreignKeyName: "event_nudges_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: true
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      events: {
        Row: {
          admits_from: string | null
          code: string
          created_at: string
          currency: string
          description: string | null
          doors_open_at: string
          ends_at: string
          event_date: string
          event_day: string
          id: string
          image_alt: string | null
          image_focus_x: number
          image_focus_y: number
          image_url: string | null
          issued: number
          line_up: string | null
          max_per_order: number
          min_age: number | null
          name: string
          people_forgotten_at: string | null
          reentry: boolean
          revision: number
          sales_end_at: string | null
          sales_paused_at: string | null
          sales_start_at: string | null
          slug: string
          status: 'draft' | 'published' | 'cancelled'
          taken: number
          tax_name: string
          tax_percent: number
          timezone: string
          unsynced_policy: 'admit' | 'ask'
          updated_at: string
          venue_address: string | null
          venue_capacity: number
          venue_name: string
          waiting: number
          ticket_types: Json | null
        }
        Insert: {
          admits_from?: string | null
          code: string
          created_at?: string
          currency?: string
          description?: string | null
          doors_open_at: string
          ends_at: string
          event_date: string
          event_day: string
          id?: string
          image_alt?: string | null
          image_focus_x?: number
          image_focus_y?: number
          image_url?: string | null
          issued?: number
          line_up?: string | null
          max_per_order?: number
          min_age?: number | null
          name: string
          people_forgotten_at?: string | null
          reentry?: boolean
          revision?: number
          sales_end_at?: string | null
          sales_paused_at?: string | null
          sales_start_at?: string | null
          slug: string
          status?: 'draft' | 'published' | 'cancelled'
          taken?: number
          tax_name?: string
          tax_percent?: number
          timezone?: string
          unsynced_policy?: 'admit' | 'ask'
          updated_at?: string
          venue_address?: string | null
          venue_capacity: number
          venue_name: string
          waiting?: number
        }
        Update: {
          admits_from?: string | null
          code?: string
          created_at?: string
          currency?: string
          description?: string | null
          doors_open_at?: string
          ends_at?: string
          event_date?: string
          event_day?: string
          id?: string
          image_alt?: string | null
          image_focus_x?: number
          image_focus_y?: number
          image_url?: string | null
          issued?: number
          line_up?: string | null
          max_per_order?: number
          min_age?: number | null
          name?: string
          people_forgotten_at?: string | null
          reentry?: boolean
          revision?: number
          sales_end_at?: string | null
          sales_paused_at?: string | null
          sales_start_at?: string | null
          slug?: string
          status?: 'draft' | 'published' | 'cancelled'
          taken?: number
          tax_name?: string
          tax_percent?: number
          timezone?: string
          unsynced_policy?: 'admit' | 'ask'
          updated_at?: string
          venue_address?: string | null
          venue_capacity?: number
          venue_name?: string
          waiting?: number
        }
        Relationships: []
      }
      gates: {
        Row: {
          admits: string[] | null
          event_id: string
          id: string
          name: string
          sort: number
        }
        Insert: {
          admits?: string[] | null
          event_id: string
          id?: string
          name: string
          sort?: number
        }
        Update: {
          admits?: string[] | null
          event_id?: string
          id?: string
          name?: string
          sort?: number
        }
        Relationships: [
          {
            foreignKeyName: "gates_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      guest_lists: {
        Row: {
          closed_at: string | null
          created_at: string
          created_by: string | null
          door_note: string
          event_id: string
          id: string
          late_price: number | null
          most_plus: number
          name: string
          overbook: boolean
          price: number
          promoter_id: string | null
          quota: number | null
          until_at: string | null
        }
        Insert: {
          closed_at?: string | null
          created_at?: string
          created_by?: string | null
          door_note?: string
          event_id: string
          id?: string
          late_price?: number | null
          most_plus?: number
          name: string
          overbook?: boolean
          price?: number
          promoter_id?: string | null
          quota?: number | null
          until_at?: string | null
        }
        Update: {
          closed_at?: string | null
          created_at?: string
          created_by?: string | null
          door_note?: string
          event_id?: string
          id?: string
          late_price?: number | null
          most_plus?: number
          name?: string
          overbook?: boolean
          price?: number
          promoter_id?: string | null
          quota?: number | null
          until_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "guest_lists_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "guest_lists_promoter_id_fkey"
            columns: ["promoter_id"]
            isOneToOne: false
            referencedRelation: "promoters"
            referencedColumns: ["id"]
          },
        ]
      }
      horizon_samples: {
        Row: {
          next_xid: string
          sampled_at: string
        }
        Insert: {
          next_xid: string
          sampled_at: string
        }
        Update: {
          next_xid?: string
          sampled_at?: string
        }
        Relationships: []
      }
      house_bans: {
        Row: {
          born_on: string | null
          changed_at: string | null
          changed_by: string | null
          entered_at: string
          entered_by: string | null
          family_names: string
          given_names: string
          id: string
          lift_reason: string | null
          lifted_at: string | null
          lifted_by: string | null
          number: number
          reason: string
          until: string
        }
        Insert: {
          born_on?: string | null
          changed_at?: string | null
          changed_by?: string | null
          entered_at?: string
          entered_by?: string | null
          family_names: string
          given_names: string
          id: string
          lift_reason?: string | null
          lifted_at?: string | null
          lifted_by?: string | null
          number: number
          reason: string
          until: string
        }
        Update: {
          born_on?: string | null
          changed_at?: string | null
          changed_by?: string | null
          entered_at?: string
          entered_by?: string | null
          family_names?: string
          given_names?: string
          id?: string
          lift_reason?: string | null
          lifted_at?: string | null
          lifted_by?: string | null
          number?: number
          reason?: string
          until?: string
        }
        Relationships: [
          {
            foreignKeyName: "house_bans_changed_by_fkey"
            columns: ["changed_by"]
            isOneToOne: false
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "house_bans_entered_by_fkey"
            columns: ["entered_by"]
            isOneToOne: false
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "house_bans_lifted_by_fkey"
            columns: ["lifted_by"]
            isOneToOne: false
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
        ]
      }
      left_posters: {
        Row: {
          image_url: string
          left_at: string
        }
        Insert: {
          image_url: string
          left_at: string
        }
        Update: {
          image_url?: string
          left_at?: string
        }
        Relationships: []
      }
      limit_raises: {
        Row: {
          event_id: string
          id: number
          people: number
          people_before: number
          raised_at: string
          raised_by: string | null
        }
        Insert: {
          event_id: string
          id: number
          people: number
          people_before: number
          raised_at?: string
          raised_by?: string | null
        }
        Update: {
          event_id?: string
          id?: number
          people?: number
          people_before?: number
          raised_at?: string
          raised_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "limit_raises_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      list_entries: {
        Row: {
          added_at: string
          added_by: string | null
          arrived: number
          by_promoter: boolean
          changed_xid: string
          event_id: string
          id: string
          list_id: string
          name: string | null
          name_key: string | null
          note: string
          plus: number
          removed_at: string | null
          revision: number
        }
        Insert: {
          added_at?: string
          added_by?: string | null
          arrived?: number
          by_promoter?: boolean
          changed_xid?: string
          event_id: string
          id: string
          list_id: string
          name?: string | null
          name_key?: string | null
          note?: string
          plus?: number
          removed_at?: string | null
          revision?: number
        }
        Update: {
          added_at?: string
          added_by?: string | null
          arrived?: number
          by_promoter?: boolean
          changed_xid?: string
          event_id?: string
          id?: string
          list_id?: string
          name?: string | null
          name_key?: string | null
          note?: string
          plus?: number
          removed_at?: string | null
          revision?: number
        }
        Relationships: [
          {
            foreignKeyName: "list_entries_event_id_list_id_fkey"
            columns: ["event_id","list_id"]
            isOneToOne: false
            referencedRelation: "guest_lists"
            referencedColumns: ["event_id","id"]
          },
        ]
      }
      list_shares: {
        Row: {
          device_id: string
          granted: number
          list_id: string
          wants: boolean
        }
        Insert: {
          device_id: string
          granted: number
          list_id: string
          wants?: boolean
        }
        Update: {
          device_id?: string
          granted?: number
          list_id?: string
          wants?: boolean
        }
        Relationships: [
          {
            foreignKeyName: "list_shares_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "list_shares_list_id_fkey"
            columns: ["list_id"]
            isOneToOne: false
            referencedRelation: "guest_lists"
            referencedColumns: ["id"]
          },
        ]
      }
      mail_outbox: {
        Row: {
          amount: number | null
          attempts: number
          bounced_at: string | null
          cause: string
          complained_at: string | null
          created_at: string
          first_attempt_at: string | null
          id: string
          job: Json | null
          kind: 'tickets' | 'refund' | 'partial_refund' | 'refund_failed' | 'late' | 'second_payment' | 'cancelled' | 'moved' | 'address_changed' | 'reminder' | 'transfer_offered' | 'transfer_taken_back' | 'transfer_accepted' | 'transfer_void' | 'waiting_offer' | 'return_sold'
          last_error: string | null
          locale: 'en' | 'es'
          next_attempt_at: string
          order_id: string
          provider_id: string | null
          requeued_at: string | null
          sent_at: string | null
          status: 'queued' | 'sent' | 'failed' | 'dropped'
          to_email: string
          transfer_id: string | null
        }
        Insert: {
          amount?: number | null
          attempts?: number
          bounced_at?: string | null
          cause?: string
          complained_at?: string | null
          created_at?: string
          first_attempt_at?: string | null
          id?: string
          job?: Json | null
          kind: 'tickets' | 'refund' | 'partial_refund' | 'refund_failed' | 'late' | 'second_payment' | 'cancelled' | 'moved' | 'address_changed' | 'reminder' | 'transfer_offered' | 'transfer_taken_back' | 'transfer_accepted' | 'transfer_void' | 'waiting_offer' | 'return_sold'
          last_error?: string | null
          locale: 'en' | 'es'
          next_attempt_at?: string
          order_id: string
          provider_id?: string | null
          requeued_at?: string | null
          sent_at?: string | null
          status?: 'queued' | 'sent' | 'failed' | 'dropped'
          to_email: string
          transfer_id?: string | null
        }
        Update: {
          amount?: number | null
          attempts?: number
          bounced_at?: string | null
          cause?: string
          complained_at?: string | null
          created_at?: string
          first_attempt_at?: string | null
          id?: string
          job?: Json | null
          kind?: 'tickets' | 'refund' | 'partial_refund' | 'refund_failed' | 'late' | 'second_payment' | 'cancelled' | 'moved' | 'address_changed' | 'reminder' | 'transfer_offered' | 'transfer_taken_back' | 'transfer_accepted' | 'transfer_void' | 'waiting_offer' | 'return_sold'
          last_error?: string | null
          locale?: 'en' | 'es'
          next_attempt_at?: string
          order_id?: string
          provider_id?: string | null
          requeued_at?: string | null
          sent_at?: string | null
          status?: 'queued' | 'sent' | 'failed' | 'dropped'
          to_email?: string
          transfer_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "mail_outbox_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "mail_outbox_transfer_id_fkey"
            columns: ["transfer_id"]
            isOneToOne: false
            referencedRelation: "ticket_transfers"
            referencedColumns: ["id"]
          },
        ]
      }
      needs_person: {
        Row: {
          cause: 'payment_mismatch' | 'refund_failed' | 'refund_refused' | 'no_seat_to_restore' | 'dispute_open' | 'mail_failed' | 'mail_bounced' | 'mail_complained'
          created_at: string
          detail: Json
          id: string
          note: string | null
          order_id: string
          resolved_at: string | null
          resolved_by: string | null
          subject: string
        }
        Insert: {
          cause: 'payment_mismatch' | 'refund_failed' | 'refund_refused' | 'no_seat_to_restore' | 'dispute_open' | 'mail_failed' | 'mail_bounced' | 'mail_complained'
          created_at?: string
          detail?: Json
          id?: string
          note?: string | null
          order_id: string
          resolved_at?: string | null
          resolved_by?: string | null
          subject: string
        }
        Update: {
          cause?: 'payment_mismatch' | 'refund_failed' | 'refund_refused' | 'no_seat_to_restore' | 'dispute_open' | 'mail_failed' | 'mail_bounced' | 'mail_complained'
          created_at?: string
          detail?: Json
          id?: string
          note?: string | null
          order_id?: string
          resolved_at?: string | null
          resolved_by?: string | null
          subject?: string
        }
        Relationships: [
          {
            foreignKeyName: "needs_person_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      night_record_seals: {
        Row: {
          kid: string
          manifest: string
          record_id: string
          sealed_at: string
          sha256: string
          signature: string
          text: string
        }
        Insert: {
          kid: string
          manifest: string
          record_id: string
          sealed_at?: string
          sha256: string
          signature: string
          text: string
        }
        Update: {
          kid?: string
          manifest?: string
          record_id?: string
          sealed_at?: string
          sha256?: string
          signature?: string
          text?: string
        }
        Relationships: [
          {
            foreignKeyName: "night_record_seals_kid_fkey"
            columns: ["kid"]
            isOneToOne: false
            referencedRelation: "signing_keys"
            referencedColumns: ["kid"]
          },
          {
            foreignKeyName: "night_record_seals_record_id_fkey"
            columns: ["record_id"]
            isOneToOne: true
            referencedRelation: "night_records"
            referencedColumns: ["id"]
          },
        ]
      }
      night_records: {
        Row: {
          asked_at: string
          asked_by: string | null
          content: Json
          corrects: string | null
          event_id: string
          id: string
        }
        Insert: {
          asked_at?: string
          asked_by?: string | null
          content: Json
          corrects?: string | null
          event_id: string
          id?: string
        }
        Update: {
          asked_at?: string
          asked_by?: string | null
          content?: Json
          corrects?: string | null
          event_id?: string
          id?: string
        }
        Relationships: [
          {
            foreignKeyName: "night_records_corrects_fkey"
            columns: ["corrects"]
            isOneToOne: false
            referencedRelation: "night_records"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "night_records_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      order_lines: {
        Row: {
          discount: number
          held: number
          order_id: string
          quantity: number
          release: string | null
          sold: number
          ticket_type_id: string
          unit_price: number
        }
        Insert: {
          discount?: number
          held?: number
          order_id: string
          quantity: number
          release?: string | null
          sold?: number
          ticket_type_id: string
          unit_price: number
        }
        Update: {
          discount?: number
          held?: number
          order_id?: string
          quantity?: number
          release?: string | null
          sold?: number
          ticket_type_id?: string
          unit_price?: number
        }
        Relationships: [
          {
            foreignKeyName: "order_lines_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "order_lines_ticket_type_id_fkey"
            columns: ["ticket_type_id"]
            isOneToOne: false
            referencedRelation: "ticket_types"
            referencedColumns: ["id"]
          },
        ]
      }
      orders: {
        Row: {
          checkout_url: string | null
          client_hash: string | null
          client_key: string
          completed_at: string | null
          created_at: string
          currency: string
          customer_email: string
          customer_name: string | null
          customer_phone: string | null
          declined: 'late' | 'cancelled' | null
          dispute: 'open' | 'won' | 'lost' | null
          event_id: string
          event_name: string
          forgotten_at: string | null
          hold_ended: 'expired' | 'failed' | null
          hold_expires_at: string
          id: string
          kind: 'sale' | 'comp' | 'door'
          link_version: number
          locale: 'en' | 'es'
          name_folded: string | null
          number: string
          payment_underway: boolean
          promo_code_id: string | null
          promoter_id: string | null
          reconciled_at: string | null
          refunded_amount: number
          request_hash: string
          session_ended_at: string | null
          status: 'pending' | 'completed' | 'failed' | 'refunded' | 'expired' | 'partially_refunded' | 'refund_pending'
          stripe_checkout_session_id: string | null
          stripe_customer_id: string | null
          stripe_payment_intent_id: string | null
          ticket_count: number
          tickets_due: boolean
          token_hash: string | null
          total_amount: number
        }
        Insert: {
          checkout_url?: string | null
          client_hash?: string | null
          client_key: string
          completed_at?: string | null
          created_at?: string
          currency?: string
          customer_email: string
          customer_name?: string | null
          customer_phone?: string | null
          declined?: 'late' | 'cancelled' | null
          dispute?: 'open' | 'won' | 'lost' | null
          event_id: string
          event_name: string
          forgotten_at?: string | null
          hold_ended?: 'expired' | 'failed' | null
          hold_expires_at: string
          id?: string
          kind?: 'sale' | 'comp' | 'door'
          link_version?: number
          locale?: 'en' | 'es'
          name_folded?: never
          number?: string
          payment_underway?: boolean
          promo_code_id?: string | null
          promoter_id?: string | null
          reconciled_at?: string | null
          refunded_amount?: number
          request_hash: string
          session_ended_at?: string | null
          status?: 'pending' | 'completed' | 'failed' | 'refunded' | 'expired' | 'partially_refunded' | 'refund_pending'
          stripe_checkout_session_id?: string | null
          stripe_customer_id?: string | null
          stripe_payment_intent_id?: string | null
          ticket_count: number
          tickets_due?: boolean
          token_hash?: string | null
          total_amount: number
        }
        Update: {
          checkout_url?: string | null
          client_hash?: string | null
          client_key?: string
          completed_at?: string | null
          created_at?: string
          currency?: string
          customer_email?: string
          customer_name?: string | null
          customer_phone?: string | null
          declined?: 'late' | 'cancelled' | null
          dispute?: 'open' | 'won' | 'lost' | null
          event_id?: string
          event_name?: string
          forgotten_at?: string | null
          hold_ended?: 'expired' | 'failed' | null
          hold_expires_at?: string
          id?: string
          kind?: 'sale' | 'comp' | 'door'
          link_version?: number
          locale?: 'en' | 'es'
          name_folded?: never
          number?: string
          payment_underway?: boolean
          promo_code_id?: string | null
          promoter_id?: string | null
          reconciled_at?: string | null
          refunded_amount?: number
          request_hash?: string
          session_ended_at?: string | null
          status?: 'pending' | 'completed' | 'failed' | 'refunded' | 'expired' | 'partially_refunded' | 'refund_pending'
          stripe_checkout_session_id?: string | null
          stripe_customer_id?: string | null
          stripe_payment_intent_id?: string | null
          ticket_count?: number
          tickets_due?: boolean
          token_hash?: string | null
          total_amount?: number
        }
        Relationships: [
          {
            foreignKeyName: "orders_event_id_event_name_fkey"
            columns: ["event_id","event_name"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id","name"]
          },
          {
            foreignKeyName: "orders_promo_code_id_fkey"
            columns: ["promo_code_id"]
            isOneToOne: false
            referencedRelation: "promo_codes"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "orders_promoter_id_fkey"
            columns: ["promoter_id"]
            isOneToOne: false
            referencedRelation: "promoters"
            referencedColumns: ["id"]
          },
        ]
      }
      pairing_codes: {
        Row: {
          code_hash: string
          created_at: string
          created_by: string | null
          device_id: string | null
          device_name: string
          event_ids: string[]
          expires_at: string
          gate_id: string | null
          id: string
          used_at: string | null
        }
        Insert: {
          code_hash: string
          created_at?: string
          created_by?: string | null
          device_id?: string | null
          device_name: string
          event_ids: string[]
          expires_at: string
          gate_id?: string | null
          id?: string
          used_at?: string | null
        }
        Update: {
          code_hash?: string
          created_at?: string
          created_by?: string | null
          device_id?: string | null
          device_name?: string
          event_ids?: string[]
          expires_at?: string
          gate_id?: string | null
          id?: string
          used_at?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "pairing_codes_created_by_fkey"
            columns: ["created_by"]
            isOneToOne: false
            referencedRelation: "staff_members"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "pairing_codes_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "pairing_codes_gate_id_fkey"
            columns: ["gate_id"]
            isOneToOne: false
            referencedRelation: "gates"
            referencedColumns: ["id"]
          },
        ]
      }
      pass_changes: {
        Row: {
          event_id: string
          id: number
          of_tickets: boolean
          ticket_id: string | null
        }
        Insert: {
          event_id: string
          id: number
          of_tickets: boolean
          ticket_id?: string | null
        }
        Update: {
          event_id?: string
          id?: number
          of_tickets?: boolean
          ticket_id?: string | null
        }
        Relationships: []
      }
      pass_registrations: {
        Row: {
          device_id: string
          pass_id: string
          push_token: string
          registered_at: string
        }
        Insert: {
          device_id: string
          pass_id: string
          push_token: string
          registered_at?: string
        }
        Update: {
          device_id?: string
          pass_id?: string
          push_token?: string
          registered_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "pass_registrations_pass_id_fkey"
            columns: ["pass_id"]
            isOneToOne: false
            referencedRelation: "wallet_passes"
            referencedColumns: ["id"]
          },
        ]
      }
      payment_cards: {
        Row: {
          brand: string
          last4: string
          stripe_payment_intent_id: string
        }
        Insert: {
          brand: string
          last4: string
          stripe_payment_intent_id: string
        }
        Update: {
          brand?: string
          last4?: string
          stripe_payment_intent_id?: string
        }
        Relationships: []
      }
      payments: {
        Row: {
          amount: number
          amount_refunded: number
          created_at: string
          currency: string
          dispute_status: string | null
          id: string
          metadata: Json | null
          mismatch: 'amount' | 'currency' | 'session' | null
          order_id: string
          status: 'succeeded' | 'refunded' | 'partially_refunded' | 'refund_pending'
          stripe_payment_intent_id: string
        }
        Insert: {
          amount: number
          amount_refunded?: number
          created_at?: string
          currency?: string
          dispute_status?: string | null
          id?: string
          metadata?: Json | null
          mismatch?: 'amount' | 'currency' | 'session' | null
          order_id: string
          status?: 'succeeded' | 'refunded' | 'partially_refunded' | 'refund_pending'
          stripe_payment_intent_id: string
        }
        Update: {
          amount?: number
          amount_refunded?: number
          created_at?: string
          currency?: string
          dispute_status?: string | null
          id?: string
          metadata?: Json | null
          mismatch?: 'amount' | 'currency' | 'session' | null
          order_id?: string
          status?: 'succeeded' | 'refunded' | 'partially_refunded' | 'refund_pending'
          stripe_payment_intent_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "payments_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      promo_codes: {
        Row: {
          amount_off: number | null
          code: string
          created_at: string
          created_by: string | null
          currency: string | null
          ends_at: string | null
          event_id: string | null
          id: string
          max_per_customer: number | null
          max_uses: number | null
          note: string
          paused_at: string | null
          percent_off: number | null
          starts_at: string | null
          type_codes: string[] | null
        }
        Insert: {
          amount_off?: number | null
          code: string
          created_at?: string
          created_by?: string | null
          currency?: string | null
          ends_at?: string | null
          event_id?: string | null
          id?: string
          max_per_customer?: number | null
          max_uses?: number | null
          note?: string
          paused_at?: string | null
          percent_off?: number | null
          starts_at?: string | null
          type_codes?: string[] | null
        }
        Update: {
          amount_off?: number | null
          code?: string
          created_at?: string
          created_by?: string | null
          currency?: string | null
          ends_at?: string | null
          event_id?: string | null
          id?: string
          max_per_customer?: number | null
          max_uses?: number | null
          note?: string
          paused_at?: string | null
          percent_off?: number | null
          starts_at?: string | null
          type_codes?: string[] | null
        }
        Relationships: [
          {
            foreignKeyName: "promo_codes_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      promoter_terms: {
        Row: {
          commission_amount: number | null
          commission_currency: string | null
          commission_per: string
          commission_percent: number | null
          promoter_id: string
          until: string
        }
        Insert: {
          commission_amount?: number | null
          commission_currency?: string | null
          commission_per: string
          commission_percent?: number | null
          promoter_id: string
          until?: string
        }
        Update: {
          commission_amount?: number | null
          commission_currency?: string | null
          commission_per?: string
          commission_percent?: number | null
          promoter_id?: string
          until?: string
        }
        Relationships: [
          {
            foreignKeyName: "promoter_terms_promoter_id_fkey"
            columns: ["promoter_id"]
            isOneToOne: false
            referencedRelation: "promoters"
            referencedColumns: ["id"]
          },
        ]
      }
      promoters: {
        Row: {
          code: string
          commission_amount: number | null
          commission_currency: string | null
          commission_per: 'none' | 'sale' | 'head'
          commission_percent: number | null
          created_at: string
          created_by: string | null
          ended_at: string | null
          id: string
          link_made_at: string | null
          name: string
          token_hash: string | null
        }
        Insert: {
          code: string
          commission_amount?: number | null
          commission_currency?: string | null
          commission_per?: 'none' | 'sale' | 'head'
          commission_percent?: number | null
          created_at?: string
          created_by?: string | null
          ended_at?: string | null
          id?: string
          link_made_at?: string | null
          name: string
          token_hash?: string | null
        }
        Update: {
          code?: string
          commission_amount?: number | null
          commission_currency?: string | null
          commission_per?: 'none' | 'sale' | 'head'
          commission_percent?: number | null
          created_at?: string
          created_by?: string | null
          ended_at?: string | null
          id?: string
          link_made_at?: string | null
          name?: string
          token_hash?: string | null
        }
        Relationships: []
      }
      rate_buckets: {
        Row: {
          bucket: string
          key_hash: string
          refilled_at: string
          tokens: number
        }
        Insert: {
          bucket: string
          key_hash: string
          refilled_at?: string
          tokens: number
        }
        Update: {
          bucket?: string
          key_hash?: string
          refilled_at?: string
          tokens?: number
        }
        Relationships: []
      }
      receipts: {
        Row: {
          about: Json | null
          amount: number
          created_at: string
          currency: string
          id: string
          issued_at: string | null
          issuer_address: string | null
          issuer_name: string | null
          kind: 'receipt' | 'credit_note' | 'restored'
          number: string | null
          order_id: string
          refund_id: string | null
          serial: number | null
          series: string
          tax_amount: number
          tax_name: string
          tax_percent: number
          year: number | null
        }
        Insert: {
          about?: Json | null
          amount: number
          created_at?: string
          currency: string
          id?: string
          issued_at?: string | null
          issuer_address?: string | null
          issuer_name?: string | null
          kind: 'receipt' | 'credit_note' | 'restored'
          number?: never
          order_id: string
          refund_id?: string | null
          serial?: number | null
          series?: never
          tax_amount: number
          tax_name: string
          tax_percent: number
          year?: number | null
        }
        Update: {
          about?: Json | null
          amount?: number
          created_at?: string
          currency?: string
          id?: string
          issued_at?: string | null
          issuer_address?: string | null
          issuer_name?: string | null
          kind?: 'receipt' | 'credit_note' | 'restored'
          number?: never
          order_id?: string
          refund_id?: string | null
          serial?: number | null
          series?: never
          tax_amount?: number
          tax_name?: string
          tax_percent?: number
          year?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "receipts_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      refund_requests: {
        Row: {
          amount: number
          attempts: number
          cause: 'manager' | 'late' | 'cancelled' | 'second_payment' | 'returned'
          created_at: string
          id: string
          idempotency_key: string | null
          last_error: string | null
          next_attempt_at: string
          order_id: string
          reason: string
          requested_by: string | null
          status: 'queued' | 'sent' | 'refused' | 'overtaken'
          stripe_payment_intent_id: string
          ticket_ids: string[]
        }
        Insert: {
          amount: number
          attempts?: number
          cause: 'manager' | 'late' | 'cancelled' | 'second_payment' | 'returned'
          created_at?: string
          id?: string
          idempotency_key?: string | null
          last_error?: string | null
          next_attempt_at?: string
          order_id: string
          reason?: string
          requested_by?: string | null
          status?: 'queued' | 'sent' | 'refused' | 'overtaken'
          stripe_payment_intent_id: string
          ticket_ids?: string[]
        }
        Update: {
          amount?: number
          attempts?: number
          cause?: 'manager' | 'late' | 'cancelled' | 'second_payment' | 'returned'
          created_at?: string
          id?: string
          idempotency_key?: string | null
          last_error?: string | null
          next_attempt_at?: string
          order_id?: string
          reason?: string
          requested_by?: string | null
          status?: 'queued' | 'sent' | 'refused' | 'overtaken'
          stripe_payment_intent_id?: string
          ticket_ids?: string[]
        }
        Relationships: [
          {
            foreignKeyName: "refund_requests_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      refunds: {
        Row: {
          amount: number
          asked_at: string | null
          changed_at: string
          created_at: string
          currency: string
          id: string
          request_id: string | null
          status: 'pending' | 'succeeded' | 'failed' | 'canceled'
          stripe_payment_intent_id: string
        }
        Insert: {
          amount: number
          asked_at?: string | null
          changed_at?: string
          created_at?: string
          currency: string
          id: string
          request_id?: string | null
          status: 'pending' | 'succeeded' | 'failed' | 'canceled'
          stripe_payment_intent_id: string
        }
        Update: {
          amount?: number
          asked_at?: string | null
          changed_at?: string
          created_at?: string
          currency?: string
          id?: string
          request_id?: string | null
          status?: 'pending' | 'succeeded' | 'failed' | 'canceled'
          stripe_payment_intent_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "refunds_request_id_fkey"
            columns: ["request_id"]
            isOneToOne: false
            referencedRelation: "refund_requests"
            referencedColumns: ["id"]
          },
        ]
      }
      reminder_refusals: {
        Row: {
          created_at: string
          email_hash: string
        }
        Insert: {
          created_at?: string
          email_hash: string
        }
        Update: {
          created_at?: string
          email_hash?: string
        }
        Relationships: []
      }
      scans: {
        Row: {
          after_ms: number | null
          after_revocation: boolean
          cache_age_ms: number | null
          clock_offset_ms: number
          clock_uncertainty_ms: number
          device_id: string
          device_time: string
          direction: 'in' | 'out'
          event_id: string
          first_scan_id: string | null
          from_revoked: boolean
          gate_id: string | null
          id: string
          merged_at: string
          merged_uncertainty_ms: number
          offline: boolean
          override_allowed: boolean | null
          override_by: string | null
          override_reason: string | null
          received_at: string
          refers_to: string | null
          result: 'entry' | 'readmission' | 'double_entry' | 'exit' | 'refusal' | 'undo' | 'undone' | 'unknown_ticket' | 'after_revocation' | 'other_event'
          scanned_at: string
          ticket_id: string | null
          verdict: 'admit' | 'readmit' | 'admit_unsynced' | 'exit' | 'override' | 'unverified' | 'already_used' | 'wrong_event' | 'wrong_gate' | 'refunded' | 'void' | 'not_yet_valid' | 'expired' | 'forged' | 'mistyped' | 'not_a_ticket' | 'unknown_ticket' | 'revoked_device' | 'let_in' | 'turned_away' | 'undo'
        }
        Insert: {
          after_ms?: number | null
          after_revocation?: boolean
          cache_age_ms?: number | null
          clock_offset_ms: number
          clock_uncertainty_ms: number
          device_id: string
          device_time: string
          direction: 'in' | 'out'
          event_id: string
          first_scan_id?: string | null
          from_revoked?: boolean
          gate_id?: string | null
          id: string
          merged_at: string
          merged_uncertainty_ms: number
          offline: boolean
          override_allowed?: boolean | null
          override_by?: string | null
          override_reason?: string | null
          received_at?: string
          refers_to?: string | null
          result?: 'entry' | 'readmission' | 'double_entry' | 'exit' | 'refusal' | 'undo' | 'undone' | 'unknown_ticket' | 'after_revocation' | 'other_event'
          scanned_at: string
          ticket_id?: string | null
          verdict: 'admit' | 'readmit' | 'admit_unsynced' | 'exit' | 'override' | 'unverified' | 'already_used' | 'wrong_event' | 'wrong_gate' | 'refunded' | 'void' | 'not_yet_valid' | 'expired' | 'forged' | 'mistyped' | 'not_a_ticket' | 'unknown_ticket' | 'revoked_device' | 'let_in' | 'turned_away' | 'undo'
        }
        Update: {
          after_ms?: number | null
          after_revocation?: boolean
          cache_age_ms?: number | null
          clock_offset_ms?: number
          clock_uncertainty_ms?: number
          device_id?: string
          device_time?: string
          direction?: 'in' | 'out'
          event_id?: string
          first_scan_id?: string | null
          from_revoked?: boolean
          gate_id?: string | null
          id?: string
          merged_at?: string
          merged_uncertainty_ms?: number
          offline?: boolean
          override_allowed?: boolean | null
          override_by?: string | null
          override_reason?: string | null
          received_at?: string
          refers_to?: string | null
          result?: 'entry' | 'readmission' | 'double_entry' | 'exit' | 'refusal' | 'undo' | 'undone' | 'unknown_ticket' | 'after_revocation' | 'other_event'
          scanned_at?: string
          ticket_id?: string | null
          verdict?: 'admit' | 'readmit' | 'admit_unsynced' | 'exit' | 'override' | 'unverified' | 'already_used' | 'wrong_event' | 'wrong_gate' | 'refunded' | 'void' | 'not_yet_valid' | 'expired' | 'forged' | 'mistyped' | 'not_a_ticket' | 'unknown_ticket' | 'revoked_device' | 'let_in' | 'turned_away' | 'undo'
        }
        Relationships: [
          {
            foreignKeyName: "scans_device_id_fkey"
            columns: ["device_id"]
            isOneToOne: false
            referencedRelation: "devices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "scans_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "scans_gate_id_fkey"
            columns: ["gate_id"]
            isOneToOne: false
            referencedRelation: "gates"
            referencedColumns: ["id"]
          },
        ]
      }
      settings: {
        Row: {
          accent: string | null
          address: string
          ban_retention_days: number
          bans_mark: string | null
          clock: '24h' | '12h'
          club_name: string
          contact_email: string
          contact_phone: string
          id: boolean
          id_check: 'off' | 'eye' | 'licence'
          logo: string | null
          max_unpaid_per_client: number
          max_unpaid_per_email: number
          named_at: string | null
          night_defaults: Json
          offer_minutes: number
          privacy_policy: string
          refund_policy: string
          reply_to: string
          retention_days: number | null
          sender_name: string
          tax_name: string
          tax_percent: number
          terms: string
        }
        Insert: {
          accent?: string | null
          address?: string
          ban_retention_days?: number
          bans_mark?: string | null
          clock?: '24h' | '12h'
          club_name?: string
          contact_email?: string
          contact_phone?: string
          id?: boolean
          id_check?: 'off' | 'eye' | 'licence'
          logo?: string | null
          max_unpaid_per_client?: number
          max_unpaid_per_email?: number
          named_at?: string | null
          night_defaults?: Json
          offer_minutes?: number
          privacy_policy?: string
          refund_policy?: string
          reply_to?: string
          retention_days?: number | null
          sender_name?: string
          tax_name?: string
          tax_percent?: number
          terms?: string
        }
        Update: {
          accent?: string | null
          address?: string
          ban_retention_days?: number
          bans_mark?: string | null
          clock?: '24h' | '12h'
          club_name?: string
          contact_email?: string
          contact_phone?: string
          id?: boolean
          id_check?: 'off' | 'eye' | 'licence'
          logo?: string | null
          max_unpaid_per_client?: number
          max_unpaid_per_email?: number
          named_at?: string | null
          night_defaults?: Json
          offer_minutes?: number
          privacy_policy?: string
          refund_policy?: string
          reply_to?: string
          retention_days?: number | null
          sender_name?: string
          tax_name?: string
          tax_percent?: number
          terms?: string
        }
        Relationships: []
      }
      signing_keys: {
        Row: {
          created_at: string
          kid: string
          public_key: string
          retired_at: string | null
        }
        Insert: {
          created_at?: string
          kid: string
          public_key: string
          retired_at?: string | null
        }
        Update: {
          created_at?: string
          kid?: string
          public_key?: string
          retired_at?: string | null
        }
        Relationships: []
      }
      staff_links: {
        Row: {
          attempts: number
          created_at: string
          email: string
          ended_at: string | null
          expires_at: string
          id: string
          kind: 'invite' | 'reset'
          last_error: string | null
          locale: 'en' | 'es'
          made_by: string | null
          name: string
          next_attempt_at: string
          role: string
          sent_at: string | null
          token_hash: string | null
        }
        Insert: {
          attempts?: number
          created_at?: string
          email: string
          ended_at?: string | null
          expires_at: string
          id?: string
          kind: 'invite' | 'reset'
          last_error?: string | null
          locale?: 'en' | 'es'
          made_by?: string | null
          name: string
          next_attempt_at?: string
          role: string
          sent_at?: string | null
          token_hash?: string | null
        }
        Update: {
          attempts?: number
          created_at?: string
          email?: string
          ended_at?: string | null
          expires_at?: string
          id?: string
          kind?: 'invite' | 'reset'
          last_error?: string | null
          locale?: 'en' | 'es'
          made_by?: string | null
          name?: string
          next_attempt_at?: string
          role?: string
          sent_at?: string | null
          token_hash?: string | null
        }
        Relationships: []
      }
      staff_members: {
        Row: {
          active: boolean
          created_at: string
          id: string
          name: string
          role: string
          user_id: string
        }
        Insert: {
          active?: boolean
          created_at?: string
          id?: string
          name: string
          role: string
          user_id: string
        }
        Update: {
          active?: boolean
          created_at?: string
          id?: string
          name?: string
          role?: string
          user_id?: string
        }
        Relationships: []
      }
      stripe_catch_up: {
        Row: {
          heard_until: string
          next_at: string
          only_row: boolean
        }
        Insert: {
          heard_until: string
          next_at: string
          only_row?: boolean
        }
        Update: {
          heard_until?: string
          next_at?: string
          only_row?: boolean
        }
        Relationships: []
      }
      stripe_events: {
        Row: {
          id: string
          object_id: string | null
          order_id: string | null
          received_at: string
          type: string
        }
        Insert: {
          id: string
          object_id?: string | null
          order_id?: string | null
          received_at?: string
          type: string
        }
        Update: {
          id?: string
          object_id?: string | null
          order_id?: string | null
          received_at?: string
          type?: string
        }
        Relationships: [
          {
            foreignKeyName: "stripe_events_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      sync_epochs: {
        Row: {
          cluster: string
          generation: number
          id: boolean
        }
        Insert: {
          cluster: string
          generation?: number
          id?: boolean
        }
        Update: {
          cluster?: string
          generation?: number
          id?: boolean
        }
        Relationships: []
      }
      ticket_changes: {
        Row: {
          changed_xid: string
          event_id: string
          spent: boolean
          ticket: string
        }
        Insert: {
          changed_xid: string
          event_id: string
          spent: boolean
          ticket: string
        }
        Update: {
          changed_xid?: string
          event_id?: string
          spent?: boolean
          ticket?: string
        }
        Relationships: []
      }
      ticket_pools: {
        Row: {
          capacity: number
          event_id: string
          id: string
          name: string
          sort: number
          taken: number
        }
        Insert: {
          capacity: number
          event_id: string
          id?: string
          name: string
          sort?: number
          taken?: number
        }
        Update: {
          capacity?: number
          event_id?: string
          id?: string
          name?: string
          sort?: number
          taken?: number
        }
        Relationships: [
          {
            foreignKeyName: "ticket_pools_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
        ]
      }
      ticket_releases: {
        Row: {
          ends_at: string | null
          id: string
          name: string
          price: number
          sort: number
          ticket_type_id: string
          until_taken: number | null
        }
        Insert: {
          ends_at?: string | null
          id?: string
          name: string
          price: number
          sort: number
          ticket_type_id: string
          until_taken?: number | null
        }
        Update: {
          ends_at?: string | null
          id?: string
          name?: string
          price?: number
          sort?: number
          ticket_type_id?: string
          until_taken?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "ticket_releases_ticket_type_id_fkey"
            columns: ["ticket_type_id"]
            isOneToOne: false
            referencedRelation: "ticket_types"
            referencedColumns: ["id"]
          },
        ]
      }
      ticket_returns: {
        Row: {
          amount: number | null
          id: string
          offer_id: string | null
          order_id: string
          returned_at: string
          sold_at: string | null
          taken_back_at: string | null
          ticket_id: string
        }
        Insert: {
          amount?: number | null
          id: string
          offer_id?: string | null
          order_id: string
          returned_at?: string
          sold_at?: string | null
          taken_back_at?: string | null
          ticket_id: string
        }
        Update: {
          amount?: number | null
          id?: string
          offer_id?: string | null
          order_id?: string
          returned_at?: string
          sold_at?: string | null
          taken_back_at?: string | null
          ticket_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "ticket_returns_offer_id_fkey"
            columns: ["offer_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_returns_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_returns_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: false
            referencedRelation: "tickets"
            referencedColumns: ["ticket_id"]
          },
        ]
      }
      ticket_searches: {
        Row: {
          attempts: number
          created_at: string
          email: string
          id: string
          last_error: string | null
          locale: 'en' | 'es'
          next_attempt_at: string
        }
        Insert: {
          attempts?: number
          created_at?: string
          email: string
          id?: string
          last_error?: string | null
          locale?: 'en' | 'es'
          next_attempt_at?: string
        }
        Update: {
          attempts?: number
          created_at?: string
          email?: string
          id?: string
          last_error?: string | null
          locale?: 'en' | 'es'
          next_attempt_at?: string
        }
        Relationships: []
      }
      ticket_transfers: {
        Row: {
          accept_key: string | null
          accepted_at: string | null
          held_hash: string | null
          id: string
          locale: 'en' | 'es'
          offer_hash: string
          offered_at: string
          order_id: string
          taken_back_at: string | null
          ticket_id: string
          to_email: string | null
          to_name: string | null
        }
        Insert: {
          accept_key?: string | null
          accepted_at?: string | null
          held_hash?: string | null
          id: string
          locale: 'en' | 'es'
          offer_hash: string
          offered_at?: string
          order_id: string
          taken_back_at?: string | null
          ticket_id: string
          to_email?: string | null
          to_name?: string | null
        }
        Update: {
          accept_key?: string | null
          accepted_at?: string | null
          held_hash?: string | null
          id?: string
          locale?: 'en' | 'es'
          offer_hash?: string
          offered_at?: string
          order_id?: string
          taken_back_at?: string | null
          ticket_id?: string
          to_email?: string | null
          to_name?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ticket_transfers_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_transfers_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: false
            referencedRelation: "tickets"
            referencedColumns: ["ticket_id"]
          },
        ]
      }
      ticket_types: {
        Row: {
          capacity: number
          code: string
          created_at: string
          description: string | null
          event_id: string
          held: number
          hidden: boolean
          id: string
          max_per_order: number | null
          name: string
          pool_id: string | null
          price: number
          sales_end_at: string | null
          sales_start_at: string | null
          shares_venue: boolean
          sold: number
          sort: number
        }
        Insert: {
          capacity: number
          code: string
          created_at?: string
          description?: string | null
          event_id: string
          held?: number
          hidden?: boolean
          id?: string
          max_per_order?: number | null
          name: string
          pool_id?: string | null
          price: number
          sales_end_at?: string | null
          sales_start_at?: string | null
          shares_venue?: boolean
          sold?: number
          sort?: number
        }
        Update: {
          capacity?: number
          code?: string
          created_at?: string
          description?: string | null
          event_id?: string
          held?: number
          hidden?: boolean
          id?: string
          max_per_order?: number | null
          name?: string
          pool_id?: string | null
          price?: number
          sales_end_at?: string | null
          sales_start_at?: string | null
          shares_venue?: boolean
          sold?: number
          sort?: number
        }
        Relationships: [
          {
            foreignKeyName: "ticket_types_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "ticket_types_event_id_pool_id_fkey"
            columns: ["event_id","pool_id"]
            isOneToOne: false
            referencedRelation: "ticket_pools"
            referencedColumns: ["event_id","id"]
          },
        ]
      }
      ticket_voids: {
        Row: {
          created_at: string
          reason: string
          replaced_by: string | null
          ticket_id: string
          voided_by: string | null
        }
        Insert: {
          created_at?: string
          reason: string
          replaced_by?: string | null
          ticket_id: string
          voided_by?: string | null
        }
        Update: {
          created_at?: string
          reason?: string
          replaced_by?: string | null
          ticket_id?: string
          voided_by?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "ticket_voids_replaced_by_fkey"
            columns: ["replaced_by"]
            isOneToOne: true
            referencedRelation: "tickets"
            referencedColumns: ["ticket_id"]
          },
          {
            foreignKeyName: "ticket_voids_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: true
            referencedRelation: "tickets"
            referencedColumns: ["ticket_id"]
          },
        ]
      }
      tickets: {
        Row: {
          changed_xid: string
          created_at: string
          created_xid: string
          entered_at: string | null
          entry_scan_id: string | null
          event_id: string
          event_name: string
          guest_email: string | null
          guest_name: string | null
          guest_phone: string | null
          id: string
          is_used: boolean
          metadata: Json | null
          moved_at: string | null
          order_id: string | null
          order_position: number | null
          order_size: number | null
          presence: 'never' | 'inside' | 'left'
          price_paid: number | null
          qr_code_data: string
          revision: number
          status: 'issued' | 'refunded' | 'void'
          stripe_payment_id: string | null
          ticket_id: string
          ticket_type: string
          ticket_type_id: string
          transfer_id: string | null
        }
        Insert: {
          changed_xid?: string
          created_at?: string
          created_xid?: string
          entered_at?: string | null
          entry_scan_id?: string | null
          event_id: string
          event_name: string
          guest_email?: string | null
          guest_name?: string | null
          guest_phone?: string | null
          id?: string
          is_used?: never
          metadata?: Json | null
          moved_at?: string | null
          order_id?: string | null
          order_position?: number | null
          order_size?: number | null
          presence?: 'never' | 'inside' | 'left'
          price_paid?: number | null
          qr_code_data: string
          revision?: number
          status?: 'issued' | 'refunded' | 'void'
          stripe_payment_id?: string | null
          ticket_id: string
          ticket_type: string
          ticket_type_id: string
          transfer_id?: string | null
        }
        Update: {
          changed_xid?: string
          created_at?: string
          created_xid?: string
          entered_at?: string | null
          entry_scan_id?: string | null
          event_id?: string
          event_name?: string
          guest_email?: string | null
          guest_name?: string | null
          guest_phone?: string | null
          id?: string
          is_used?: never
          metadata?: Json | null
          moved_at?: string | null
          order_id?: string | null
          order_position?: number | null
          order_size?: number | null
          presence?: 'never' | 'inside' | 'left'
          price_paid?: number | null
          qr_code_data?: string
          revision?: number
          status?: 'issued' | 'refunded' | 'void'
          stripe_payment_id?: string | null
          ticket_id?: string
          ticket_type?: string
          ticket_type_id?: string
          transfer_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "tickets_event_id_event_name_fkey"
            columns: ["event_id","event_name"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id","name"]
          },
          {
            foreignKeyName: "tickets_event_id_ticket_type_id_fkey"
            columns: ["event_id","ticket_type_id"]
            isOneToOne: false
            referencedRelation: "ticket_types"
            referencedColumns: ["event_id","id"]
          },
          {
            foreignKeyName: "tickets_order_id_fkey"
            columns: ["order_id"]
            isOneToOne: false
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "tickets_transfer_id_fkey"
            columns: ["transfer_id"]
            isOneToOne: false
            referencedRelation: "ticket_transfers"
            referencedColumns: ["id"]
          },
        ]
      }
      waiting_entries: {
        Row: {
          arrived: number
          begun_at: string | null
          email: string
          event_id: string
          forgotten_at: string | null
          id: string
          joined_at: string
          left_at: string | null
          locale: 'en' | 'es'
          mail_attempts: number
          mail_due_at: string | null
          mail_error: string | null
          mail_first_attempt_at: string | null
          mail_round: number
          name: string | null
          offer_id: string | null
          quantity: number
          ticket_type_id: string
          token_hash: string | null
        }
        Insert: {
          arrived: number
          begun_at?: string | null
          email: string
          event_id: string
          forgotten_at?: string | null
          id: string
          joined_at?: string
          left_at?: string | null
          locale?: 'en' | 'es'
          mail_attempts?: number
          mail_due_at?: string | null
          mail_error?: string | null
          mail_first_attempt_at?: string | null
          mail_round?: number
          name?: string | null
          offer_id?: string | null
          quantity: number
          ticket_type_id: string
          token_hash?: string | null
        }
        Update: {
          arrived?: number
          begun_at?: string | null
          email?: string
          event_id?: string
          forgotten_at?: string | null
          id?: string
          joined_at?: string
          left_at?: string | null
          locale?: 'en' | 'es'
          mail_attempts?: number
          mail_due_at?: string | null
          mail_error?: string | null
          mail_first_attempt_at?: string | null
          mail_round?: number
          name?: string | null
          offer_id?: string | null
          quantity?: number
          ticket_type_id?: string
          token_hash?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "waiting_entries_event_id_ticket_type_id_fkey"
            columns: ["event_id","ticket_type_id"]
            isOneToOne: false
            referencedRelation: "ticket_types"
            referencedColumns: ["event_id","id"]
          },
          {
            foreignKeyName: "waiting_entries_offer_id_fkey"
            columns: ["offer_id"]
            isOneToOne: true
            referencedRelation: "orders"
            referencedColumns: ["id"]
          },
        ]
      }
      wallet_passes: {
        Row: {
          attempts: number
          changed_at: string
          changed_xid: string
          error: string | null
          event_id: string
          handed_at: string
          handed_revision: number
          id: string
          revision: number
          ticket_id: string | null
          told_revision: number
          try_at: string
          wallet: 'apple' | 'google'
        }
        Insert: {
          attempts?: number
          changed_at?: string
          changed_xid?: string
          error?: string | null
          event_id: string
          handed_at?: string
          handed_revision?: number
          id?: string
          revision?: number
          ticket_id?: string | null
          told_revision?: number
          try_at?: string
          wallet: 'apple' | 'google'
        }
        Update: {
          attempts?: number
          changed_at?: string
          changed_xid?: string
          error?: string | null
          event_id?: string
          handed_at?: string
          handed_revision?: number
          id?: string
          revision?: number
          ticket_id?: string | null
          told_revision?: number
          try_at?: string
          wallet?: 'apple' | 'google'
        }
        Relationships: [
          {
            foreignKeyName: "wallet_passes_event_id_fkey"
            columns: ["event_id"]
            isOneToOne: false
            referencedRelation: "events"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "wallet_passes_ticket_id_fkey"
            columns: ["ticket_id"]
            isOneToOne: false
            referencedRelation: "tickets"
            referencedColumns: ["ticket_id"]
          },
        ]
      }
    }
    Views: { [_ in never]: never }
    Functions: {
      accept_reminders: {
        Args: { p_mail_id: string | null }
        Returns: boolean
      }
      accept_transfer: {
        Args: { p_transfer_id: string | null; p_offer_hash: string | null; p_new: Json; p_guest: Json; p_accept_key: string | null; p_held_hash: string | null }
        Returns: Json
      }
      acknowledge_double_entry: {
        Args: { p_scan_id: string | null; p_note: string | null }
        Returns: undefined
      }
      add_list_names: {
        Args: { p_list_id: string | null; p_names: Json }
        Returns: Json
      }
      apple_pass: {
        Args: { p_ticket_id: string | null }
        Returns: Json
      }
      ask_for_balance: {
        Args: never
        Returns: Json
      }
      attach_checkout: {
        Args: { p_order_id: string | null; p_session_id: string | null; p_checkout_url: string | null; p_token_hash: string | null }
        Returns: Json
      }
      ban_list: {
        Args: never
        Returns: Json
      }
      begin_balance_reading: {
        Args: never
        Returns: Json
      }
      begin_offer: {
        Args: { p_entry_id: string | null; p_token_hash: string | null; p_hold_seconds: number | null }
        Returns: Json
      }
      begin_stripe_catch_up: {
        Args: never
        Returns: Json
      }
      cancel_event: {
        Args: { p_event_id: string | null; p_reason: string | null }
        Returns: Json
      }
      cancellation_failures: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      cancellation_progress: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      change_club_settings: {
        Args: { p_changes: Json }
        Returns: Json
      }
      change_list_name: {
        Args: { p_entry_id: string | null; p_change: Json }
        Returns: Json
      }
      change_own_password: {
        Args: { p_current: string | null; p_new: string | null }
        Returns: Json
      }
      change_staff: {
        Args: { p_id: string | null; p_role: string | null; p_active: boolean | null }
        Returns: Json
      }
      claim_apple_passes: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      claim_google_passes: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      claim_mails: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      claim_refunds: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      claim_staff_mails: {
        Args: { p_limit?: number | null }
        Returns: Json
      }
      claim_ticket_searches: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      claim_waiting_mails: {
        Args: { p_limit?: number | null; p_lease_seconds?: number | null }
        Returns: Json
      }
      club_face: {
        Args: never
        Returns: Json
      }
      club_settings: {
        Args: never
        Returns: Json
      }
      comp_cards: {
        Args: { p_order_id: string | null }
        Returns: Json
      }
      correct_order: {
        Args: { p_order_id: string | null; p_link_version: number | null; p_name: string | null; p_email: string | null; p_reason: string | null; p_token_hash: string | null }
        Returns: Json
      }
      correct_record: {
        Args: { p_id: string | null; p_record_id: string | null; p_words: string | null }
        Returns: Json
      }
      create_pairing_code: {
        Args: { p_event_ids: string[] | null; p_gate_id: string | null; p_device_name: string | null }
        Returns: Json
      }
      create_promo_code: {
        Args: { p_promo: Json }
        Returns: Json
      }
      desk_receipts: {
        Args: { p_order_id: string | null }
        Returns: Json
      }
      door_pin: {
        Args: never
        Returns: Json
      }
      door_sales: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      duplicate_night: {
        Args: { p_event_id: string | null; p_new_id: string | null; p_date?: string | null }
        Returns: Json
      }
      end_own_session: {
        Args: { p_id: string | null }
        Returns: Json
      }
      end_promoter: {
        Args: { p_id: string | null; p_ended: boolean | null }
        Returns: Json
      }
      erase_person: {
        Args: { p_email: string | null; p_reason: string | null }
        Returns: Json
      }
      erasure_list: {
        Args: never
        Returns: Json
      }
      event_availability: {
        Args: { p_event: string | null }
        Returns: Json
      }
      event_feed: {
        Args: never
        Returns: Json
      }
      event_list: {
        Args: never
        Returns: Json
      }
      event_live: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      event_phones: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      export_person: {
        Args: { p_email: string | null }
        Returns: Json
      }
      export_rows: {
        Args: { p_kind: string | null; p_event_id: string | null; p_after?: string | null; p_limit?: number | null }
        Returns: Json
      }
      find_orders: {
        Args: { p_query?: string | null; p_event_id?: string | null; p_before?: string | null; p_limit?: number | null }
        Returns: Json
      }
      finish_mail: {
        Args: { p_id: string | null; p_provider_id: string | null; p_error: string | null; p_permanent?: boolean | null }
        Returns: Json
      }
      finish_passes: {
        Args: { p_passes: Json }
        Returns: number
      }
      finish_refund: {
        Args: { p_request_id: string | null; p_refunds: Json; p_error?: string | null; p_refused?: boolean | null }
        Returns: Json
      }
      finish_staff_mail: {
        Args: { p_id: string | null; p_error?: string | null }
        Returns: Json
      }
      finish_stripe_catch_up: {
        Args: { p_heard_until: number | null }
        Returns: Json
      }
      finish_ticket_search: {
        Args: { p_id: string | null; p_error?: string | null }
        Returns: Json
      }
      finish_waiting_mail: {
        Args: { p_id: string | null; p_round: number | null; p_error?: string | null }
        Returns: Json
      }
      first_steps: {
        Args: never
        Returns: Json
      }
      forget_old_guests: {
        Args: { p_limit?: number | null }
        Returns: number
      }
      forget_push_tokens: {
        Args: { p_push_tokens: string[] | null }
        Returns: number
      }
      fulfil_order: {
        Args: { p_order_id: string | null; p_payment: Json; p_tickets: Json; p_stripe_event?: Json }
        Returns: Json
      }
      grant_stock: {
        Args: { p_device_id: string | null; p_event_id: string | null; p_least: Json; p_tickets: Json }
        Returns: Json
      }
      hand_out_pass: {
        Args: { p_ticket_id: string | null; p_wallet: string | null }
        Returns: Json
      }
      hold_comp: {
        Args: { p_event_id: string | null; p_lines: Json; p_customer: Json; p_reason: string | null; p_client_key: string | null }
        Returns: Json
      }
      hold_tickets: {
        Args: { p_event: string | null; p_lines: Json; p_customer: Json; p_client_key: string | null; p_request_hash: string | null; p_hold_seconds: number | null; p_client?: string | null; p_promo?: string | null; p_referral?: string | null }
        Returns: Json
      }
      invite_staff: {
        Args: { p_email: string | null; p_name: string | null; p_role: string | null; p_locale?: string | null }
        Returns: Json
      }
      issue_receipts: {
        Args: { p_limit?: number | null }
        Returns: number
      }
      join_waiting: {
        Args: { p_event: string | null; p_type: string | null; p_quantity: number | null; p_customer: Json; p_entry_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      keep_seal: {
        Args: { p_text: string | null; p_manifest: string | null; p_sha256: string | null; p_kid: string | null; p_signature: string | null }
        Returns: undefined
      }
      leave_staff: {
        Args: never
        Returns: Json
      }
      leave_waiting: {
        Args: { p_entry_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      lift_ban: {
        Args: { p_id: string | null; p_reason: string | null }
        Returns: Json
      }
      list_excess: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      list_names: {
        Args: { p_list_id: string | null }
        Returns: Json
      }
      manager_events: {
        Args: never
        Returns: Json
      }
      manager_night: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      manager_nights: {
        Args: never
        Returns: Json
      }
      manager_order: {
        Args: { p_order_id: string | null }
        Returns: Json
      }
      needs_person_list: {
        Args: never
        Returns: Json
      }
      night_defaults: {
        Args: never
        Returns: Json
      }
      night_lists: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      night_record: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      night_takings: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      offer_transfer: {
        Args: { p_order_id: string | null; p_token_hash: string | null; p_ticket_id: string | null; p_transfer_id: string | null; p_offer_hash: string | null; p_email: string | null; p_locale: string | null }
        Returns: Json
      }
      offer_waiting_seats: {
        Args: never
        Returns: number
      }
      order_for_fulfilment: {
        Args: { p_order_id: string | null }
        Returns: Json
      }
      order_receipts: {
        Args: { p_order_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      order_returns: {
        Args: { p_order_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      order_transfers: {
        Args: { p_order_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      order_view: {
        Args: { p_order_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      orders_to_reconcile: {
        Args: { p_limit?: number | null }
        Returns: Json
      }
      own_sessions: {
        Args: never
        Returns: Json
      }
      pair_device: {
        Args: { p_code: string | null; p_device_name?: string | null }
        Returns: Json
      }
      passes_of_device: {
        Args: { p_device_id: string | null; p_since?: string | null }
        Returns: Json
      }
      pause_promo_code: {
        Args: { p_id: string | null; p_paused: boolean | null }
        Returns: Json
      }
      preview_night_change: {
        Args: { p_event_id: string | null; p_night: Json }
        Returns: Json
      }
      promo_code_list: {
        Args: never
        Returns: Json
      }
      promo_offer: {
        Args: { p_event: string | null; p_promo: string | null }
        Returns: Json
      }
      promoter_add_names: {
        Args: { p_promoter_id: string | null; p_token_hash: string | null; p_list_id: string | null; p_names: Json }
        Returns: Json
      }
      promoter_change_name: {
        Args: { p_promoter_id: string | null; p_token_hash: string | null; p_entry_id: string | null; p_change: Json }
        Returns: Json
      }
      promoter_lines: {
        Args: { p_promoter_id: string | null; p_event_id: string | null }
        Returns: Json
      }
      promoter_list: {
        Args: never
        Returns: Json
      }
      promoter_statement: {
        Args: { p_promoter_id: string | null }
        Returns: Json
      }
      promoter_view: {
        Args: { p_promoter_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      queue_reminders: {
        Args: { p_limit?: number | null }
        Returns: number
      }
      raise_limit: {
        Args: { p_event_id: string | null; p_people: number | null }
        Returns: Json
      }
      record_balance: {
        Args: { p_entries: Json; p_read_until: number | null }
        Returns: number
      }
      record_mail_event: {
        Args: { p_provider_id: string | null; p_kind: string | null }
        Returns: Json
      }
      record_stripe_event: {
        Args: { p_event: Json; p_effect: Json }
        Returns: Json
      }
      records_to_seal: {
        Args: { p_record_id?: string | null; p_limit?: number | null }
        Returns: Json
      }
      redeem_staff_link: {
        Args: { p_token_hash: string | null; p_password: string | null }
        Returns: Json
      }
      refunds_to_ask_about: {
        Args: { p_limit?: number | null }
        Returns: Json
      }
      refuse_reminders: {
        Args: { p_mail_id: string | null }
        Returns: boolean
      }
      register_pass: {
        Args: { p_device_id: string | null; p_ticket_id: string | null; p_push_token: string | null }
        Returns: Json
      }
      register_signing_key: {
        Args: { p_kid: string | null; p_public_key: string | null }
        Returns: undefined
      }
      reissue_ticket: {
        Args: { p_ticket_id: string | null; p_new: Json; p_reason: string | null }
        Returns: Json
      }
      release_hold: {
        Args: { p_order_id: string | null; p_status?: string | null }
        Returns: Json
      }
      remove_door_pin: {
        Args: never
        Returns: Json
      }
      rename_device: {
        Args: { p_device_id: string | null; p_name: string | null }
        Returns: Json
      }
      renew_promoter_link: {
        Args: { p_id: string | null }
        Returns: Json
      }
      request_password_reset: {
        Args: { p_email: string | null; p_locale?: string | null }
        Returns: Json
      }
      request_refund: {
        Args: { p_order_id: string | null; p_reason: string | null; p_idempotency_key: string | null; p_ticket_ids?: string[] | null; p_amount?: number | null }
        Returns: Json
      }
      request_tickets: {
        Args: { p_email: string | null; p_locale?: string | null }
        Returns: Json
      }
      requeue_mail: {
        Args: { p_mail_id: string | null; p_email?: string | null }
        Returns: Json
      }
      resend_tickets: {
        Args: { p_order_id: string | null }
        Returns: Json
      }
      reset_second_factor: {
        Args: { p_id: string | null }
        Returns: Json
      }
      resolve_needs_person: {
        Args: { p_id: string | null; p_note: string | null }
        Returns: Json
      }
      retry_cancellation: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      return_ticket: {
        Args: { p_order_id: string | null; p_token_hash: string | null; p_ticket_id: string | null; p_return_id: string | null }
        Returns: Json
      }
      revoke_device: {
        Args: { p_device_id: string | null }
        Returns: Json
      }
      save_ban: {
        Args: { p_id: string | null; p_ban: Json }
        Returns: Json
      }
      save_door_sales: {
        Args: { p_event_id: string | null; p_types: Json }
        Returns: Json
      }
      save_guest_list: {
        Args: { p_event_id: string | null; p_list_id: string | null; p_list: Json }
        Returns: Json
      }
      save_night: {
        Args: { p_event_id: string | null; p_night: Json; p_expected_revision: number | null; p_confirmed?: string[] | null }
        Returns: Json
      }
      save_promoter: {
        Args: { p_id: string | null; p_promoter: Json }
        Returns: Json
      }
      scanner_bans: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      scanner_events: {
        Args: never
        Returns: Json
      }
      scanner_lists: {
        Args: { p_event_id: string | null; p_cursor?: string | null; p_limit?: number | null }
        Returns: Json
      }
      scanner_pull: {
        Args: { p_event_id: string | null; p_cursor?: string | null; p_limit?: number | null; p_report?: Json }
        Returns: Json
      }
      scanner_push: {
        Args: { scans: Json[] | null }
        Returns: Json
      }
      scanner_push_acts: {
        Args: { acts: Json[] | null }
        Returns: Json
      }
      scanner_share: {
        Args: { p_event_id: string | null; p_list_id: string | null; p_wish: number | null }
        Returns: Json
      }
      scanner_stock: {
        Args: { p_event_id: string | null; p_least?: Json }
        Returns: Json
      }
      scanner_ticket: {
        Args: { p_event_id: string | null; p_ticket_id: string | null }
        Returns: Json
      }
      seal_night: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      sealed_record: {
        Args: { p_record_id: string | null }
        Returns: Json
      }
      set_door_pin: {
        Args: { p_salt: string | null; p_hash: string | null; p_iterations: number | null }
        Returns: Json
      }
      set_night_state: {
        Args: { p_event_id: string | null; p_state: string | null }
        Returns: Json
      }
      staff_list: {
        Args: never
        Returns: Json
      }
      sweep_holds: {
        Args: { p_limit?: number | null }
        Returns: number
      }
      sweep_pass_registrations: {
        Args: never
        Returns: number
      }
      sweep_rate_buckets: {
        Args: { p_idle_minutes?: number | null }
        Returns: number
      }
      take_back_return: {
        Args: { p_order_id: string | null; p_token_hash: string | null; p_return_id: string | null }
        Returns: Json
      }
      take_back_stock: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      take_back_transfer: {
        Args: { p_order_id: string | null; p_token_hash: string | null; p_transfer_id: string | null }
        Returns: Json
      }
      take_rate_token: {
        Args: { p_bucket: string | null; p_key: string | null; p_capacity: number | null; p_refill_per_minute: number | null }
        Returns: Json
      }
      takings_list: {
        Args: { p_limit?: number | null }
        Returns: Json
      }
      ticket_to_accept: {
        Args: { p_transfer_id: string | null; p_offer_hash: string | null }
        Returns: Json
      }
      ticket_to_reissue: {
        Args: { p_ticket_id: string | null }
        Returns: Json
      }
      transfer_view: {
        Args: { p_transfer_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      unheard_stripe_events: {
        Args: { p_ids: string[] | null }
        Returns: string[]
      }
      unregister_pass: {
        Args: { p_device_id: string | null; p_ticket_id: string | null }
        Returns: boolean
      }
      unused_posters: {
        Args: { p_limit?: number | null }
        Returns: Json
      }
      void_tickets: {
        Args: { p_order_id: string | null; p_ticket_ids: string[] | null; p_reason: string | null }
        Returns: Json
      }
      waiting_figures: {
        Args: { p_event_id: string | null }
        Returns: Json
      }
      waiting_view: {
        Args: { p_entry_id: string | null; p_token_hash: string | null }
        Returns: Json
      }
      who_am_i: {
        Args: never
        Returns: Json
      }
      withdraw_invitation: {
        Args: { p_id: string | null }
        Returns: Json
      }
      work_on_cancellations: {
        Args: { p_limit?: number | null }
        Returns: number
      }
    }
    Enums: { [_ in never]: never }
    CompositeTypes: { [_ in never]: never }
  }
}
