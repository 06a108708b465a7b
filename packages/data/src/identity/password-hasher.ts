/** Turns passwords into what may be stored; passed in, so that this package knows no algorithm. */
export interface PasswordHasher {
  /** A memory-hard hash with its salt and parameters in it (PHC string). */
  hash(password: string): Promise<string>;
  verify(stored: string, password: string): Promise<boolean>;
}
