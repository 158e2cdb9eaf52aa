/** What the screens say about the rules' numbers; the numbers themselves live in `resources/parameters.json`. */
export interface PageParameters {
  /** Years of the first list of a record (docs/rules.md 3.32). */
  readonly firstSearchYears: number;
  readonly careTeamDays: number;
  readonly explicitHours: number;
  /** Days ahead at which the end of a right is told. */
  readonly renewalNoticeDays: number;
}
