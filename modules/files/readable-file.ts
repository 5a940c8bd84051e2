/** What is needed to send a file: whoever hands this over has checked that the caller may read it. */
export interface ReadableFile {
  name: string;
  type: string;
  sizeBytes: number;
  hash: string;
  state: string;
}
