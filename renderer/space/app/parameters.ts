/** What the page needs of resources/parameters.json. */
export interface SpaceParameters {
  /** Years that a closed record is kept out of reach before it is erased. */
  readonly archiveYears: number;
  /** Weeks to oppose the creation of a record. */
  readonly oppositionWeeks: number;
  /** Carers that a patient may choose. */
  readonly mostCarers: number;
}
