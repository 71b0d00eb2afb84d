/**
 * δ(x) = ln Γ(x) − (x − 1/2) ln x + x − ln(2π)/2 for x ≥ 10: DLMF 5.11.1, its first eight terms; error below 1e-17.
 */
export function stirlingTail(x: number): number {
  const u = 1 / (x * x);
  return (
    (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * (1 / 1188 - u * (691 / 360360 - u * (1 / 156 - u * (3617 / 122400)))))))) /
    x
  );
}
