import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { pageLinks } from '../documents/page-links.ts';
import type { SignedInExchange } from '../http/exchange.ts';
import { answering, answeringPrepared } from '../http/exchange.ts';
import { pathParameter } from '../http/input.ts';
import { changeAppointment, readAppointment, searchAppointments } from './appointments.ts';
import { makeAppointment } from './booking.ts';
import { exchangesOf, readService, searchCatalogue } from './catalogue.ts';
import { addMeasure, addVaccination, correct, readClinical, searchClinical } from './clinical.ts';
import { linkService, unlinkService } from './links.ts';
import { patchOf } from './patch.ts';
import { setReminders } from './reminders.ts';

/** The rest of the space: sections beside documents and rights (J of the wire). */
export function registerSectionRoutes(app: FastifyInstance, context: ServiceContext): void {
  const links = pageLinks();
  const searching = (kind: Parameters<typeof searchClinical>[1], reads: ReadAction) =>
    answering(context, reads, (exchange) => searchClinical(exchange, kind, links));
  const reading = (kind: Parameters<typeof readClinical>[1], reads: ReadAction) =>
    answering(context, reads, (exchange) => readClinical(exchange, kind, idOf(exchange)));
  const adding = (kind: Parameters<typeof addMeasure>[1]) =>
    answering(context, 'writeMeasures', (exchange) => addMeasure(exchange, kind));
  const correcting = (kind: Parameters<typeof correct>[1]) =>
    answeringPrepared(context, 'correct', patchOf, (exchange, patch) =>
      correct(exchange, kind, idOf(exchange), patch),
    );

  app.get('/fhir/Immunization', searching('Immunization', 'readVaccinations'));
  app.get('/fhir/Immunization/:id', reading('Immunization', 'readVaccinations'));
  app.post('/fhir/Immunization', answering(context, 'addVaccination', addVaccination));
  app.patch('/fhir/Immunization/:id', correcting('Immunization'));

  app.get('/fhir/ExplanationOfBenefit', searching('ExplanationOfBenefit', 'readCareHistory'));
  app.get('/fhir/ExplanationOfBenefit/:id', reading('ExplanationOfBenefit', 'readCareHistory'));

  app.get('/fhir/Observation', searching('Observation', 'readMeasures'));
  app.get('/fhir/Observation/:id', reading('Observation', 'readMeasures'));
  app.post('/fhir/Observation', adding('Observation'));
  app.patch('/fhir/Observation/:id', correcting('Observation'));

  app.get('/fhir/AllergyIntolerance', searching('AllergyIntolerance', 'readMeasures'));
  app.get('/fhir/AllergyIntolerance/:id', reading('AllergyIntolerance', 'readMeasures'));
  app.post('/fhir/AllergyIntolerance', adding('AllergyIntolerance'));
  app.patch('/fhir/AllergyIntolerance/:id', correcting('AllergyIntolerance'));

  app.get('/fhir/Condition', searching('Condition', 'readMeasures'));
  app.get('/fhir/Condition/:id', reading('Condition', 'readMeasures'));
  app.post('/fhir/Condition', adding('Condition'));
  app.patch('/fhir/Condition/:id', correcting('Condition'));

  app.get('/fhir/MedicationStatement', searching('MedicationStatement', 'readMeasures'));
  app.get('/fhir/MedicationStatement/:id', reading('MedicationStatement', 'readMeasures'));
  app.post('/fhir/MedicationStatement', adding('MedicationStatement'));
  app.patch('/fhir/MedicationStatement/:id', correcting('MedicationStatement'));

  app.get(
    '/fhir/Appointment',
    answering(context, 'readAppointments', (exchange) => searchAppointments(exchange, links)),
  );
  app.get(
    '/fhir/Appointment/:id',
    answering(context, 'readAppointments', (exchange) => readAppointment(exchange, idOf(exchange))),
  );
  app.post('/fhir/Appointment', answering(context, 'makeAppointment', makeAppointment));
  app.patch(
    '/fhir/Appointment/:id',
    answeringPrepared(context, 'changeAppointment', patchOf, (exchange, patch) =>
      changeAppointment(exchange, idOf(exchange), patch),
    ),
  );

  app.post('/fhir/Appointment/$remind', answering(context, 'setReminders', setReminders));

  app.get(
    '/fhir/HealthcareService',
    answering(context, 'readCatalogue', (exchange) => searchCatalogue(exchange, links)),
  );
  app.get(
    '/fhir/HealthcareService/:id',
    answering(context, 'readCatalogue', (exchange) => readService(exchange, idOf(exchange))),
  );
  app.post(
    '/fhir/HealthcareService/$link',
    answering(context, 'linkService', (exchange) => linkService(exchange, (id) => exchangesOf(context, id))),
  );
  app.post('/fhir/HealthcareService/$unlink', answering(context, 'unlinkService', unlinkService));
}

type ReadAction = 'readVaccinations' | 'readCareHistory' | 'readMeasures';

const idOf = ({ request }: SignedInExchange): string => pathParameter(request, 'id');
