/** Attributes that several asset types have, each written once so that their titles and limits agree. */
import { choice, digits, integer, metres, text } from './schema.ts';

export const year = integer(['Tahun dibangun', 'Year built'], { min: 1900, max: 2100 });
export const fundSource = text(['Sumber dana', 'Source of funds']);
export const authority = text(['Instansi berwenang', 'Authority in charge']);
export const road = text(['Ruas jalan', 'Road']);
export const district = text(['Kecamatan', 'District'], 100);
export const village = text(['Desa/kelurahan', 'Village'], 100);
export const material = text(['Bahan', 'Material'], 100);
export const height = metres(['Tinggi', 'Height'], 200);
export const landmark = text(['Patokan setempat', 'Local landmark']);
export const designDocument = text(['Dokumen rancangan', 'Design document']);

export const landStatus = choice(['Status lahan', 'Land status'], {
  clear: ['Bebas', 'Clear'],
  partial: ['Sebagian bebas', 'Partly clear'],
  encumbered: ['Belum bebas', 'Not yet clear'],
  unknown: ['Belum diketahui', 'Not known'],
});

/** Kartu inventaris barang: the classes of the regional asset register. */
export const registerClass = choice(['KIB', 'Asset register class'], {
  A: ['A – Tanah', 'A – Land'],
  B: ['B – Peralatan dan mesin', 'B – Equipment'],
  C: ['C – Gedung dan bangunan', 'C – Buildings'],
  D: ['D – Jalan, irigasi, dan jaringan', 'D – Roads, irrigation and networks'],
  E: ['E – Aset tetap lainnya', 'E – Other fixed assets'],
  F: ['F – Konstruksi dalam pengerjaan', 'F – Under construction'],
});
export const registerCode = text(['Kode barang', 'Asset code'], 60);

export const roadSide = choice(['Sisi jalan', 'Side of the road'], {
  left: ['Kiri', 'Left'],
  right: ['Kanan', 'Right'],
  median: ['Median', 'Median'],
});

/** Left and right as seen facing downstream. */
const banks = {
  left: ['Kiri', 'Left'],
  right: ['Kanan', 'Right'],
} as const;
const bankTitle = ['Tebing (menghadap hilir)', 'Bank (facing downstream)'] as const;
export const bankSide = choice(bankTitle, banks);
export const bankSides = choice(bankTitle, { ...banks, both: ['Kiri dan kanan', 'Both'] });

/** What a street light and a string of lights are billed by. */
export const supply = {
  panel: text(['Panel', 'Panel'], 60),
  idpel: digits(['IDPEL (12 angka)', 'Electricity customer number (12 digits)'], 12),
  meterNumber: text(['Nomor meter', 'Meter number'], 30),
  va: integer(['Daya tersambung', 'Connected power'], { unit: 'VA', min: 0, max: 1_000_000 }),
  billing: choice(['Tarif', 'Billing'], {
    metered: ['Meterisasi', 'Metered'],
    flat: ['Lumpsum', 'Flat rate'],
  }),
};
