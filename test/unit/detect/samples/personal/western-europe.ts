import { miss, type Samples } from '../sample.ts';
import { checked } from './numbers.ts';

export const westernEuropeSamples: readonly Samples[] = [
  checked('de-tax-id', [
    ['Steuer-ID: ', '86 095 ', '742 719'],
    ['Steueridentifikationsnummer ', '470368', '92816'],
  ]),
  checked('de-id-card', [
    ['Personalausweis ', 'T2200', '01293'],
    ['Ausweisnummer: ', 'L01X0', '0T471'],
  ]),
  checked('de-social-security', [
    ['', '15 07064', '9 C 103'],
    ['Rentenversicherungsnummer: ', '651708', '39J003'],
  ]),
  checked('de-health-insurance', [
    ['KVNR ', 'A1234', '56780'],
    ['Versichertennummer: ', 'M1234', '56785'],
  ]),
  checked('fr-nir', [
    ['', '2 55 08 14 ', '168 025 38'],
    ['NIR: ', '25508141', '6802538'],
  ]),
  checked(
    'es-nif',
    [
      ['DNI ', '12345', '678Z'],
      ['Mi DNI es el ', '12345', '678Z', '.'],
      ['DNI: ', '12.345', '.678-Z'],
    ],
    [miss('no words in front', 'part 12345678Z and 20260304Z')],
  ),
  checked('es-nie', [
    ['', 'X1234', '567L'],
    ['NIE: ', 'X-1234', '567-L'],
  ]),
  checked('it-fiscal-code', [
    ['', 'RSSMRA85', 'T10A562S'],
    ['', 'MRTMTT91', 'D08F205J'],
  ]),
  checked('it-vat-code', [
    ['P.IVA ', '007431', '10157'],
    ['partita IVA: IT', '007431', '10157'],
  ]),
  checked('nl-bsn', [
    ['BSN ', '11122', '2333'],
    ['bsn: ', '12345', '6782'],
  ]),
  checked('be-national-number', [
    ['', '85.07.30', '-033.28'],
    ['NISS ', '850730', '03328'],
  ]),
  checked('lu-national-id', [
    ['matricule ', '1983081', '000092'],
    ["numéro d'identification national: ", '1983 081', '0 00092'],
  ]),
  checked('pt-nif', [
    ['NIF: ', '50196', '4843'],
    ['contribuinte ', '501 44', '2 600'],
  ]),
  checked('at-svnr', [
    ['SVNR: ', '1237 0', '10180'],
    ['SVNR ', '12370', '10180'],
  ]),
  checked('ch-ahv', [
    ['', '756.9217', '.0769.85'],
    ['AHV-Nummer ', '7569217', '076985'],
  ]),
];
