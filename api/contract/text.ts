/** A text in the two languages of the screen; the shape of every title that people read. */
import { z } from 'zod';

export const textSchema = z.strictObject({
  id: z.string().min(1).max(500),
  en: z.string().min(1).max(500),
});

export type Text = z.infer<typeof textSchema>;
export type Language = keyof Text;
