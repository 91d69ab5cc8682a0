/** A link of the guide is the current one only when it leads to the section shown, not to any of the same page. */
export const HERE = { includeHash: true, includeSearch: false } as const
