/** What the screens say about the rules' numbers; the numbers themselves live in `resources/parameters.json`. */
export interface PageParameters {
  /** Years of the first list of a record (DMP guide, TD3.1). */
  readonly firstSearchYears: number;
  readonly careTeamDays: number;
  readonly explicitHours: number;
  /** Days ahead at which the end of a right is told. */
  readonly renewalNoticeDays: number;
  /** How long an emergency access lasts at most (docs/rules.md 2.4). */
  readonly emergencyMinutes: number;
  readonly justificationMin: number;
}
