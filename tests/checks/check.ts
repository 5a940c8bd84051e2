/** One check of the code. `run` returns what is wrong, one line each, ready to print; nothing wrong is an empty list. */
export interface Check {
  /** as given to `bin/check` */
  name: string;
  /** @param root absolute path of the tree to look at; a test gives a planted one */
  run(root: string): Promise<string[]>;
}
