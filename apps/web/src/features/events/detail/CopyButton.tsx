export { useCopy } from '../../../ui/useCopy.ts'
