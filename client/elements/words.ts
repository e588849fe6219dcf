/** Words that several elements use: conditions, states of an asset and of a project, dimensions, roles. */
import { msg } from '@lit/localize';
import type { ConditionKey } from '../map/glyphs.ts';
import type { AssetStatus, Dimension, ProjectStatus, Role } from '../wire.ts';

export function conditionName(condition: ConditionKey): string {
  switch (condition) {
    case 'B':
      return msg('Baik', { id: 'condition.B' });
    case 'RR':
      return msg('Rusak ringan', { id: 'condition.RR' });
    case 'RB':
      return msg('Rusak berat', { id: 'condition.RB' });
    case 'unknown':
      return msg('Belum diketahui', { id: 'condition.unknown' });
  }
}

export function statusName(status: AssetStatus): string {
  switch (status) {
    case 'planned':
      return msg('Direncanakan', { id: 'status.planned' });
    case 'built':
      return msg('Terbangun', { id: 'status.built' });
    case 'removed':
      return msg('Dibongkar', { id: 'status.removed' });
  }
}

export function projectStatusName(status: ProjectStatus): string {
  switch (status) {
    case 'planned':
      return msg('Direncanakan', { id: 'status.planned' });
    case 'ongoing':
      return msg('Berjalan', { id: 'project-status.ongoing' });
    case 'completed':
      return msg('Selesai', { id: 'project-status.completed' });
    case 'suspended':
      return msg('Ditunda', { id: 'project-status.suspended' });
    case 'cancelled':
      return msg('Dibatalkan', { id: 'project-status.cancelled' });
  }
}

export function dimensionName(dimension: Dimension): string {
  switch (dimension) {
    case 'governance':
      return msg('Tata kelola', { id: 'dimension.governance' });
    case 'branding':
      return msg('Branding', { id: 'dimension.branding' });
    case 'society':
      return msg('Masyarakat', { id: 'dimension.society' });
    case 'economy':
      return msg('Ekonomi', { id: 'dimension.economy' });
    case 'living':
      return msg('Kehidupan', { id: 'dimension.living' });
    case 'environment':
      return msg('Lingkungan', { id: 'dimension.environment' });
  }
}

export function roleName(role: Role): string {
  switch (role) {
    case 'admin':
      return msg('Administrator', { id: 'role.admin' });
    case 'planner':
      return msg('Perencana', { id: 'role.planner' });
    case 'surveyor':
      return msg('Surveyor', { id: 'role.surveyor' });
    case 'liaison':
      return msg('Penghubung', { id: 'role.liaison' });
    case 'viewer':
      return msg('Pembaca', { id: 'role.viewer' });
  }
}
