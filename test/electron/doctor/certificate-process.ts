/** Examines the certificate of the address that it is given, with the authorities that its environment trusts. */
import { examineCertificates } from '../../../electron/doctor/certificates.ts';

const [url = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await examineCertificates({ url }, Date.now())));
