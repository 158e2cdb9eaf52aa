import type { WritableDatabase } from '../../store/open.ts';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly phone: string;
  /** JDV_J02 and JDV_J04. */
  readonly facility_type: string;
  readonly practice_setting: string;
}

export interface Professional {
  /** National identifier as on the wire: `8` and the RPPS number. */
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly title: string;
  readonly profession: string;
  readonly profession_label: string;
  readonly specialty: string;
  readonly specialty_label: string;
  readonly card_kind: 'CPS' | 'CPE';
  readonly card_state: 'valid' | 'revoked' | 'expired';
  /** Public JWK of the card, as JSON. */
  readonly card_key: string;
  readonly regulator: 0 | 1;
  readonly organization: string;
  readonly email: string | null;
}

const PROFESSIONAL_COLUMNS = [
  'id',
  'family',
  'given',
  'title',
  'profession',
  'profession_label',
  'specialty',
  'specialty_label',
  'card_kind',
  'card_state',
  'card_key',
  'regulator',
  'organization',
  'email',
] as const satisfies readonly (keyof Professional)[];

const ORGANIZATION_COLUMNS = [
  'id',
  'name',
  'street',
  'postal_code',
  'city',
  'phone',
  'facility_type',
  'practice_setting',
] as const satisfies readonly (keyof Organization)[];

/** Names in the order of a French list: SQLite knows the order of bytes only. */
const FRENCH = new Intl.Collator('fr');

/** The national directory of professionals and places. */
export interface DirectoryStore {
  professional(id: string): Professional | undefined;
  professionalsOf(organization: string): Professional[];
  /** Everybody, in the order of names. */
  professionals(): Professional[];
  /** Every place, in the order of names. */
  organizations(): Organization[];
  organization(id: string): Organization | undefined;
  /** Everywhere that someone practises, the structure of the card first. */
  placesOf(professional: Professional): Organization[];
  addProfessional(professional: Professional): void;
  addOrganization(organization: Organization): void;
  /** Another place of a professional, offered after those that he has. */
  addPlace(professional: string, organization: string): void;
}

export function directoryStore(db: WritableDatabase): DirectoryStore {
  const professional = db.prepare<[string], Professional>('SELECT * FROM professional WHERE id = ?');
  const professionalsOf = db.prepare<[string], Professional>(
    'SELECT * FROM professional WHERE organization = ? ORDER BY id',
  );
  const organization = db.prepare<[string], Organization>('SELECT * FROM organization WHERE id = ?');
  const professionals = db.prepare<[], Professional>('SELECT * FROM professional ORDER BY id');
  const organizations = db.prepare<[], Organization>('SELECT * FROM organization ORDER BY id');
  const furtherPlacesOf = db.prepare<[string], Organization>(
    `SELECT organization.* FROM further_place JOIN organization ON organization.id = further_place.organization
     WHERE further_place.professional = ? ORDER BY further_place.seq`,
  );
  const addProfessional = db.prepare<Professional>(insertInto('professional', PROFESSIONAL_COLUMNS));
  const addOrganization = db.prepare<Organization>(insertInto('organization', ORGANIZATION_COLUMNS));
  const addPlace = db.prepare<[string, string]>(
    'INSERT INTO further_place (professional, organization) VALUES (?, ?)',
  );
  return {
    professional: (id) => professional.get(id),
    professionalsOf: (id) => professionalsOf.all(id),
    professionals: () =>
      professionals
        .all()
        .sort((a, b) => FRENCH.compare(a.family, b.family) || FRENCH.compare(a.given, b.given)),
    organizations: () => organizations.all().sort((a, b) => FRENCH.compare(a.name, b.name)),
    organization: (id) => organization.get(id),
    placesOf: (professional) => {
      const own = organization.get(professional.organization);
      return [...(own === undefined ? [] : [own]), ...furtherPlacesOf.all(professional.id)];
    },
    addProfessional: (row) => void addProfessional.run(row),
    addOrganization: (row) => void addOrganization.run(row),
    addPlace: (professionalId, organizationId) => void addPlace.run(professionalId, organizationId),
  };
}

function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`;
}
