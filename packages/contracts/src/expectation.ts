import type * as z from 'zod/mini'

const FORMAT_WORDS: Record<string, string> = {
  datetime: 'a date and time with a zone, such as 2026-11-22T17:00:00Z',
  url: 'a URL',
}

/** What was expected where an issue was found, in words a person can act on. A schema's own message wins. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.message !== '' && issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`
    case 'invalid_value':
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' | ')}`
    case 'invalid_format':
      return `expected ${FORMAT_WORDS[issue.format] ?? `the format ${issue.pattern ?? issue.format}`}`
    case 'too_small':
      return `expected ${issue.origin === 'string' ? 'at least' : '>='} ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `expected ${issue.origin === 'string' ? 'at most' : '<='} ${issue.maximum}${unitOf(issue.origin)}`
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}`
    case 'invalid_union':
      return describeUnion(issue)
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues[0] === undefined ? 'invalid' : describeIssue(issue.issues[0])
    case 'custom':
      return 'invalid'
  }
}

function describeUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.discriminator !== undefined) return `expected a known "${issue.discriminator}"`
  const branches = issue.errors.flatMap((branch) => (branch[0] === undefined ? [] : [describeIssue(branch[0])]))
  return [...new Set(branches)].join(' or ') || 'invalid'
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters'
  return origin === 'array' || origin === 'set' || origin === 'record' ? ' entries' : ''
}
