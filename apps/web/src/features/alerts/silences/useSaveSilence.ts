import type { SilenceDraft } from '@nobet/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { ApiError } from '../../../api/apiError.ts'
import { alertApi } from '../data/alertApi.ts'

export type SaveState =
  | { readonly kind: 'editing' | 'saving' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Saves a silence; a refusal stays in the form, in the words of the one who refused. */
export function useSaveSilence(onSaved: () => void) {
  const api = useApi()
  const queries = useQueryClient()
  const [state, setState] = useState<SaveState>({ kind: 'editing' })
  const save = async (draft: SilenceDraft) => {
    setState({ kind: 'saving' })
    try {
      await alertApi.saveSilence(api, draft)
      void queries.invalidateQueries({ queryKey: ['alerts'] })
      onSaved()
    } catch (error) {
      setState({
        kind: 'refused',
        code: toCode(error),
        message: error instanceof Error ? error.message : String(error),
      })
    }
  }
  return { save, state }
}

const toCode = (error: unknown): string =>
  error instanceof ApiError && error.failure.kind === 'problem' ? (error.failure.problem?.type ?? '') : ''
