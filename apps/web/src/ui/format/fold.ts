/** For searching: case and accents do not matter; the dotless and dotted Turkish i are one. */
export const fold = (text: string): string =>
  text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').trim()
