/** Members of an asset and their values in words, for its history and for conflicts. */
import { msg } from '@lit/localize';
import { agencies, agencyName, projects } from '../state/projects.ts';
import { keyOf } from '../map/glyphs.ts';
import type { AssetStatus, AttributesSchema, Condition } from '../wire.ts';
import { valueText } from './lutra-asset.ts';
import { attributeTitle } from './lutra-attribute-fields.ts';
import { conditionName, statusName } from './words.ts';

export function memberName(member: string, schema: AttributesSchema | null): string {
  switch (member) {
    case 'code':
      return msg('Kode', { id: 'asset.code' });
    case 'name':
      return msg('Nama', { id: 'account.name' });
    case 'condition':
      return msg('Kondisi', { id: 'asset.condition' });
    case 'status':
      return msg('Status', { id: 'project.status' });
    case 'project':
      return msg('Proyek', { id: 'nav.projects' });
    case 'agency':
      return msg('Instansi', { id: 'account.agency' });
    case 'published':
      return msg('Terbit', { id: 'published' });
    case 'geometry':
      return msg('Posisi atau bentuk', { id: 'asset.geometry' });
    default: {
      const attribute = schema?.properties[member];
      return attribute === undefined ? member : attributeTitle({ ...attribute, 'x-unit': undefined });
    }
  }
}

/** A member's value in words; members hold text, numbers, truth values or, as the geometry, a shape. */
export function memberText(member: string, value: unknown, schema: AttributesSchema | null): string {
  if (member === 'condition') return conditionName(keyOf(value as Condition | null));
  if (value === null || value === undefined || value === '') return '—';
  switch (member) {
    case 'status':
      return statusName(value as AssetStatus);
    case 'project':
      return projects.value.value?.find(({ id }) => id === value)?.name ?? plain(value);
    case 'agency':
      return agencyName(agencies.value, plain(value));
    case 'published':
      return value === true ? msg('Ya', { id: 'yes' }) : msg('Tidak', { id: 'no' });
    case 'geometry':
      return geometryText(value);
    default: {
      const attribute = schema?.properties[member];
      return attribute === undefined ? plain(value) : valueText(attribute, value);
    }
  }
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
}

function geometryText(value: unknown): string {
  const { type, coordinates } = value as { type: string; coordinates: unknown };
  return type === 'Point' && Array.isArray(coordinates)
    ? coordinates.map((number) => Number(number).toFixed(6)).join(', ')
    : type;
}
