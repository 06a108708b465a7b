/** A read was answered from a database in which another design is published than the one it was made from. */
export class CatalogueChanged extends Error {
  constructor() {
    super("Another design is published");
    this.name = "CatalogueChanged";
  }
}
