/** Joins the class names that hold; what is false or absent leaves no trace. */
export const cx = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');
