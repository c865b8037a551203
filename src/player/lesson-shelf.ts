/** What a lesson is taken up from and put back to: links, the browser's records, and how both are read. It comes after the first picture. */
export { lessonLink, openLessonLink } from '#player/lesson-link';
export { recordOf, resumeRecord } from '#player/lesson-record';
export { ProgressStore } from '#player/progress.svelte';
