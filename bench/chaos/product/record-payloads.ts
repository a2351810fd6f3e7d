import { connect } from '@/db/client'

/**
 * Keeps what every job was told, also when it is done and gone, in a table of its own: the check of secrets looks into
 * every table.
 */
export async function recordPayloads(databaseUrl: string): Promise<void> {
  const database = connect(databaseUrl, 1)
  try {
    await database.execute(`
      create schema chaos;
      create table chaos.payloads (at timestamptz not null default clock_timestamp(), payload text);
      create function chaos.record() returns trigger language plpgsql as $$
        begin insert into chaos.payloads (payload) values (new.payload::text); return new; end $$;
      create trigger record_payload after insert or update of payload on graphile_worker._private_jobs
        for each row execute function chaos.record()`)
  } finally {
    await database.$client.end()
  }
}
