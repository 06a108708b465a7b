/** Provinces, in the order of the standard GA 36-2018. */
const provinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
/** I and O are not given out, as they look like 1 and 0. */
const usual = new RegExp(`^[${provinces}][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]$`);
/** New energy, eight characters: D or F comes first on a small car, last on a large one (GA 36-2018). */
const newEnergy = new RegExp(`^[${provinces}][A-HJ-NP-Z](?:[A-HJK][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJK])$`);

/** A plate as it is painted, without spaces and points, in capitals; undefined where it is none. */
export function readPlate(text: string): string | undefined {
  const plate = text
    .normalize("NFKC")
    .replace(/[\s·・.-]/g, "")
    .toUpperCase();
  return usual.test(plate) || newEnergy.test(plate) ? plate : undefined;
}

/** `沪A·12345`, as people write it. */
export function printPlate(plate: string): string {
  return readPlate(plate) === undefined ? plate : `${plate.slice(0, 2)}·${plate.slice(2)}`;
}

export function isNewEnergy(plate: string): boolean {
  return [...plate].length === 8;
}
