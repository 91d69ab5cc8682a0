export const en = {
  title: 'Operations guide',
  contents: 'Contents',
  search: 'Search the guide',
  found: '{count, plural, =0 {Nothing found} one {# section} other {# sections}}',
  none: 'No section holds “{text}”',
  missing: 'The guide of this version has no section “{anchor}”. Search for its name, or look through the contents.',
  here: 'Link to {title}',
  copy: 'Copy',
  copyThis: 'Copy: {text}',
  copied: 'Copied',
}
