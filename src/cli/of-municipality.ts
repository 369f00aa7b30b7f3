/** Where a region holds several: the code of one; without it the only one there is. */
export const ofMunicipality = (code: string | undefined): { municipality?: string } =>
  code === undefined ? {} : { municipality: code };
