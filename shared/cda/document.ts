/** A CDA R2 document as we show it: nothing in these types can carry a script, a style or an address. */

export interface CdaDocument {
  readonly header: CdaHeader;
  readonly body: CdaBody;
}

export interface CdaHeader {
  /** `root` or `root^extension`: the document's uniqueId. */
  readonly id: string;
  readonly setId: string | null;
  readonly version: number | null;
  readonly templateIds: readonly string[];
  readonly title: string;
  readonly type: CdaCode;
  /** ISO 8601 with the precision of the document. */
  readonly createdAt: string | null;
  readonly confidentiality: string | null;
  readonly language: string | null;
  readonly patient: CdaPatient;
  readonly authors: readonly CdaAuthor[];
  readonly custodian: CdaOrganization | null;
  /** Start and end of the main act (documentationOf). */
  readonly act: { readonly start: string | null; readonly end: string | null };
  readonly replaces: string | null;
  /** JDV_J02 and JDV_J04: where the act took place, and in which setting. */
  readonly facilityType: CdaCode | null;
  readonly practiceSetting: CdaCode | null;
}

export interface CdaCode {
  readonly code: string;
  readonly label: string | null;
}

export interface CdaIdentifier {
  /** OID of the authority. */
  readonly root: string;
  readonly extension: string;
}

export interface CdaPatient {
  readonly ids: readonly CdaIdentifier[];
  /** Birth name. */
  readonly family: string;
  readonly used: string | null;
  readonly given: readonly string[];
  readonly birthDate: string | null;
  readonly gender: 'female' | 'male' | 'unknown';
  readonly birthPlace: { readonly code: string | null; readonly label: string | null } | null;
}

export interface CdaAuthor {
  readonly id: CdaIdentifier | null;
  readonly name: string;
  readonly specialty: CdaCode | null;
  readonly organization: CdaOrganization | null;
  readonly at: string | null;
}

export interface CdaOrganization {
  readonly id: CdaIdentifier | null;
  readonly name: string;
}

export type CdaBody =
  /** One file in another format. */
  | { readonly level: 1; readonly mediaType: string; readonly bytes: Uint8Array }
  | {
      readonly level: 3;
      readonly sections: readonly CdaSection[];
      /** Embedded files that the narrative does not show as pictures. */
      readonly attachments: readonly CdaMedia[];
    };

export interface CdaSection {
  readonly title: string | null;
  readonly code: CdaCode | null;
  readonly narrative: readonly NarrativeNode[];
  readonly sections: readonly CdaSection[];
}

export interface CdaMedia {
  /** ID under which the narrative refers to it. */
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export type TextStyle =
  'bold' | 'italics' | 'underline' | 'emphasis' | 'preformatted' | 'inserted' | 'struck';
export type CellAlign = 'left' | 'center' | 'right' | 'justify';

export type NarrativeNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | {
      readonly kind: 'styled';
      readonly styles: readonly TextStyle[];
      readonly children: readonly NarrativeNode[];
    }
  | { readonly kind: 'sub' | 'sup' | 'footnote'; readonly children: readonly NarrativeNode[] }
  | {
      readonly kind: 'paragraph';
      readonly caption: readonly NarrativeNode[];
      readonly children: readonly NarrativeNode[];
    }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly caption: readonly NarrativeNode[];
      readonly items: readonly ListItem[];
    }
  | {
      readonly kind: 'table';
      readonly caption: readonly NarrativeNode[];
      readonly head: readonly TableRow[];
      readonly body: readonly TableRow[];
      readonly foot: readonly TableRow[];
    }
  | {
      readonly kind: 'image';
      readonly mediaType: string;
      readonly bytes: Uint8Array;
      readonly caption: readonly NarrativeNode[];
    }
  /** The place where the narrative shows a file that is no picture (see `attachments`) or that is missing. */
  | {
      readonly kind: 'attachment';
      readonly id: string;
      readonly mediaType: string | null;
      readonly caption: readonly NarrativeNode[];
    };

export interface ListItem {
  readonly caption: readonly NarrativeNode[];
  readonly children: readonly NarrativeNode[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly header: boolean;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly align: CellAlign | null;
  readonly styles: readonly TextStyle[];
  readonly children: readonly NarrativeNode[];
}
