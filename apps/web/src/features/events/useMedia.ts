export { useMedia } from '../../ui/useMedia.ts'
