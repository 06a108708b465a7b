export { standaloneValidatorModule } from "./standalone-module.ts";
