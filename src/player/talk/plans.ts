/** Plans of classes, for pages: what the lesson folder knows of them. */
export { beginsOf, PLANS } from '#lesson/plans';
