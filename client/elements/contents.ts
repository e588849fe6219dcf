/** What each address shows beside the map: its frame, its name and its element, loaded when it is first needed. */
import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { AppLocation } from '../state/address.ts';

export interface Content {
  frame: 'panel' | 'page';
  /** Names the region for screen readers. */
  label: string;
  template: TemplateResult;
}

/** null: the map alone. An asset or a new asset goes above the view it was opened from. */
export function contentOf({ view, viewId, asset, edit, creating }: AppLocation): Content | null {
  if (view === 'administration') {
    void import('./lutra-administration.ts');
    return {
      frame: 'page',
      label: msg('Kelola', { id: 'nav.administration' }),
      template: html`<lutra-administration .section=${viewId}></lutra-administration>`,
    };
  }
  if (creating !== null) {
    void import('./lutra-asset-form.ts');
    return panel(
      msg('Aset baru', { id: 'panel.new-asset' }),
      html`<lutra-asset-form .typeId=${creating} .asset=${null}></lutra-asset-form>`,
    );
  }
  if (asset !== null && edit) {
    void import('./lutra-asset-form.ts');
    return panel(
      msg('Ubah aset', { id: 'panel.edit-asset' }),
      html`<lutra-asset-form .typeId=${asset.type} .asset=${asset}></lutra-asset-form>`,
    );
  }
  if (asset !== null) {
    void import('./lutra-asset.ts');
    return panel(msg('Aset terpilih', { id: 'panel.asset' }), html`<lutra-asset></lutra-asset>`);
  }
  switch (view) {
    case 'projects':
      void import('./lutra-projects.ts');
      return panel(msg('Proyek', { id: 'nav.projects' }), html`<lutra-projects></lutra-projects>`);
    case 'project':
      void import('./lutra-project.ts');
      return panel(msg('Proyek', { id: 'nav.projects' }), html`<lutra-project .projectId=${viewId}></lutra-project>`);
    case 'photos':
      void import('./lutra-photo-inbox.ts');
      return panel(msg('Foto', { id: 'nav.photos' }), html`<lutra-photo-inbox></lutra-photo-inbox>`);
    case 'account':
      void import('./lutra-account.ts');
      return panel(msg('Saya', { id: 'nav.account' }), html`<lutra-account></lutra-account>`);
    case 'sign-in':
      void import('./lutra-sign-in.ts');
      return panel(msg('Masuk', { id: 'nav.sign-in' }), html`<lutra-sign-in></lutra-sign-in>`);
    case 'map':
      return null;
  }
}

const panel = (label: string, template: TemplateResult): Content => ({ frame: 'panel', label, template });
