/** The parts of the screen by what people read, so that the tests know nothing of how the pages are built. */
import type { Locator, Page } from 'playwright-core';

export const heading = (page: Page, name: string | RegExp, level = 1): Locator =>
  page.getByRole('heading', { level, name });
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name });
/** Passwords have no role of their own: they are found by their label. */
export const labelled = (page: Page, name: string | RegExp): Locator => page.getByLabel(name);
export const textField = (page: Page, name: RegExp): Locator => page.getByRole('textbox', { name });
export const numberField = (page: Page, name: RegExp): Locator => page.getByRole('spinbutton', { name });
export const choice = (page: Page, name: RegExp): Locator => page.getByRole('combobox', { name });
export const radio = (page: Page, name: string): Locator => page.getByRole('radio', { name });
export const text = (page: Page, words: string | RegExp): Locator => page.getByText(words);
export const map = (page: Page): Locator => page.getByRole('application');
export const search = (page: Page): Locator => page.getByRole('combobox', { name: /Cari kode|Search/ });
/** The frame of what is selected. */
export const panel = (page: Page, name: string): Locator => page.getByRole('region', { name });
export const dialog = (page: Page): Locator => page.getByRole('dialog');
/** The pictures below "Foto", each of which opens its large view. */
export const photos = (page: Page): Locator => page.getByRole('button', { name: /^Foto .*\d/ });
/** Where the gallery's files go: the button opens a chooser that belongs to the operating system. */
export const gallery = (page: Page): Locator => page.locator('input[type=file][multiple]');

/** The line below the map that says where it is from. */
export const credit = (page: Page): Locator => page.locator('.credit');
/** The switch of a layer. */
export const switchOf = (page: Page, layer: string): Locator => page.getByRole('switch', { name: layer });

/** Selects what has this code by searching for it. */
export async function find(page: Page, code: string): Promise<void> {
  await search(page).fill(code);
  await page.getByRole('option', { name: code }).first().click();
  await heading(page, code).waitFor();
}
