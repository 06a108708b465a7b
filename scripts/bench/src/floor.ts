import Fastify from "fastify";
import pg from "pg";

/**
 * The floor that the platform is measured against: Fastify and pg with prepared statements on copies of the
 * same tables (same columns and indexes, no triggers), no validation, no permissions, no history.
 *
 * Usage: tsx floor.ts PORT CONNECTION_STRING
 */
const [port = "0", connectionString = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 16 });
const app = Fastify();

app.get<{ Params: { id: string } }>("/customers/:id", async (request) => {
  const { rows } = await pool.query({
    name: "get",
    text: "select * from floor.crm__customer where id = $1 and _deleted_at is null",
    values: [request.params.id],
  });
  return rows[0];
});

app.get("/customers", async () => {
  const text =
    "select * from floor.crm__customer where status = $1 and _deleted_at is null order by name, id limit 50";
  const { rows } = await pool.query({ name: "list", text, values: ["active"] });
  return { data: rows };
});

app.post<{ Body: Record<string, string> }>("/customers", async (request, reply) => {
  const body = request.body;
  const text = `insert into floor.crm__customer (id, version, created_at, updated_at, name, level, status, phone, credit_limit, payment_days)
    values ($1, 1, now(), now(), $2, $3, $4, $5, $6, $7) returning *`;
  const { rows } = await pool.query({
    name: "create",
    text,
    values: [body.id, body.name, body.level, body.status, body.phone, body.credit_limit, body.payment_days],
  });
  return reply.code(201).send(rows[0]);
});

app.get("/tasks", async () => {
  const text =
    "select * from floor.bench__task where status = $1 and _deleted_at is null order by due, id limit 50";
  const { rows } = await pool.query({ name: "tasks", text, values: ["open"] });
  return { data: rows };
});

app.post<{ Body: Record<string, string> }>("/receipts", async (request, reply) => {
  const body = request.body;
  const text = `insert into floor.bench__receipt (id, version, created_at, updated_at, payer, amount)
    values ($1, 1, now(), now(), $2, $3) returning *`;
  const { rows } = await pool.query({ name: "receipt", text, values: [body.id, body.payer, body.amount] });
  return reply.code(201).send(rows[0]);
});

interface Order {
  readonly id: string;
  readonly customer: string;
  readonly lines: readonly {
    readonly id: string;
    readonly product: string;
    readonly qty: string;
    readonly price: string;
    readonly amount: string;
  }[];
}

app.post<{ Body: Order }>("/orders", async (request, reply) => {
  const { id, customer, lines } = request.body;
  const client = await pool.connect();
  try {
    await client.query("begin");
    const header =
      "insert into floor.crm__order (id, version, created_at, updated_at, customer, status, ordered_on) values ($1, 1, now(), now(), $2, 'draft', current_date) returning *";
    const { rows } = await client.query({ name: "order", text: header, values: [id, customer] });
    const rowsText = `insert into floor.crm__order_line (id, _parent, _position, product, qty, price, amount)
      select l.id, $1, l.n, l.product, l.qty, l.price, l.amount
        from unnest($2::uuid[], $3::uuid[], $4::numeric[], $5::numeric[], $6::numeric[]) with ordinality as l(id, product, qty, price, amount, n) returning *`;
    const column = (name: "id" | "product" | "qty" | "price" | "amount") => lines.map((line) => line[name]);
    const written = await client.query({
      name: "lines",
      text: rowsText,
      values: [id, column("id"), column("product"), column("qty"), column("price"), column("amount")],
    });
    await client.query("commit");
    return reply.code(201).send({ ...rows[0], lines: written.rows });
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
});

await app.listen({ port: Number(port), host: "127.0.0.1" });
process.stdout.write("floor ready\n");
