/** Modules that the build makes. */
declare module 'virtual:land' {
  const land: { scale: number; polygons: readonly (readonly number[])[][] };
  export default land;
}
