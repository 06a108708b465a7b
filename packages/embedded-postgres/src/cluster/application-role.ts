import pg from "pg";

/** Role and database that the application uses. */
export const applicationName = "dougong";

/** Where the application finds its database. */
export function connectionStringOf(port: number, password: string): string {
  return `postgres://${applicationName}:${password}@127.0.0.1:${port}/${applicationName}`;
}

/**
 * Makes the application's role and database, if they are not there. The role is no superuser: what reaches the
 * database through the application cannot read files or run programs.
 */
export async function prepareApplicationRole(port: number, password: string): Promise<void> {
  const client = new pg.Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres", password });
  await client.connect();
  try {
    const role = await client.query("select from pg_roles where rolname = $1", [applicationName]);
    if (role.rowCount === 0) {
      await client.query(
        `create role ${applicationName} login createdb password ${client.escapeLiteral(password)}`,
      );
    }
    const database = await client.query("select from pg_database where datname = $1", [applicationName]);
    if (database.rowCount === 0)
      await client.query(`create database ${applicationName} owner ${applicationName}`);
  } finally {
    await client.end();
  }
}
