/** Members of an asset and their values in words, for its history and for conflicts. */
import { msg, str } from '@lit/localize';
import { formatPosition } from '../i18n/format.ts';
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

/** Shapes are told apart by their vertices: nobody reads their coordinates. */
function shapeText(type: string, coordinates: unknown): string {
  const line = type === 'Polygon' ? (coordinates as number[][][])[0] : (coordinates as number[][]);
  const count = Math.max(0, (line?.length ?? 0) - (type === 'Polygon' ? 1 : 0));
  return msg(str`bentuk dengan ${count} titik`, { id: 'asset.shape' });
}

function geometryText(value: unknown): string {
  const { type, coordinates } = value as { type: string; coordinates: unknown };
  return type === 'Point' && Array.isArray(coordinates)
    ? formatPosition(Number(coordinates[0]), Number(coordinates[1]))
    : shapeText(type, coordinates);
}
