import type { PasswordHasher } from "@dougong/data";
import { hash, verify } from "@node-rs/argon2";

/** argon2id (the library's default algorithm) with 19 MiB, two passes, one lane: OWASP's first recommendation. About 35 ms a hash. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords by argon2id; a stored hash that cannot be read fits no password. */
export function createArgon2Hasher(): PasswordHasher {
  return {
    hash: (password) => hash(password, cost),
    verify: (stored, password) => verify(stored, password).catch(() => false),
  };
}
