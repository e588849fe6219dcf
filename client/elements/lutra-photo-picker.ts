/** Picks photos from the gallery or the camera for an asset, a project or a report, and shows their way to the server. */
import { localized, msg } from '@lit/localize';
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { addUploads } from '../state/uploads.ts';
import { base, controls } from '../styles/shared.ts';
import { icon } from './icons.ts';
import './lutra-upload-list.ts';

const phases = ['0', '50', '100'];

@customElement('lutra-photo-picker')
@localized()
export class LutraPhotoPicker extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      .buttons {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-1);
      }
      input[type='file'] {
        display: none;
      }
      .phase {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1);
        margin: 0 0 var(--space-1);
        padding: 0;
        border: 0;
      }
      .phase legend {
        float: left;
        margin-right: var(--space-1);
      }
      .phase label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 44px;
        margin: 0;
        font-weight: 400;
      }
    `,
  ];

  @query('#camera') private camera!: HTMLInputElement;
  @query('#gallery') private gallery!: HTMLInputElement;

  @property() asset = '';
  @property() project = '';
  @property() report = '';

  @state() private phase = '';

  /** Where the device is while the camera is open: a phone strips the position from what it hands to a page. */
  #position: Promise<GeolocationPosition | null> | undefined;

  override render(): TemplateResult {
    return html`<fieldset class="phase">
        <legend>${msg('Tahap', { id: 'photo.phase' })}</legend>
        <label>
          <input type="radio" name="phase" value="" .checked=${this.phase === ''} @change=${this.#choosePhase} />
          ${msg('Tanpa', { id: 'photo.no-phase' })}
        </label>
        ${phases.map(
          (phase) =>
            html`<label>
              <input
                type="radio"
                name="phase"
                .value=${phase}
                .checked=${this.phase === phase}
                @change=${this.#choosePhase}
              />
              ${phase}%
            </label>`,
        )}
      </fieldset>
      <div class="buttons">
        <button class="primary" @click=${this.#openCamera}>
          ${icon('camera')} ${msg('Ambil foto', { id: 'photo.take' })}
        </button>
        <button @click=${this.#openGallery}>${icon('photo')} ${msg('Pilih foto', { id: 'photo.pick' })}</button>
      </div>
      <input id="camera" type="file" accept="image/*" capture="environment" @change=${this.#taken} />
      <input
        id="gallery"
        type="file"
        accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
        multiple
        @change=${this.#picked}
        aria-label=${msg('Pilih foto', { id: 'photo.pick' })}
      />
      ${
        this.asset || this.project
          ? html`<lutra-upload-list
              .asset=${this.asset}
              .project=${this.project}
              .report=${this.report}
            ></lutra-upload-list>`
          : nothing
      }`;
  }

  #choosePhase = (event: Event): void => {
    this.phase = (event.target as HTMLInputElement).value;
  };

  #openCamera = (): void => {
    this.#position = currentPosition();
    this.camera.click();
  };

  #openGallery = (): void => {
    this.gallery.click();
  };

  #taken = async (): Promise<void> => {
    const files = [...(this.camera.files ?? [])];
    this.camera.value = '';
    const position = (await this.#position) ?? null;
    await this.#add(files, {
      takenAt: new Date().toISOString(),
      ...(position === null
        ? {}
        : {
            longitude: String(position.coords.longitude),
            latitude: String(position.coords.latitude),
            accuracy: String(position.coords.accuracy),
          }),
    });
  };

  #picked = async (): Promise<void> => {
    const files = [...(this.gallery.files ?? [])];
    this.gallery.value = '';
    // The file's own EXIF speaks of where and when; the device is somewhere else by now.
    await this.#add(files, {});
  };

  async #add(files: File[], fields: Record<string, string>): Promise<void> {
    const all = this.phase === '' ? fields : { ...fields, phase: this.phase };
    await addUploads(
      files.map((file) => ({ file, fields: all })),
      { asset: this.asset, project: this.project, report: this.report },
    );
  }
}

/** The device's position, or null when it is not allowed or not found in time: the photo is taken without it, and flagged. */
function currentPosition(): Promise<GeolocationPosition | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(null), {
      enableHighAccuracy: true,
      maximumAge: 5000,
      timeout: 20_000,
    });
  });
}
